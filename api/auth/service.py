"""Signing in and out. Browsers hold an opaque secret; everything it stands for is looked up here at each request."""

import hashlib
from datetime import datetime, timedelta
from uuid import UUID

import structlog

from api.auth import repository
from api.auth.schemas import Opened, ProfileRequest, SignedIn, SignInAnswer, UserAnswer
from api.db import AWAY, AsyncSession, Database
from api.models import SignIn, User
from astra.contracts.errors import AstraError, ErrorCode
from astra.kit.clock import Clock
from astra.kit.ids import new_id, new_secret

_log = structlog.get_logger(__name__)
GOOGLE = "google"
_MAX_SECRET_CHARS = 100
_TOUCH_EVERY = timedelta(minutes=5)


def hash_secret(secret: str) -> str:
    """The form in which a secret of full entropy is kept: SHA-256, hexadecimal."""
    return hashlib.sha256(secret.encode()).hexdigest()


class Accounts:
    """Looks up who is signed in, and signs people in and out.

    A sign-in dies after `idle_days` without use, after `max_days` whatever happens, and when it is revoked.
    """

    def __init__(self, db: Database, clock: Clock, *, idle_days: int, max_days: int) -> None:
        self._db = db
        self._clock = clock
        self._idle = timedelta(days=idle_days)
        self._max = timedelta(days=max_days)

    async def look_up(self, secret: str | None) -> SignedIn | None:
        """Who holds this cookie; None when there is none, or it is forged, expired or revoked."""
        if not secret or len(secret) > _MAX_SECRET_CHARS:
            return None
        async with self._db.read() as db:
            found = await repository.find_sign_in(db, hash_secret(secret))
        if found is None:
            return None
        sign_in, user = found
        now = self._clock.now()
        if not self._is_live(sign_in, now):
            return None
        if now - sign_in.last_used_at >= _TOUCH_EVERY:
            await self._touch(sign_in, now)
        return _signed_in(sign_in, user)

    async def sign_in_guest(self, *, device: str | None) -> Opened:
        """A new guest with a new sign-in."""
        user = User(id=new_id(), created_at=self._clock.now())
        async with self._db.write() as db:
            await repository.add_user(db, user)
            return await self.open_in(db, user, before=None, device=device)

    async def open_in(self, db: AsyncSession, user: User, *, before: SignedIn | None, device: str | None) -> Opened:
        """Within a transaction: sign `user` in with a fresh secret.

        A sign-in of the same person in this browser (`before`) goes on under the new secret, with its rooms; one of
        another person is over.
        """
        now = self._clock.now()
        secret = new_secret()
        sign_in = None
        if before is not None and before.user_id == user.id:
            sign_in = await repository.rotate(
                db, before.sign_in_id, secret_hash=hash_secret(secret), device=device, at=now
            )
        elif before is not None:
            await repository.revoke(db, before.sign_in_id, now)
        if sign_in is None:
            await repository.drop_dead_sign_ins(db, user.id, used_before=now - self._idle, made_before=now - self._max)
            sign_in = SignIn(
                id=new_id(),
                secret_hash=hash_secret(secret),
                user_id=user.id,
                created_at=now,
                last_used_at=now,
                device=device,
            )
            await repository.add_sign_in(db, sign_in)
        _log.info("security.signed_in", user_id=str(user.id), guest=user.email is None)
        left = before if before is not None and before.user_id != user.id else None
        return Opened(_signed_in(sign_in, user), secret, left)

    async def describe(self, user_id: UUID) -> UserAnswer:
        """A person as their own page shows them."""
        async with self._db.read() as db:
            user = await repository.find_user(db, user_id)
            if user is None:
                raise _nobody()
            return await _describe(db, user)

    async def change_profile(self, who: SignedIn, wish: ProfileRequest) -> UserAnswer:
        """Change what is named in the wish."""
        async with self._db.write() as db:
            user = await require_user(db, who.user_id)
            if "display_name" in wish.model_fields_set:
                user.display_name = wish.display_name
            if "language" in wish.model_fields_set:
                user.language = wish.language
            await repository.store_user(db, user)
            return await _describe(db, user)

    async def sign_out(self, who: SignedIn) -> None:
        """Revoke the sign-in."""
        async with self._db.write() as db:
            await repository.revoke(db, who.sign_in_id, self._clock.now())

    async def list_sign_ins(self, who: SignedIn) -> list[SignInAnswer]:
        """Where the person is signed in."""
        async with self._db.read() as db:
            rows = await self._list_live(db, who.user_id)
        return [
            SignInAnswer(
                id=row.id,
                created_at=row.created_at,
                last_used_at=row.last_used_at,
                device=row.device,
                current=row.id == who.sign_in_id,
            )
            for row in rows
        ]

    async def revoke(self, who: SignedIn, sign_in_id: UUID) -> None:
        """End one sign-in of the person; 404 for one that is not theirs or is over."""
        async with self._db.write() as db:
            if await repository.find_own_sign_in(db, who.user_id, sign_in_id) is None:
                raise AstraError(ErrorCode.NOT_FOUND, "There is no such sign-in.", field="sign_in_id")
            await repository.revoke(db, sign_in_id, self._clock.now())

    async def revoke_all(self, who: SignedIn) -> list[UUID]:
        """End every sign-in of the person; which ones."""
        async with self._db.write() as db:
            return await self.revoke_in(db, who.user_id, but_not=None)

    async def revoke_in(self, db: AsyncSession, user_id: UUID, *, but_not: UUID | None) -> list[UUID]:
        """Within a transaction: end the sign-ins of a person; which ones."""
        ended = [row.id for row in await self._list_live(db, user_id) if row.id != but_not]
        for sign_in_id in ended:
            await repository.revoke(db, sign_in_id, self._clock.now())
        return ended

    async def _list_live(self, db: AsyncSession, user_id: UUID) -> list[SignIn]:
        now = self._clock.now()
        return await repository.list_sign_ins(db, user_id, used_after=now - self._idle, made_after=now - self._max)

    def _is_live(self, sign_in: SignIn, now: datetime) -> bool:
        fresh = now - sign_in.last_used_at < self._idle and now - sign_in.created_at < self._max
        return fresh and sign_in.revoked_at is None

    async def _touch(self, sign_in: SignIn, now: datetime) -> None:
        try:
            async with self._db.write() as db:
                await repository.mark_used(db, sign_in.id, now)
        except AWAY:  # a busy database must not turn a mere look into a failure; the next request notes it
            return


async def require_user(db: AsyncSession, user_id: UUID) -> User:
    """A user held for a change; 401 when their account was deleted a moment ago."""
    user = await repository.hold_user(db, user_id)
    if user is None:
        raise _nobody()
    return user


def _nobody() -> AstraError:
    return AstraError(ErrorCode.UNAUTHENTICATED, "Please sign in first.")


async def _describe(db: AsyncSession, user: User) -> UserAnswer:
    return UserAnswer.model_validate(
        {
            "user_id": user.id,
            "display_name": user.display_name,
            "is_guest": user.email is None,
            "email": user.email,
            "language": user.language,
            "google_linked": await repository.find_link_of(db, user.id, GOOGLE) is not None,
            "has_password": user.password_hash is not None,
        }
    )


def _signed_in(sign_in: SignIn, user: User) -> SignedIn:
    return SignedIn(user_id=user.id, sign_in_id=sign_in.id, display_name=user.display_name, is_guest=user.email is None)
