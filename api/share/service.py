"""Sharing a conversation by a link: a copy as it is now, which expires, can be revoked, and doesn't say whose it is."""

from datetime import timedelta
from hashlib import sha256
from uuid import UUID

from api.auth.schemas import SignedIn
from api.db import AsyncSession, Database
from api.history.service import find_owned_talk
from api.models import SharedMessage, SharedTalk
from api.share import repository
from api.share.schemas import ShareAnswer, SharedMessageAnswer, SharedTalkAnswer, ShareList, ShareMade
from api.worker.queue import enqueue
from astra.contracts.errors import AstraError, ErrorCode
from astra.contracts.utterance import Role
from astra.kit.clock import Clock
from astra.kit.ids import new_id, new_secret

SHARE_EXPIRED = "share.expired"
"""The job that deletes what a link showed when it holds no more."""
MAX_OPEN = 200
"""Links of one person that hold at the same time."""
_MAX_LISTED = 500
_MAX_TOKEN_CHARS = 128


class Shares:
    """Makes shares, shows them and takes them back."""

    def __init__(self, db: Database, clock: Clock) -> None:
        self._db = db
        self._clock = clock

    async def share(self, who: SignedIn, session_id: UUID, days: int) -> ShareMade:
        """Share the person's own session; 404 for one that is not theirs, 409 when there is nothing in it."""
        now = self._clock.now()
        token = new_secret()
        async with self._db.write() as db:
            session, messages = await find_owned_talk(db, who, session_id)
            if not messages:
                raise AstraError(ErrorCode.CONFLICT, "There is nothing in this conversation to share.")
            if await repository.count_open(db, who.user_id, now) >= MAX_OPEN:
                raise AstraError(ErrorCode.CONFLICT, f"At most {MAX_OPEN} links hold at a time; revoke one first.")
            share = SharedTalk(
                id=new_id(),
                user_id=who.user_id,
                session_id=session_id,
                token_hash=_hash(token),
                title=session.title,
                persona=session.persona,
                session_at=session.created_at,
                created_at=now,
                expires_at=now + timedelta(days=days),
            )
            copies = [
                SharedMessage(
                    share_id=share.id,
                    place=place,
                    message_id=message.id,
                    role=message.role,
                    text=message.text,
                    at=message.at,
                    interrupted=message.interrupted,
                )
                for place, message in enumerate(messages)
            ]
            await repository.add(db, share, copies)
            await enqueue(db, SHARE_EXPIRED, {}, now=now, run_at=share.expires_at)
        return ShareMade(share_id=share.id, url=f"/shared/{token}", expires_at=share.expires_at)

    async def revoke(self, who: SignedIn, share_id: UUID) -> None:
        """Make the person's own link hold no more, at once; 404 for one that is not theirs. Twice is harmless."""
        async with self._db.write() as db:
            share = await repository.find_owned(db, who.user_id, share_id)
            if share is None:
                raise AstraError(ErrorCode.NOT_FOUND, "There is no such link.", field="share_id")
            await repository.revoke(db, share, self._clock.now())

    async def drop_expired(self) -> None:
        """Delete what links showed that hold no more."""
        async with self._db.write() as db:
            await repository.drop_words_of_expired(db, self._clock.now())

    async def show(self, db: AsyncSession, token: str) -> SharedTalkAnswer:
        """What a link shows; 404 for one that never was, was revoked or has expired, which look the same."""
        unknown = AstraError(ErrorCode.NOT_FOUND, "This link doesn't hold, or no longer.", field="token")
        if len(token) > _MAX_TOKEN_CHARS:
            raise unknown
        share = await repository.find_open(db, _hash(token), self._clock.now())
        if share is None:
            raise unknown
        return SharedTalkAnswer(
            title=share.title,
            persona=share.persona,
            at=share.session_at,
            messages=[
                SharedMessageAnswer(role=Role(m.role), text=m.text, at=m.at, interrupted=m.interrupted)
                for m in await repository.list_messages(db, share.id)
            ],
        )


async def list_shares(db: AsyncSession, who: SignedIn) -> ShareList:
    """The person's shares, those that hold no more among them."""
    return ShareList(
        items=[
            ShareAnswer(
                share_id=share.id,
                session_id=share.session_id,
                title=share.title,
                created_at=share.created_at,
                expires_at=share.expires_at,
                revoked=share.revoked_at is not None,
            )
            for share in await repository.list_owned(db, who.user_id, _MAX_LISTED)
        ]
    )


def _hash(token: str) -> str:
    return sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
