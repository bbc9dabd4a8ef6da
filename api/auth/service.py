"""Signing in and out. Browsers hold an opaque secret; everything it stands for is looked up here at each request."""

import hashlib
from datetime import datetime, timedelta

from api.auth import repository
from api.auth.schemas import SignedIn
from api.db import AWAY, Database
from api.models import SignIn, User
from astra.kit.clock import Clock
from astra.kit.ids import new_id, new_secret

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

    async def sign_in_guest(self) -> tuple[SignedIn, str]:
        """A new guest with a new sign-in, and the secret for its cookie."""
        now = self._clock.now()
        user = User(id=new_id(), created_at=now)
        async with self._db.write() as db:
            await repository.add_user(db, user)
            secret = new_secret()
            sign_in = SignIn(
                id=new_id(), secret_hash=hash_secret(secret), user_id=user.id, created_at=now, last_used_at=now
            )
            await repository.add_sign_in(db, sign_in)
        return _signed_in(sign_in, user), secret

    async def sign_out(self, who: SignedIn) -> None:
        """Revoke the sign-in."""
        async with self._db.write() as db:
            await repository.revoke(db, who.sign_in_id, self._clock.now())

    def _is_live(self, sign_in: SignIn, now: datetime) -> bool:
        fresh = now - sign_in.last_used_at < self._idle and now - sign_in.created_at < self._max
        return fresh and sign_in.revoked_at is None

    async def _touch(self, sign_in: SignIn, now: datetime) -> None:
        try:
            async with self._db.write() as db:
                await repository.mark_used(db, sign_in.id, now)
        except AWAY:  # a busy database must not turn a mere look into a failure; the next request notes it
            return


def _signed_in(sign_in: SignIn, user: User) -> SignedIn:
    return SignedIn(user_id=user.id, sign_in_id=sign_in.id, display_name=user.display_name, is_guest=user.email is None)
