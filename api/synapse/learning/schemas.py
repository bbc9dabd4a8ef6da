"""The plain values of learning: what is verified, what it comes to, and what others are given."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from api.synapse.schemas import TurnRef


class Status(StrEnum):
    """Whether a fact may be recalled: only a current one is, unless the past is asked for; a retracted one never."""

    CURRENT = "current"
    SUPERSEDED = "superseded"
    RETRACTED = "retracted"


class Stance(StrEnum):
    """How an utterance stands to what it speaks of."""

    HOLDS = "holds"
    ENDED = "ended"
    """It was so and is over: "I used to live in Pune"."""
    DENIED = "denied"
    """It never was so: the wrong half of "no, Pune, not Mumbai"."""
    CEASED = "ceased"
    """It is not so any more, if it ever was: what follows for liking a thing from coming to dislike it."""


class Origin(StrEnum):
    """Where a claim comes from."""

    TALK = "talk"
    CORRECTION = "correction"
    """The person wrote it by hand; it rests on no turn."""


class LoopKind(StrEnum):
    """Why something is open."""

    PLAN = "plan"
    PROMISE = "promise"
    WORRY = "worry"


@dataclass(frozen=True, slots=True)
class Claim:
    """What one utterance says, verified. `object_key` is empty where an ending names no object ("I quit my job")."""

    id: UUID
    turn: TurnRef | None
    place: int
    said_at: datetime
    subject: str
    subject_key: str
    predicate: str
    object: str
    object_key: str
    stance: Stance
    since: date | None
    until: date | None
    text: str | None
    quote: str
    entities: tuple[str, ...]
    origin: Origin = Origin.TALK


@dataclass(frozen=True, slots=True)
class FactView:
    """A fact and its receipt: `quote` and `said_at` are of the newest of `turns`, all that it rests on, oldest first.

    A fact that the person wrote by hand has origin `correction`, no turn, and as its quote what they wrote.
    """

    id: UUID
    subject: str
    predicate: str
    object: str
    text: str
    entities: tuple[str, ...]
    valid_from: datetime | None
    valid_to: datetime | None
    said_at: datetime
    learned_at: datetime
    status: Status
    pinned: bool
    origin: Origin
    quote: str
    turns: tuple[TurnRef, ...]


@dataclass(frozen=True, slots=True)
class OpeningClaim:
    """A loop that an utterance opens, verified."""

    id: UUID
    turn: TurnRef
    place: int
    kind: LoopKind
    text: str
    quote: str
    opened_at: datetime
    due_at: datetime | None


@dataclass(frozen=True, slots=True)
class ClosingClaim:
    """An utterance that says that something is over, verified; `about` names it."""

    id: UUID
    turn: TurnRef
    place: int
    about: str
    quote: str
    said_at: datetime


@dataclass(frozen=True, slots=True)
class Learned:
    """All that one session gave."""

    claims: tuple[Claim, ...] = ()
    openings: tuple[OpeningClaim, ...] = ()
    closings: tuple[ClosingClaim, ...] = ()


@dataclass(frozen=True, slots=True)
class LoopView:
    """A loop with the words that opened it. It is open while `closed_at` is None."""

    id: UUID
    kind: LoopKind
    text: str
    quote: str
    turn: TurnRef
    opened_at: datetime
    due_at: datetime | None
    closed_at: datetime | None


@dataclass(frozen=True, slots=True)
class Erased:
    """How much went: facts, loops and claims that are no more."""

    facts: int
    loops: int
    claims: int
