"""The profile form's side of birth details: what is pinned, saving it by hand, places to choose from."""

import asyncio
from dataclasses import dataclass
from uuid import UUID

from api.birth import repository
from api.birth.answers import answer_birth, answer_question
from api.birth.current_chart import keep_chart
from api.birth.form import read_form
from api.birth.keeping import Source, keep_details
from api.birth.parts import BirthParts
from api.birth.schemas import BirthAnswer, BirthForm, BirthQuestion
from api.birth.service import read_details
from api.birth.telling import tell_chart_ready
from api.db import AsyncSession
from astra.birth import BirthDetails, Question
from astra.chart.model import Chart
from astra.kit.ids import new_id
from astra.places import Place

_SUGGESTIONS = 8


@dataclass(frozen=True, slots=True)
class Saved:
    """What came of a form: what is pinned now, or the question that kept it from being saved."""

    answer: BirthAnswer | None
    question: BirthQuestion | None = None


class Births:
    """The profile form's side: what is pinned, saving it by hand, places to choose from."""

    def __init__(self, parts: BirthParts) -> None:
        self._parts = parts

    async def read(self, user_id: UUID) -> BirthAnswer:
        """What is pinned of a person."""
        async with self._parts.db.read() as db:
            return await self._answer(db, user_id)

    async def find_places(self, name: str) -> list[Place]:
        """Places of the gazetteer that a name may mean, best first."""
        return await asyncio.to_thread(self._parts.places.search, name, _SUGGESTIONS)

    async def read_form(self, form: BirthForm) -> BirthDetails | BirthQuestion:
        """A form's details, or the question that settles it; raises `AstraError` naming the field that can't be."""
        read = await asyncio.to_thread(read_form, form, self._parts.places, self._parts.lines, self._parts.clock.now())
        return answer_question(read, self._parts.lines) if isinstance(read, Question) else read

    async def save(self, user_id: UUID, form: BirthForm) -> Saved:
        """Pin the whole form in place of what was pinned, or nothing of it."""
        read = await self.read_form(form)
        if isinstance(read, BirthQuestion):
            return Saved(None, read)
        now = self._parts.clock.now()
        async with self._parts.db.write() as db:
            await repository.lock_user(db, user_id)
            before = await read_details(db, user_id)
            had_chart = await repository.find_chart(db, user_id) is not None
            chart = await keep_chart(db, user_id, read, now=now)
            await keep_details(db, user_id, before, read, source=Source("form"), now=now)
            await repository.delete_talk(db, user_id)
            if chart is not None:
                await self._tell_talks(db, user_id, chart, is_first=not had_chart)
            answer = await self._answer(db, user_id)
        await self._parts.news.announce_user(user_id)
        return Saved(answer)

    async def _tell_talks(self, db: AsyncSession, user_id: UUID, chart: Chart, *, is_first: bool) -> None:
        cause = new_id()
        for session in await repository.list_active_of(db, user_id):
            await tell_chart_ready(
                db,
                chart,
                self._parts.lines,
                user_id=user_id,
                session_id=session.id,
                cause=cause,
                language=self._parts.language_of(session.persona),
                is_first=is_first,
                now=self._parts.clock.now(),
            )

    async def _answer(self, db: AsyncSession, user_id: UUID) -> BirthAnswer:
        details = await read_details(db, user_id)
        rows = await repository.list_details(db, user_id)
        open_question = details.open_questions[0] if details.open_questions else None
        question = None if open_question is None else answer_question(open_question, self._parts.lines)
        has_chart = await repository.find_chart(db, user_id) is not None
        return answer_birth(details, rows, question, has_chart=has_chart)
