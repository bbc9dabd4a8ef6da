"""Looking through a person's messages for what is to be forgotten, and taking messages out of the store for good."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from api.db import AsyncSession
from api.history.captions import drop_captions
from api.history.indexing import compact_index
from api.ingest import repository
from api.ingest.claims import normalise, read_whole
from api.ingest.service import settle
from api.memory.keeping import Words
from api.models import Message
from api.session.hot import new_hot_key
from api.share.erasing import drop_titles


async def list_messages(db: AsyncSession, user_id: UUID) -> list[Message]:
    """All messages of all sessions of a person, in the order in which they were said."""
    return await repository.list_of_user(db, user_id)


async def list_said_since(db: AsyncSession, session_id: UUID, at: datetime) -> list[Message]:
    """The messages of a session from a moment on."""
    return [message for message in await repository.list_all(db, session_id) if message.at >= at]


def read_words(message: Message) -> Words:
    """A stored message as marks are made of it: with all that was generated and sent of it."""
    return Words(
        item_id=message.item_id,
        role=message.role,
        text=" ".join(part for part in (message.text, message.generated, message.sent) if part),
        words=normalise(message.text),
        at=message.at,
        whole=read_whole(message.text, message.generated, interrupted=message.interrupted),
    )


async def erase_messages(db: AsyncSession, messages: Sequence[Message], *, now: datetime) -> frozenset[UUID]:
    """Remove messages, and the titles that may have been made of them; the sessions that they were in."""
    await repository.delete_messages(db, [message.id for message in messages])
    session_ids = frozenset(message.session_id for message in messages)
    await drop_captions(db, session_ids)
    await drop_titles(db, session_ids)
    await compact_index(db)
    for session_id in sorted(session_ids):
        session = await repository.lock_session(db, session_id)
        if session is None:
            continue
        session.title, session.hot_key = None, new_hot_key()
        await settle(db, session, now=now)
    return session_ids
