"""The values of the memory service, and the seam through which what was learned from transcripts joins its answers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol
from uuid import UUID

from api.db import AsyncSession
from astra.contracts.memory import BriefItem, Loop
from astra.contracts.utterance import Role

LEARN_JOB = "memory.learn"
"""The job that follows from a transcript: payload `{"user_id", "session_id"}`, both as they came on the wire."""


@dataclass(frozen=True, slots=True)
class TurnRef:
    """Where a turn is: its id is unique within its session only, since outsiders number their own turns."""

    session_id: str
    turn_id: str


@dataclass(frozen=True, slots=True)
class Turn:
    """One remembered turn. `day` is the day on which it was said, as the speaker's own clock had it."""

    ref: TurnRef
    role: Role
    speaker: str | None
    text: str
    at: datetime
    day: date


@dataclass(frozen=True, slots=True)
class Talk:
    """One remembered session with its turns in order."""

    session_id: str
    started_at: datetime
    ended_at: datetime | None
    turns: tuple[Turn, ...]


@dataclass(frozen=True, slots=True)
class Erased:
    """What a forgetting removed: turns from the transcripts, and how many of the ids were known at all."""

    turns: int
    sessions: frozenset[str]


class Retirement(StrEnum):
    """Why a turn does not speak for the present any more."""

    SUPERSEDED = "superseded"
    """Something newer holds; the turn is recalled where the past is asked for, and stands back otherwise."""
    UNTRUE = "untrue"
    """The person said that it is not true: it is not recalled at all."""


@dataclass(frozen=True, slots=True)
class FactHit:
    """A valid fact that fits a question: `fit` from 0 to 1; `turns` are its receipts, none where it was typed in."""

    text: str
    said_on: date | None
    turns: tuple[TurnRef, ...]
    fit: float


@dataclass(frozen=True, slots=True)
class FactQuestion:
    """What is asked of the facts: the words as they came, their stems, and whether the past is meant ("used to")."""

    text: str
    stems: frozenset[str]
    past: bool
    limit: int


class Learned(Protocol):
    """The derived layer, as the transcripts' search sees it. All calls run in the caller's transaction."""

    async def find_facts(self, db: AsyncSession, user_id: str, question: FactQuestion) -> Sequence[FactHit]:
        """Facts that fit the question, best first; superseded ones only where `question.past`."""
        ...

    async def read_facts(
        self, db: AsyncSession, user_id: str, fits: Mapping[UUID, float], question: FactQuestion
    ) -> Sequence[FactHit]:
        """These facts, found by their meaning, with how well they fit; superseded ones only where `question.past`."""
        ...

    async def find_retired(
        self, db: AsyncSession, user_id: str, turns: Sequence[TurnRef], question: FactQuestion
    ) -> Mapping[TurnRef, Retirement]:
        """Which of these turns are no longer to be believed as far as this question goes."""
        ...

    async def list_loops(self, db: AsyncSession, user_id: str) -> Sequence[Loop]:
        """What is still open, the most pressing first."""
        ...

    async def list_brief_items(self, db: AsyncSession, user_id: str, *, now: datetime) -> Sequence[BriefItem]:
        """Pinned and recent facts and events worth knowing at the start of a talk, the most useful first."""
        ...


class NothingLearned:
    """Stands where no derived layer is wired: transcripts alone answer."""

    async def find_facts(self, db: AsyncSession, user_id: str, question: FactQuestion) -> Sequence[FactHit]:  # noqa: ARG002  the protocol's signature
        """No facts."""
        return ()

    async def read_facts(
        self,
        db: AsyncSession,  # noqa: ARG002  the protocol's signature
        user_id: str,  # noqa: ARG002  the protocol's signature
        fits: Mapping[UUID, float],  # noqa: ARG002  the protocol's signature
        question: FactQuestion,  # noqa: ARG002  the protocol's signature
    ) -> Sequence[FactHit]:
        """No facts."""
        return ()

    async def find_retired(
        self,
        db: AsyncSession,  # noqa: ARG002  the protocol's signature
        user_id: str,  # noqa: ARG002  the protocol's signature
        turns: Sequence[TurnRef],  # noqa: ARG002  the protocol's signature
        question: FactQuestion,  # noqa: ARG002  the protocol's signature
    ) -> Mapping[TurnRef, Retirement]:
        """Nothing is retired."""
        return {}

    async def list_loops(self, db: AsyncSession, user_id: str) -> Sequence[Loop]:  # noqa: ARG002  the protocol's signature
        """Nothing is open."""
        return ()

    async def list_brief_items(self, db: AsyncSession, user_id: str, *, now: datetime) -> Sequence[BriefItem]:  # noqa: ARG002  the protocol's signature
        """Nothing to say."""
        return ()
