"""Hands transcripts to the memory service: when a session has ended, and every few minutes while a long one lasts.

The page's claims of what the companion said are not handed on. What could not be handed over is found again by looking
at which sessions have more messages than memory was given.
"""

from collections.abc import Mapping
from datetime import timedelta, tzinfo
from typing import Any
from uuid import UUID

import structlog

from api.birth.service import read_inputs
from api.db import Database
from api.extraction.person_clock import find_zone
from api.mind import repository
from api.models import Message, Session
from astra.contracts.errors import AstraError
from astra.contracts.memory import MAX_TRANSCRIPT_TURNS, SessionIngest, TranscriptTurn
from astra.contracts.utterance import Role
from astra.kit.clock import Clock
from astra.memory.client import MemoryClient

_log = structlog.get_logger(__name__)

_AT_ONCE = 20


class MemoryHandover:
    """Knows how; `look` finds what is due. Handing the same transcript over twice changes nothing."""

    def __init__(self, db: Database, memory: MemoryClient, clock: Clock, *, every_s: float) -> None:
        self._db = db
        self._memory = memory
        self._clock = clock
        self._every = timedelta(seconds=every_s)

    async def __call__(self, payload: Mapping[str, Any]) -> None:
        """The session named in the payload has ended; raises `AstraError` when memory can't take it now."""
        await self.hand_over(UUID(payload["session_id"]))

    async def look(self) -> None:
        """Hand over what has waited long enough; stops at the first failure, to try again at the next look."""
        before = self._clock.now() - self._every
        async with self._db.read() as db:
            due = await repository.list_to_hand_over(db, handed_before=before, limit=_AT_ONCE)
        for session_id in due:
            try:
                await self.hand_over(session_id)
            except AstraError as error:
                _log.warning("memory.not_handed_over", session_id=str(session_id), code=error.code)
                if error.retryable:
                    return

    async def hand_over(self, session_id: UUID) -> None:
        """Hand one session over, unless it is deleted or says nothing."""
        async with self._db.read() as db:
            session = await repository.find_session(db, session_id)
            messages = [] if session is None else await repository.list_transcript(db, session_id)
            inputs = None if session is None else await read_inputs(db, session.user_id)
        if session is None:
            return
        if messages:
            await self._memory.ingest(write_transcript(session, messages, find_zone(inputs)))
        async with self._db.write() as db:
            if await repository.find_session(db, session_id) is None:
                return
            row = await repository.find_or_add(db, session_id)
            row.handed_count, row.handed_at = session.message_count, self._clock.now()
            await repository.store(db, row)


def write_transcript(session: Session, messages: list[Message], zone: tzinfo) -> SessionIngest:
    """A session's words as memory takes them: a turn is named by the id of its message, and has the person's clock."""
    return SessionIngest(
        user_id=str(session.user_id),
        session_id=str(session.id),
        started_at=min(session.created_at, messages[0].at),
        ended_at=session.ended_at,
        transcript=[
            TranscriptTurn(
                turn_id=str(message.id), role=Role(message.role), text=message.text, at=message.at.astimezone(zone)
            )
            for message in messages[-MAX_TRANSCRIPT_TURNS:]
        ],
    )
