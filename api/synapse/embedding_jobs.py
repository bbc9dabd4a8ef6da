"""Finding out what turns and facts mean, in the background: a job a user, a few batches at a time."""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

import structlog

from api.db import AsyncSession, Database
from api.models import MemoryUser
from api.synapse import repository, vector_repository
from api.synapse.meanings import Meanings, Vectors
from api.synapse.nearness import NEWEST_FACTS, NEWEST_TURNS
from api.synapse.vector_repository import Unread
from api.worker.queue import enqueue
from api.worker.runner import Handler, NotNowError
from astra.kit.clock import Clock
from astra.llm.failures import FailureReason, LinkError

_log = structlog.get_logger(__name__)

EMBED_JOB = "memory.embed"
"""Payload `{"user_id"}`, as it came on the wire."""
BATCH = 32
_BATCHES = 8
"""In one go: then other jobs have their turn."""
_NEXT = timedelta(seconds=1)


async def enqueue_embedding(db: AsyncSession, user_id: str, *, now: datetime) -> None:
    """Let what is new of a user be read, one job of theirs after the other."""
    lane = f"{EMBED_JOB}:{hashlib.sha256(user_id.encode()).hexdigest()[:48]}"
    await enqueue(db, EMBED_JOB, {"user_id": user_id}, now=now, lane=lane)


class EmbedMemory:
    """Handles `memory.embed`; put off, and never given up, while the endpoint gives no answer."""

    def __init__(self, db: Database, meanings: Meanings) -> None:
        self._db = db
        self._meanings = meanings

    async def __call__(self, payload: Mapping[str, Any]) -> None:
        """Read what has no vector of the model yet; a second run finds nothing to do."""
        async with self._db.read() as db:
            user = await repository.find_user(db, payload["user_id"])
            if user is None:
                return
            unread, oldest = await self._list_unread(db, user)
        stored = 0
        for start in range(0, min(len(unread), BATCH * _BATCHES), BATCH):
            read = await self._read_batch(user, unread[start : start + BATCH])
            stored += read
            if read == 0:  # an endpoint that refuses everything is not asked for the rest
                break
        async with self._db.write() as db:
            await vector_repository.remove_older(db, user.user_no or 0, oldest=oldest)
        if len(unread) > BATCH * _BATCHES and stored > 0:
            raise NotNowError(_NEXT)

    async def _list_unread(self, db: AsyncSession, user: MemoryUser) -> tuple[list[Unread], int]:
        user_no, name = user.user_no or 0, self._meanings.name
        oldest = await vector_repository.find_oldest(db, user_no, newest=NEWEST_TURNS)
        turns = await vector_repository.list_unread_turns(db, user_no, name, oldest=oldest, limit=NEWEST_TURNS)
        facts = await vector_repository.list_unread_facts(db, user, name, newest=NEWEST_FACTS)
        return [item for item in (*facts, *turns) if item.text.strip()], oldest

    async def _read_batch(self, user: MemoryUser, batch: Sequence[Unread]) -> int:
        try:
            read = await self._read(batch)
        except LinkError as failure:
            _log.warning("memory.not_embedded", reason=failure.reason.value, texts=len(batch))
            raise NotNowError from None
        if len(read) < len(batch):
            _log.warning("memory.texts_refused", texts=len(batch) - len(read))
        if read:
            items, vectors = [item for item, _ in read], [vector for _, vector in read]
            async with self._db.write() as db:
                await vector_repository.store(db, user, self._meanings.name, items, vectors)
        return len(read)

    async def _read(self, batch: Sequence[Unread]) -> list[tuple[Unread, Vectors]]:
        """The batch with its vectors; where the endpoint refuses it, its halves, so that one bad text spoils none."""
        try:
            vectors = await self._meanings.read([item.text for item in batch])
        except LinkError as failure:
            if failure.reason is not FailureReason.REQUEST_REFUSED:
                raise
            if len(batch) == 1:
                return []
            half = len(batch) // 2
            return [*await self._read(batch[:half]), *await self._read(batch[half:])]
        return list(zip(batch, vectors, strict=True))


class ThenEmbed:
    """Does a job that changes what is known of a user, then lets that be read."""

    def __init__(self, first: Handler, db: Database, clock: Clock) -> None:
        self._first = first
        self._db = db
        self._clock = clock

    async def __call__(self, payload: Mapping[str, Any]) -> None:
        """Do both."""
        await self._first(payload)
        async with self._db.write() as db:
            await enqueue_embedding(db, payload["user_id"], now=self._clock.now())


async def enqueue_backlog(database: Database, meanings: Meanings, clock: Clock) -> None:
    """When a process starts: have read what was said before embeddings were switched on, or under another model."""
    async with database.read() as db:
        lagging = await vector_repository.list_lagging(db, meanings.name)
    for user_id in lagging:
        async with database.write() as db:
            await enqueue_embedding(db, user_id, now=clock.now())
