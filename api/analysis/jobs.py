"""When sessions are analysed: a look every little while finds those that are due, and a leased job does each."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from api.analysis import repository
from api.analysis.analyst import Analyst
from api.analysis.schemas import TalkState
from api.db import AsyncSession, Database
from api.models import SessionAnalysis
from api.worker.queue import enqueue, find_new_keys
from astra.kit.clock import Clock

ANALYSE_JOB = "session.analyse"
"""Payload `{"session_id"}`."""

_AT_ONCE = 300
_LATELY = timedelta(days=2)
_FIRST = UUID(int=0)


class AnalysisSchedule:
    """Enqueues what is due: every ended session that was not analysed as it ended, and long active ones again.

    A look reads so many sessions at most, however many there are: those that go on, those that ended lately, and the
    next stretch of all, so that one that came to its words late, or lost its analysis to a forgetting, is found too.
    """

    def __init__(self, db: Database, clock: Clock, *, every_s: float, at_once: int = _AT_ONCE) -> None:
        self._db = db
        self._clock = clock
        self._every = timedelta(seconds=every_s)
        self._at_once = at_once
        self._reached = _FIRST

    async def look(self) -> None:
        """Look once. A state of a session is enqueued once a day: one that no model could read is tried again then."""
        now = self._clock.now()
        async with self._db.read() as db:
            talks = await self._list_talks(db, now)
            marks = await repository.find_marks(db, talks.keys())
            due = [talk for talk in talks.values() if self._is_due(talk, marks.get(talk.session_id), now)]
            keys = {_name_state(talk, marks.get(talk.session_id), now): talk.session_id for talk in due}
            fresh = await find_new_keys(db, keys.keys())
        if not fresh:
            return
        async with self._db.write() as db:
            for key in sorted(fresh):
                await enqueue(db, ANALYSE_JOB, {"session_id": str(keys[key])}, now=now, dedup_key=key)

    async def _list_talks(self, db: AsyncSession, now: datetime) -> dict[UUID, TalkState]:
        behind = await repository.list_behind(db, self._reached, limit=self._at_once)
        self._reached = behind[-1].session_id if len(behind) == self._at_once else _FIRST
        listed = [
            *await repository.list_live(db, limit=self._at_once),
            *await repository.list_ended(db, since=now - _LATELY, limit=self._at_once),
            *behind,
        ]
        return {talk.session_id: talk for talk in listed}

    def _is_due(self, talk: TalkState, mark: SessionAnalysis | None, now: datetime) -> bool:
        if talk.is_deleted or talk.messages == 0:
            return False
        is_unseen = mark is None or mark.messages != talk.messages
        if talk.has_ended:
            return is_unseen or (mark is not None and not mark.ended)
        return is_unseen and (talk.opened_at if mark is None else mark.analysed_at) <= now - self._every


def _name_state(talk: TalkState, mark: SessionAnalysis | None, now: datetime) -> str:
    ending = talk.endings if talk.has_ended else "live"
    seen = mark.analysed_at.timestamp() if mark is not None else 0
    return f"{ANALYSE_JOB}:{talk.session_id}:{ending}:{talk.messages}:{seen:.0f}:{now:%Y%m%d}"


class AnalyseSession:
    """Handles `session.analyse`; fails, to be tried again, when the model gives no answer that can be read."""

    def __init__(self, analyst: Analyst) -> None:
        self._analyst = analyst

    async def __call__(self, payload: Mapping[str, Any]) -> None:
        """Analyse the session named in the payload."""
        await self._analyst.analyse(UUID(payload["session_id"]))
