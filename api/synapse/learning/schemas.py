"""The plain values of learning: what goes in, what is verified, and what others are given."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID


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
class Turn:
    """One utterance of a transcript. `is_user` is false for everything the companion said."""

    turn_id: str
    is_user: bool
    text: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Transcript:
    """A session as the store has it, in order."""

    user_id: str
    session_id: str
    turns: tuple[Turn, ...]


@dataclass(frozen=True, slots=True)
class Claim:
    """What one utterance says, verified. `object_key` is empty where an ending names no object ("I quit my job")."""

    turn_id: str | None
    session_id: str | None
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
    """A fact and its receipt. `turn_ids` are all turns it rests on; `quote`, `turn_id` and `said_at` are of the newest.

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
    turn_id: str | None
    session_id: str | None
    turn_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FoundFact:
    """A fact that fits a query; `score`, 0 to 1, is the share of the query's words that it holds."""

    fact: FactView
    score: float


@dataclass(frozen=True, slots=True)
class OutdatedTurns:
    """Turns that no longer say what is so.

    `superseded`: every fact that rests on them is past; good for questions about the past. `retracted`: the person
    said that a fact resting on them is not true; never to be recalled.
    """

    superseded: frozenset[str]
    retracted: frozenset[str]


@dataclass(frozen=True, slots=True)
class OpeningClaim:
    """A loop that an utterance opens, verified."""

    turn_id: str
    place: int
    kind: LoopKind
    text: str
    quote: str
    opened_at: datetime
    due_at: datetime | None


@dataclass(frozen=True, slots=True)
class ClosingClaim:
    """An utterance that says that something is over, verified; `about` names it."""

    turn_id: str
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
    turn_id: str
    session_id: str
    opened_at: datetime
    due_at: datetime | None
    closed_at: datetime | None


@dataclass(frozen=True, slots=True)
class Erased:
    """How much went: facts, loops and claims that are no more."""

    facts: int
    loops: int
    claims: int
