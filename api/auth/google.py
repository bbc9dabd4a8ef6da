"""Signing in with Google: leaving for it, coming back once, linking. Nobody is taken over by an e-mail."""

import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlsplit
from uuid import UUID

import structlog

from api.auth import repository
from api.auth.emails import normalise_email
from api.auth.openid import AttemptKeys, Birthday, GoogleError, GoogleFault, GoogleProfile, OpenIdWire
from api.auth.schemas import Opened, SignedIn
from api.auth.service import GOOGLE, Accounts, hash_secret, require_user
from api.db import AsyncSession, Database
from api.models import GoogleAttempt, LinkedAccount, User
from astra.contracts.errors import AstraError, ErrorCode
from astra.kit.clock import Clock
from astra.kit.ids import new_id, new_secret

_log = structlog.get_logger(__name__)
ATTEMPT_LASTS = timedelta(minutes=10)
_MAX_PATH_CHARS = 512
_MAX_NAME_CHARS = 80

ProposeBirthday = Callable[[AsyncSession, UUID, Birthday], Awaitable[object]]
"""Puts a birthday to the person as a question, within the caller's transaction."""


@dataclass(frozen=True, slots=True)
class Leaving:
    """Where the browser goes, and the secret that its cookie keeps until it is back."""

    url: str
    secret: str


@dataclass(frozen=True, slots=True)
class ComingBack:
    """What a browser brings back from Google."""

    secret: str | None
    state: str | None
    code: str | None
    error: str | None


class GoogleAccounts:
    """The door through Google; closed where there is no `wire`. What comes to nothing raises `GoogleError`."""

    def __init__(
        self, db: Database, clock: Clock, accounts: Accounts, wire: OpenIdWire | None, propose: ProposeBirthday
    ) -> None:
        self._db = db
        self._clock = clock
        self._accounts = accounts
        self._wire = wire
        self._propose = propose

    @property
    def is_open(self) -> bool:
        """Whether one can sign in with Google here."""
        return self._wire is not None

    async def leave(self, who: SignedIn | None, next_path: str, redirect_uri: str) -> Leaving:
        """Begin an attempt: whoever is signed in now links the account that comes back."""
        if self._wire is None:
            raise GoogleError(GoogleFault.OFF)
        if not is_own_path(next_path):
            raise GoogleError(GoogleFault.BAD_NEXT)
        secret = new_secret()
        keys = AttemptKeys.derive(secret)
        url = await self._wire.write_url(keys, redirect_uri)
        now = self._clock.now()
        attempt = GoogleAttempt(
            state_hash=hash_secret(keys.state),
            user_id=None if who is None else who.user_id,
            next_path=next_path,
            expires_at=now + ATTEMPT_LASTS,
        )
        async with self._db.write() as db:
            await repository.add_attempt(db, attempt, now=now)
        return Leaving(url, secret)

    async def come_back(
        self, back: ComingBack, who: SignedIn | None, *, device: str | None, redirect_uri: str
    ) -> tuple[Opened, str]:
        """Sign in, or link, with what came back; the sign-in and the path to go on to."""
        if self._wire is None:
            raise GoogleError(GoogleFault.OFF)
        attempt, keys = await self._take_attempt(back, who)
        if back.error is not None or not back.code:
            raise GoogleError(GoogleFault.DENIED if back.error == "access_denied" else GoogleFault.FAILED)
        profile = await self._wire.fetch_profile(back.code, keys, redirect_uri)
        try:
            async with self._db.write() as db:
                user = await self._find_or_make(db, profile, attempt.user_id)
                opened = await self._accounts.open_in(db, user, before=who, device=device)
                if profile.birthday is not None:
                    await self._propose(db, user.id, profile.birthday)
        except repository.TakenError:
            raise GoogleError(GoogleFault.EMAIL_TAKEN) from None
        return opened, attempt.next_path

    async def unlink(self, who: SignedIn) -> None:
        """Google opens this account no longer; 409 where nothing else would. Harmless when nothing is linked."""
        async with self._db.write() as db:
            user = await require_user(db, who.user_id)
            linked = await repository.find_link_of(db, user.id, GOOGLE)
            if linked is None:
                return
            if user.password_hash is None:
                raise AstraError(
                    ErrorCode.CONFLICT, "Set a password first; without Google nothing else opens this account."
                )
            await repository.remove_linked(db, linked)

    async def _take_attempt(self, back: ComingBack, who: SignedIn | None) -> tuple[GoogleAttempt, AttemptKeys]:
        """The attempt that this browser began with this state, for the first and only time."""
        keys = AttemptKeys.derive(back.secret or "")
        told = (back.state or "").encode()
        if not back.secret or not secrets.compare_digest(told, keys.state.encode()):
            _log.warning("security.google_state")
            raise GoogleError(GoogleFault.EXPIRED)
        async with self._db.write() as db:
            attempt = await repository.take_attempt(db, hash_secret(keys.state))
        if attempt is None or attempt.expires_at <= self._clock.now():
            raise GoogleError(GoogleFault.EXPIRED)
        if attempt.user_id is not None and (who is None or who.user_id != attempt.user_id):
            raise GoogleError(GoogleFault.EXPIRED)  # somebody else is signed in by now
        return attempt, keys

    async def _find_or_make(self, db: AsyncSession, profile: GoogleProfile, linking: UUID | None) -> User:
        email = _read_email(profile)
        asking = None if linking is None else await require_user(db, linking)
        linked = await repository.find_linked(db, GOOGLE, profile.subject)
        if linked is not None:
            if asking is not None and asking.email is not None and asking.id != linked.user_id:
                raise GoogleError(GoogleFault.LINKED_ELSEWHERE)
            return await require_user(db, linked.user_id)
        if asking is not None and await repository.find_link_of(db, asking.id, GOOGLE) is not None:
            raise GoogleError(GoogleFault.ALREADY_LINKED)
        user = asking or User(id=new_id(), created_at=self._clock.now())
        if user.email is None:
            if await repository.find_user_by_email(db, email) is not None:
                raise GoogleError(GoogleFault.EMAIL_TAKEN)
            user.email = email
        user.display_name = user.display_name or _read_name(profile)
        await repository.store_user(db, user)
        linked = LinkedAccount(provider=GOOGLE, subject=profile.subject, user_id=user.id, linked_at=self._clock.now())
        await repository.add_linked(db, linked)
        return user


def is_own_path(path: str) -> bool:
    """Whether this is a plain path of our own pages: nothing that a browser could take for another site."""
    if not path.startswith("/") or path.startswith("//") or len(path) > _MAX_PATH_CHARS:
        return False
    if "\\" in path or any(not char.isprintable() or char.isspace() for char in path):
        return False
    try:
        parts = urlsplit(path)
    except ValueError:
        return False
    return not parts.scheme and not parts.netloc and not parts.path.startswith(("//", "/api/"))


def _read_email(profile: GoogleProfile) -> str:
    if profile.email is None:
        raise GoogleError(GoogleFault.UNVERIFIED)
    try:
        return normalise_email(profile.email)
    except ValueError:
        raise GoogleError(GoogleFault.FAILED) from None


def _read_name(profile: GoogleProfile) -> str | None:
    name = " ".join("".join(char for char in profile.name or "" if char.isprintable()).split())
    return name[:_MAX_NAME_CHARS] or None
