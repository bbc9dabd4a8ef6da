"""Reads birth details out of what a person said, behind the conversation: the job of utterances that may hold some."""

import asyncio
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from api.birth import repository
from api.birth.current_chart import keep_chart
from api.birth.keeping import Source, keep_details
from api.birth.parts import BirthParts
from api.birth.pinned import join_pieces
from api.birth.talk import LineRead, Spoken, dump_talk, list_open, load_talk, read_line
from api.birth.telling import tell, tell_chart_ready
from api.db import AsyncSession
from api.models import Message, Session
from astra.birth import BirthDetails, word_impossible, word_question
from astra.contracts.errors import AstraError
from astra.contracts.session import UpdateKind


class BirthReader:
    """Handles `birth.read`; a second run changes nothing."""

    def __init__(self, parts: BirthParts) -> None:
        self._parts = parts

    async def __call__(self, payload: Mapping[str, Any]) -> None:
        """Read the utterances named in the payload, unless they are gone by now."""
        session_id = UUID(payload["session_id"])
        message_ids = [UUID(item) for item in payload["message_ids"]]
        async with self._parts.db.write() as db:
            session = await repository.find_session(db, session_id)
            has_news = session is not None and await self._read(db, session, message_ids)
        if session is not None and has_news:
            await self._parts.news.announce_user(session.user_id)

    async def _read(self, db: AsyncSession, session: Session, message_ids: Sequence[UUID]) -> bool:
        """Read what was not read before; whether the mind is to hear of anything."""
        await repository.lock_user(db, session.user_id)
        row = await repository.find_talk(db, session.user_id)
        details = join_pieces(await repository.list_details(db, session.user_id), list_open(row))
        state = load_talk(row)
        said = await repository.list_said(db, session.id, message_ids)
        has_news = False
        for message in said:
            if str(message.id) in state.read:
                continue
            line = await asyncio.to_thread(
                read_line,
                Spoken(message.text, message.id, session.id),
                details,
                state,
                self._parts.places,
                self._parts.clock.now(),
            )
            settled = await self._settle(db, session, message, details, line)
            has_news = has_news or settled is not None
            details, state = settled or details, line.state
            await repository.put_talk(db, dump_talk(session.user_id, state, details, now=self._parts.clock.now()))
        return has_news

    async def _settle(
        self, db: AsyncSession, session: Session, message: Message, before: BirthDetails, line: LineRead
    ) -> BirthDetails | None:
        """Keep what a line gave, cast the chart, tell the talk; the details then, None where nothing came of it."""
        now = self._parts.clock.now()
        had_chart = await repository.find_chart(db, session.user_id) is not None
        try:
            chart = await keep_chart(db, session.user_id, line.details, now=now)
        except AstraError as error:
            await self._tell(db, session, message, error.message)
            return before
        source = Source(message.source, session.id, message.id)
        changed = await keep_details(db, session.user_id, before, line.details, source=source, now=now)
        if chart is not None:
            await tell_chart_ready(
                db,
                chart,
                self._parts.lines,
                user_id=session.user_id,
                session_id=session.id,
                cause=message.id,
                language=self._parts.language_of(session.persona),
                is_first=not had_chart,
                now=now,
            )
        words = self._word(line, seed=str(message.id), language=self._parts.language_of(session.persona))
        if words is not None:
            await self._tell(db, session, message, words)
        is_same = line.details == before and not changed
        return None if is_same and chart is None and words is None else line.details

    def _word(self, line: LineRead, *, seed: str, language: str) -> str | None:
        """What is to be said back to a line, if anything."""
        if line.reading.impossible is not None:
            return word_impossible(line.reading.impossible, self._parts.lines, seed=seed, language=language)
        question = line.reading.question
        if question is None and line.asks_again:
            question = line.details.open_questions[0]
        return None if question is None else word_question(question, self._parts.lines, seed=seed, language=language)

    async def _tell(self, db: AsyncSession, session: Session, message: Message, words: str) -> None:
        await tell(
            db,
            UpdateKind.BIRTH_QUESTION,
            words,
            user_id=session.user_id,
            session_id=session.id,
            cause=message.id,
            now=self._parts.clock.now(),
        )
