"""Asks memory beside the turn: begun as soon as it is known what was said, taken when the turn is built, never waited
for beyond the budget."""

import asyncio
from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from astra.contracts.errors import AstraError
from astra.contracts.memory import MemoryFact, MemoryQuery
from astra.kit.clock import SYSTEM_CLOCK, Clock
from astra.kit.tasks import TaskGroup
from astra.librarian.gate import Gate, MemoryNeed, read_need
from astra.librarian.known_words import KnownWords
from astra.librarian.recall import Recall, RecallOutcome, write_sheet
from astra.memory.client import MemoryClient

BUDGET_MS = 150.0
MAX_ERRANDS = 8
FACTS_ASKED = 8
FRESH_S = 20.0
"""Longer than any turn takes to be built twice; the same question later in the talk is asked anew."""

_Found = tuple[MemoryFact, ...] | None


@dataclass(frozen=True, slots=True)
class _Errand:
    task: "asyncio.Task[_Found]"
    began_at: float


class Reflex:
    """One session's reflex. Building a turn twice asks memory once."""

    def __init__(
        self,
        memory: MemoryClient,
        user_id: UUID,
        *,
        known: KnownWords,
        budget_ms: float = BUDGET_MS,
        clock: Clock = SYSTEM_CLOCK,
    ) -> None:
        self._memory = memory
        self._user_id = user_id
        self._known = known
        self._budget_s = budget_ms / 1000
        self._clock = clock
        self._errands: OrderedDict[MemoryNeed, _Errand] = OrderedDict()
        self._is_patient = True
        self._interim: MemoryNeed | None = None
        self._tasks = TaskGroup()

    def hear(self, text: str, *, now: datetime) -> None:
        """These words are final: begin. `now` is the person's own time."""
        need = read_need(text, self._known, now=now)
        if need.gate is not Gate.NONE:
            self._begin(need)

    def hear_interim(self, text: str, *, now: datetime) -> None:
        """These words may still change: begin when what they ask of memory has stood still once."""
        need = read_need(text, self._known, now=now)
        if need.gate is not Gate.NONE and need == self._interim:
            self._begin(need)
        self._interim = need

    async def take(self, text: str, *, now: datetime) -> Recall:
        """What memory has on `text`, if it is there within the budget; the budget began when the words were heard.

        Once memory was late, nobody waits for it until it has been in time again.
        """
        need = read_need(text, self._known, now=now)
        if need.gate is Gate.NONE:
            return Recall()
        came_at = self._clock.monotonic()
        errand = self._begin(need)
        left_s = errand.began_at + self._budget_s - came_at if self._is_patient else 0.0
        if not errand.task.done() and left_s > 0:
            await asyncio.wait({errand.task}, timeout=left_s)
        waited_ms = (self._clock.monotonic() - came_at) * 1000
        if not errand.task.done():
            self._is_patient = False
            return Recall((), need.gate, RecallOutcome.LATE, waited_ms)
        failed = errand.task.cancelled() or errand.task.exception() is not None
        found = None if failed else errand.task.result()
        if found is None:
            return Recall((), need.gate, RecallOutcome.FAILED, waited_ms)
        return Recall(write_sheet(need, found), need.gate, RecallOutcome.READY, waited_ms)

    def forget(self) -> None:
        """What was found is not true any more: ask anew."""
        self._errands.clear()
        self._interim = None

    async def aclose(self) -> None:
        """Stop asking."""
        await self._tasks.aclose()

    def _begin(self, need: MemoryNeed) -> _Errand:
        errand = self._errands.get(need)
        if errand is not None and self._clock.monotonic() - errand.began_at < FRESH_S:
            return errand
        errand = _Errand(self._tasks.spawn(self._fetch(need), name="recall"), self._clock.monotonic())
        self._errands[need] = errand
        self._errands.move_to_end(need)
        while len(self._errands) > MAX_ERRANDS:
            self._errands.popitem(last=False)
        return errand

    async def _fetch(self, need: MemoryNeed) -> _Found:
        began_at = self._clock.monotonic()
        span = need.spec.span
        try:
            found = await self._ask(need, span is not None)
            if not found and span is not None and need.spec.terms:
                found = await self._ask(need, within_span=False)
        except AstraError:
            return None
        if self._clock.monotonic() - began_at <= self._budget_s:
            self._is_patient = True
        for fact in found:
            self._known.learn(fact.text)
        return found

    async def _ask(self, need: MemoryNeed, within_span: bool) -> tuple[MemoryFact, ...]:
        span = need.spec.span if within_span else None
        query = MemoryQuery(
            user_id=str(self._user_id),
            query=need.query,
            include_context=False,
            limit=FACTS_ASKED,
            from_=span.first if span else None,
            to=span.last if span else None,
        )
        return await self._memory.query(query)
