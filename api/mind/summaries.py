"""Keeps the rolling summaries of running talks up to date, behind the talk."""

from uuid import UUID

import structlog

from api.db import Database
from api.mind import repository
from api.mind.news import ContextNews, note_news
from astra.contracts.session import PastMessage
from astra.contracts.utterance import Role
from astra.llm.chain import Chain
from astra.mind.summary import write_summary
from astra.packet.blocks.recent_messages import MAX_MESSAGES

_log = structlog.get_logger(__name__)

STEP = 6
"""So many messages must have gone out of sight before they are summed up."""
_AT_ONCE = 20


class Summaries:
    """`look` sums up what has gone out of sight of the last messages."""

    def __init__(self, db: Database, chain: Chain, news: ContextNews, *, prompt: str) -> None:
        self._db = db
        self._chain = chain
        self._news = news
        self._prompt = prompt

    async def look(self) -> None:
        """Bring every summary up to date that is behind by a step."""
        async with self._db.read() as db:
            due = await repository.list_to_sum_up(db, behind=MAX_MESSAGES + STEP, limit=_AT_ONCE)
        for session_id in due:
            await self.sum_up(session_id)

    async def sum_up(self, session_id: UUID) -> None:
        """Take into one session's summary what the packet shows no more."""
        async with self._db.read() as db:
            row = await repository.find(db, session_id)
            reported = await repository.list_reported(db, session_id)
        done, so_far = (row.summed_count, row.rolling_summary or "") if row is not None else (0, "")
        until = len(reported) - MAX_MESSAGES
        stretch = [PastMessage(role=Role(m.role), text=m.text, at=m.at) for m in reported[done:until]]
        if until <= done or not stretch:
            return
        summary = await write_summary(self._chain, self._prompt, so_far, stretch)
        async with self._db.write() as db:
            if await repository.find_session(db, session_id) is None:
                return
            row = await repository.find_or_add(db, session_id)
            if (row.summed_count, row.rolling_summary or "") != (done, so_far):
                return  # something was forgotten meanwhile: this summary may hold it
            there = {message.id for message in await repository.list_reported(db, session_id)}
            if any(message.id not in there for message in reported[done:until]):
                return
            row.rolling_summary, row.rolling_summary_session_id = summary or None, session_id
            row.summed_count = until
            await repository.store(db, row)
            await note_news(db, session_id)
        await self._news.nudge(session_id)
