"""Signing in, wired: whoever is let in, by which door, and what ends with a sign-in."""

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, replace
from uuid import UUID

from api.auth.google import GoogleAccounts
from api.auth.local import LocalAccounts
from api.auth.openid import Birthday, OpenIdWire
from api.auth.passwords import Passwords
from api.auth.schemas import SignedIn
from api.auth.service import Accounts
from api.birth.service import propose_birthday
from api.db import AsyncSession, Database
from api.rates import Rates
from api.settings import Settings
from astra.kit.clock import Clock

CloseRooms = Callable[[SignedIn], Awaitable[None]]
"""Ends every session that a sign-in has open."""


@dataclass(frozen=True, slots=True)
class SignInParts:
    """The doors; `close_all_of` is what the sessions do when a sign-in is over."""

    accounts: Accounts
    local: LocalAccounts
    google: GoogleAccounts
    close_all_of: CloseRooms

    async def close_rooms(self, who: SignedIn, sign_in_ids: Iterable[UUID]) -> None:
        """End the sessions that these sign-ins of one person have open: who is out talks no longer."""
        for sign_in_id in sign_in_ids:
            await self.close_all_of(replace(who, sign_in_id=sign_in_id))


def wire_sign_in(
    settings: Settings, database: Database, clock: Clock, rates: Rates, *, close_all_of: CloseRooms
) -> SignInParts:
    """Make them all."""
    accounts = Accounts(database, clock, idle_days=settings.sign_in_idle_days, max_days=settings.sign_in_max_days)

    async def propose(db: AsyncSession, user_id: UUID, told: Birthday) -> bool:
        return await propose_birthday(db, user_id, year=told.year, month=told.month, day=told.day, now=clock.now())

    return SignInParts(
        accounts=accounts,
        local=LocalAccounts(database, clock, accounts, Passwords(), rates),
        google=GoogleAccounts(database, clock, accounts, _open_wire(settings, clock), propose),
        close_all_of=close_all_of,
    )


def _open_wire(settings: Settings, clock: Clock) -> OpenIdWire | None:
    secret = settings.google_client_secret.get_secret_value()
    if not settings.google_client_id or not secret:
        return None
    return OpenIdWire(
        client_id=settings.google_client_id,
        client_secret=secret,
        issuer=settings.google_issuer,
        people_url=settings.google_people_url,
        asks_birthday=settings.google_birthday,
        clock=clock,
    )
