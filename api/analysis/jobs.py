"""When sessions are analysed: a look every little while finds those that are due, and a leased job does each."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from api.analysis import repository
from api.analysis.analyst import Analyst
from api.db import Database
from api.worker.queue import enqueue
from astra.kit.clock import Clock

ANALYSE_JOB = "session.analyse"
"""Payload `{"session_id"}`."""

_AT_ONCE = 50


class AnalysisSchedule:
    """Enqueues what is due: every ended session that was not analysed as it ended, and long active ones again."""

    def __init__(self, db: Database, clock: Clock, *, every_s: float) -> None:
        self._db = db
        self._clock = clock
        self._every = timedelta(seconds=every_s)

    async def look(self) -> None:
        """Look once; a state of a session is enqueued once, however often it is seen."""
        live_before = self._clock.now() - self._every
        async with self._db.read() as db:
            due = await repository.list_due(db, live_before=live_before, limit=_AT_ONCE)
        if not due:
            return
        async with self._db.write() as db:
            for session, mark in due:
                state = f"{session.endings}:{session.message_count}" if session.ended_at else str(session.message_count)
                again = mark.analysed_at.isoformat() if mark is not None else ""
                await enqueue(
                    db,
                    ANALYSE_JOB,
                    {"session_id": str(session.id)},
                    now=self._clock.now(),
                    dedup_key=f"{ANALYSE_JOB}:{session.id}:{state}:{again}",
                )


class AnalyseSession:
    """Handles `session.analyse`; fails, to be tried again, when the model gives no answer that can be read."""

    def __init__(self, analyst: Analyst) -> None:
        self._analyst = analyst

    async def __call__(self, payload: Mapping[str, Any]) -> None:
        """Analyse the session named in the payload."""
        await self._analyst.analyse(UUID(payload["session_id"]))
