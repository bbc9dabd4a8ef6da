"""Looking a question up in one user's transcripts: read it, probe the index, propose, rank, and write the lines."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import numpy as np
from numpy.typing import NDArray

from api.db import AsyncSession
from api.models import MemoryUser
from api.synapse import index_repository, repository
from api.synapse.proposing import propose
from api.synapse.question import Question, read_question
from api.synapse.ranking import Line, Ranked, Ranker
from api.synapse.weights import REACH, TUNING, Posting, Tuning
from astra.contracts.utterance import Role

BUDGET = 12_000
"""How many places all probes of a question together may bring; what is more common than that is cut to the newest."""
_MIN_CAP = 600
_MAX_CAP = 3_000
_KIN_SHARE = 0.25
_MAX_DATED = 2_000
MAX_ALLOWED = 200_000
"""How many turns a span of days may bring."""
_MAX_KIN = 40


@dataclass(frozen=True, slots=True)
class Window:
    """Which days may be answered from, both included; None leaves a side open."""

    first: date | None = None
    last: date | None = None

    @property
    def is_open(self) -> bool:
        """Whether any day will do."""
        return self.first is None and self.last is None

    def admits(self, day: date | None) -> bool:
        """Whether something said on this day may be answered with; an unknown day is admitted by the open window."""
        if day is None:
            return self.is_open
        return (self.first is None or day >= self.first) and (self.last is None or day <= self.last)

    @property
    def spans(self) -> list[tuple[date, date]]:
        """The window as a span of days."""
        return [] if self.is_open else [(self.first or date.min, self.last or date.max)]


ANY_DAY = Window()


@dataclass(frozen=True, slots=True)
class Found:
    """What was found: the question as read, and the turns best first, with the lines of their surroundings."""

    question: Question
    ranked: list[Ranked]
    lines: Mapping[int, Line]


def make_window(first: date | datetime | None, last: date | datetime | None) -> Window:
    """The window that `from` and `to` mean."""

    def day(moment: date | datetime | None) -> date | None:
        return moment.date() if isinstance(moment, datetime) else moment

    return Window(day(first), day(last))


async def search(
    db: AsyncSession, user: MemoryUser, text: str, *, window: Window = ANY_DAY, tuning: Tuning = TUNING
) -> Found:
    """Find the turns that answer a question, best first, at most as many as the ranking's short list."""
    question = read_question(text, user.speakers)
    user_no, size = user.user_no or 0, user.next_place
    allowed = await _find_allowed(db, user_no, window)
    low, high = 0, size
    if allowed is not None:
        if len(allowed) == 0:
            return Found(question, [], {})
        low, high = max(0, int(allowed.min()) - REACH), min(size, int(allowed.max()) + REACH)
    postings = await _find_postings(db, user_no, question, low, high)
    spans, dated = await _find_dated(db, user_no, question)
    if not question.is_carried:  # "what did I say on 3 May?": the days are all there is to go by
        dated = allowed if dated is None else dated
    proposals = propose(
        postings,
        user.turn_count,
        size,
        dated=dated,
        allowed=allowed,
        days_alone=not question.is_carried,
        tuning=tuning,
    )
    around = {proposal.place + step for proposal in proposals for step in range(-REACH, REACH + 1)}
    lines = await index_repository.list_lines(db, user_no, sorted(around))
    ranker = Ranker(question, postings, user.turn_count, spans=spans or window.spans, tuning=tuning)
    return Found(question, ranker.rank(proposals, lines), lines)


async def _find_postings(db: AsyncSession, user_no: int, question: Question, low: int, high: int) -> list[Posting]:
    concepts = question.concepts
    if not concepts:
        return []
    probes = [[concept.stem] for concept in concepts]
    probes += [sorted(concept.kin)[:_MAX_KIN] for concept in concepts if concept.kin]
    cap = max(_MIN_CAP, min(_MAX_CAP, BUDGET // len(probes)))
    caps = [cap] * len(concepts) + [int(cap * _KIN_SHARE)] * (len(probes) - len(concepts))
    places = await index_repository.list_postings(db, user_no, probes, low=low, high=high, caps=caps)
    kin = iter(places[len(concepts) :])
    return [
        Posting(
            concept=concept,
            own=places[at],
            kin=np.setdiff1d(next(kin), places[at], assume_unique=True) if concept.kin else _NOWHERE,
            frequency=_estimate(places[at], cap, low, high),
        )
        for at, concept in enumerate(concepts)
    ]


_NOWHERE = np.empty(0, dtype=np.int64)


def _estimate(places: NDArray[np.int64], cap: int, low: int, high: int) -> float:
    """How often a stem occurs, where only the newest `cap` places of it were asked for."""
    if len(places) < cap:
        return float(len(places))
    seen = max(1, high - int(places[-1]))
    return len(places) * max(1.0, (high - low) / seen)


async def _find_allowed(db: AsyncSession, user_no: int, window: Window) -> NDArray[np.int64] | None:
    if window.is_open:
        return None
    numbers = await repository.list_numbers_between(db, user_no, window.first, window.last, limit=MAX_ALLOWED)
    return np.array([index_repository.place_of(no) for no in numbers], dtype=np.int64)


async def _find_dated(
    db: AsyncSession, user_no: int, question: Question
) -> tuple[list[tuple[date, date]], NDArray[np.int64] | None]:
    """The spans of days that the question names, and the places said on them or soon after."""
    if not question.days or (bounds := await repository.read_days(db, user_no)) is None:
        return [], None
    spans = [span for named in question.days for span in named.list_spans(*bounds)]
    spans = [span for span in spans if span[0] <= bounds[1] and span[1] >= bounds[0] - timedelta(days=31)]
    places: set[int] = set()
    for first, last in spans:
        numbers = await repository.list_numbers_between(db, user_no, first, last + timedelta(days=10), limit=_MAX_DATED)
        places.update(index_repository.place_of(no) for no in numbers)
    return spans, np.array(sorted(places), dtype=np.int64)


def write_line(line: Line) -> str:
    """A turn as a recalled line: who said it, and the words."""
    who = line.speaker or ("The companion" if line.role == Role.ASSISTANT.value else "The user")
    return f"{who} said: “{' '.join(line.text.split())}”"
