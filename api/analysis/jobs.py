"""When sessions are analysed: a look every little while finds those that are due, and a leased job does each."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from api.analysis import repository
from api.analysis.analyst import Analyst
from api.db import Database
from api.models import Session, SessionAnalysis
from api.worker.queue import enqueue, find_new_keys
from astra.kit.clock import Clock

ANALYSE_JOB = "session.analyse"
"""Payload `{"session_id"}`."""

_AT_ONCE = 500


def _name_state(session: Session, mark: SessionAnalysis | None, now: datetime) -> str:
    ending = session.endings if session.ended_at is not None else "live"
    seen = mark.analysed_at.timestamp() if mark is not None else 0
    return f"{ANALYSE_JOB}:{session.id}:{ending}:{session.message_count}:{seen:.0f}:{now:%Y%m%d}"


class AnalysisSchedule:
    """Enqueues what is due: every ended session that was not analysed as it ended, and long active ones again."""

    def __init__(self, db: Database, clock: Clock, *, every_s: float) -> None:
        self._db = db
        self._clock = clock
        self._every = timedelta(seconds=every_s)

    async def look(self) -> None:
        """Look once. A state of a session is enqueued once a day: one that no model could read is tried again then."""
        now = self._clock.now()
        async with self._db.read() as db:
            due = await repository.list_due(db, live_before=now - self._every, limit=_AT_ONCE)
            keys = {_name_state(session, mark, now): session.id for session, mark in due}
            fresh = await find_new_keys(db, keys.keys())
        if not fresh:
            return
        async with self._db.write() as db:
            for key in sorted(fresh):
                await enqueue(db, ANALYSE_JOB, {"session_id": str(keys[key])}, now=now, dedup_key=key)


class AnalyseSession:
    """Handles `session.analyse`; fails, to be tried again, when the model gives no answer that can be read."""

    def __init__(self, analyst: Analyst) -> None:
        self._analyst = analyst

    async def __call__(self, payload: Mapping[str, Any]) -> None:
        """Analyse the session named in the payload."""
        await self._analyst.analyse(UUID(payload["session_id"]))
