"""Accounts with an e-mail and a password: made, claimed by guests, signed in to, given another password.

What a sign-in answers, and how long it takes, is the same for an e-mail that nobody has and for a wrong password.
"""

import hashlib
from dataclasses import dataclass
from uuid import UUID

import structlog

from api.auth import repository
from api.auth.passwords import Passwords
from api.auth.schemas import LoginRequest, Opened, PasswordRequest, RegisterRequest, SignedIn
from api.auth.service import Accounts, require_user
from api.db import Database
from api.models import User
from api.rates import Rates
from astra.contracts.errors import AstraError, ErrorCode
from astra.kit.clock import Clock
from astra.kit.ids import new_id

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Visitor:
    """Whoever asks to be signed in: who was signed in before in this browser, where they ask from, and with what."""

    before: SignedIn | None
    address: str
    device: str | None


class LocalAccounts:
    """Registers, signs in, changes passwords."""

    def __init__(self, db: Database, clock: Clock, accounts: Accounts, passwords: Passwords, rates: Rates) -> None:
        self._db = db
        self._clock = clock
        self._accounts = accounts
        self._passwords = passwords
        self._rates = rates

    async def register(self, wish: RegisterRequest, visitor: Visitor) -> Opened:
        """Make an account, out of the guest's own where a guest asks; 409 for an e-mail that can't be had."""
        about = [wish.email, wish.display_name or ""]
        await self._passwords.refuse_guessable(wish.password, about, field="password")
        hashed = await self._passwords.hash(wish.password)
        try:
            return await self._register(wish, hashed, visitor)
        except repository.TakenError:
            raise _taken() from None

    async def _register(self, wish: RegisterRequest, hashed: str, visitor: Visitor) -> Opened:
        before = visitor.before
        async with self._db.write() as db:
            if await repository.find_user_by_email(db, wish.email) is not None:
                raise _taken()
            claimed = None if before is None else await repository.hold_user(db, before.user_id)
            if claimed is None or claimed.email is not None:
                claimed = User(id=new_id(), created_at=self._clock.now())
            claimed.email, claimed.password_hash = wish.email, hashed
            claimed.display_name = wish.display_name or claimed.display_name
            await repository.store_user(db, claimed)
            return await self._accounts.open_in(db, claimed, before=before, device=visitor.device)

    async def sign_in(self, given: LoginRequest, visitor: Visitor) -> Opened:
        """Sign in; 401 with one and the same answer whatever was wrong."""
        here = _key(given.email, visitor.address)
        await self._rates.take("sign_in_account", here)
        await self._rates.take("sign_in_email", _key(given.email))
        async with self._db.read() as db:
            user = await repository.find_user_by_email(db, given.email)
        kept = None if user is None else user.password_hash
        is_right, renewed = await self._passwords.verify(given.password, kept)
        if user is None or not is_right:
            _log.warning("security.sign_in_failed")
            raise _wrong()
        async with self._db.write() as db:
            user = await repository.hold_user(db, user.id)
            if user is None or user.password_hash != kept:
                raise _wrong()  # it was changed or deleted while it was checked
            if renewed is not None:
                user.password_hash = renewed
                await repository.store_user(db, user)
            opened = await self._accounts.open_in(db, user, before=visitor.before, device=visitor.device)
        await self._rates.clear("sign_in_account", here)
        return opened

    async def change_password(self, wish: PasswordRequest, visitor: Visitor) -> tuple[Opened, list[UUID]]:
        """Set another password, or the first of a Google account; this sign-in, renewed, and those that are over."""
        who = visitor.before
        if who is None:
            raise AstraError(ErrorCode.UNAUTHENTICATED, "Please sign in first.")
        kept = await self.check_password(who, wish.current, field="current")
        async with self._db.read() as db:
            user = await repository.find_user(db, who.user_id)
        if user is None or user.email is None:
            raise AstraError(ErrorCode.CONFLICT, "A guest has no password; make an account first.")
        await self._passwords.refuse_guessable(wish.new, [user.email, user.display_name or ""], field="new")
        hashed = await self._passwords.hash(wish.new)
        async with self._db.write() as db:
            user = await require_user(db, who.user_id)
            if user.password_hash != kept:
                raise AstraError(ErrorCode.CONFLICT, "The password was changed elsewhere just now.", field="current")
            user.password_hash = hashed
            await repository.store_user(db, user)
            ended = await self._accounts.revoke_in(db, user.id, but_not=who.sign_in_id)
            return await self._accounts.open_in(db, user, before=who, device=visitor.device), ended

    async def check_password(self, who: SignedIn, given: str | None, *, field: str) -> str | None:
        """That the person knows their password, where they have one; 403 naming `field`. Its kept form."""
        async with self._db.read() as db:
            user = await repository.find_user(db, who.user_id)
        kept = None if user is None else user.password_hash
        if kept is None:
            return None
        await self._rates.take("sign_in_account", str(who.user_id))
        if given is None or not (await self._passwords.verify(given, kept))[0]:
            _log.warning("security.password_refused", user_id=str(who.user_id))
            raise AstraError(ErrorCode.FORBIDDEN, "This is not your password.", field=field)
        await self._rates.clear("sign_in_account", str(who.user_id))
        return kept


def _key(*parts: str) -> str:
    """What is counted under: the e-mail itself stands in no store of counters."""
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _wrong() -> AstraError:
    return AstraError(ErrorCode.UNAUTHENTICATED, "The e-mail or the password is wrong.")


def _taken() -> AstraError:
    return AstraError(
        ErrorCode.CONFLICT, "No account can be made with this e-mail; if it is yours, sign in.", field="email"
    )
