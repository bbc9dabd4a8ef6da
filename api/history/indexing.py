"""Keeps the index of words in step with the messages: in the transaction that stores them, and for those before it."""

from collections.abc import Sequence
from uuid import UUID

import structlog

from api.db import AsyncSession, Database
from api.history import index_repository
from api.history.index_repository import Indexed
from api.history.words import list_terms
from api.models import Message

_log = structlog.get_logger(__name__)
_AT_ONCE = 1_000


async def index_messages(db: AsyncSession, user_id: UUID, messages: Sequence[Message]) -> None:
    """Make these messages of a person findable, in the place of what was indexed of them before."""
    items = [_cut(message) for message in messages]
    is_done = not items or (len(items) == 1 and await index_repository.add_one(db, user_id, items[0]))
    if not is_done:
        user_no = await index_repository.hold_owner(db, user_id)
        await index_repository.put_words(db, user_no, items)


async def compact_index(db: AsyncSession) -> None:
    """After messages were deleted for good: let the index hold nothing of their words."""
    await index_repository.compact(db)


async def index_backlog(database: Database) -> int:
    """Index all messages that are not yet, such as those from before there was an index; how many they were."""
    count = 0
    after: UUID | None = None
    while True:
        async with database.read() as db:
            found = await index_repository.list_unindexed(db, after=after, limit=_AT_ONCE)
        if not found:
            break
        after = found[-1][0].id
        count += len(found)
        ids = {message.id for message, _ in found}
        async with database.write() as db:
            still = await index_repository.list_there(db, ids)
            for user_id in sorted({owner for _, owner in found}):
                own = [still[m.id] for m, owner in found if owner == user_id and m.id in still]
                await index_messages(db, user_id, own)
    if count:
        _log.info("history.indexed", messages=count)
    return count


def _cut(message: Message) -> Indexed:
    words, stems = list_terms(message.text)
    return Indexed(message_id=message.id, at=message.at, words=words, stems=stems)
