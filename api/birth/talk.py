"""One utterance read for birth details: what it changes, and for how long to listen closely afterwards."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from api.birth.hints import may_tell_of_birth
from api.birth.pinned import split_pieces
from api.models import BirthTalk
from astra.birth import BirthDetails, Piece, Reading, missing_fields, read_birth, wants_reading
from astra.contracts.astro import BirthField
from astra.places import Places

_HEEDED_LINES = 6
"""For so many lines after a question, an answer or the wish for a reading, a bare "Mumbai" is taken for an answer."""
_KEPT_IDS = 40
_SHORT_ANSWER = 2
"""So many words with a question mark may still be an answer: "New Delhi?"."""
_FIELD_OF = {
    Piece.DATE: BirthField.DATE,
    Piece.TIME: BirthField.TIME,
    Piece.FOLD: BirthField.TIME,
    Piece.PLACE: BirthField.PLACE,
    Piece.ZONE: BirthField.ZONE,
    Piece.CITY_TIME: BirthField.ZONE,
}


@dataclass(frozen=True, slots=True)
class TalkState:
    """Where the talk about the details stands; `heed` lines more are listened to closely in `session_id`."""

    session_id: UUID | None = None
    heed: int = 0
    taken: tuple[BirthField, ...] = ()
    """What was given in this session lately, and may be put right."""
    read: tuple[str, ...] = ()
    """Ids of the utterances that were read last: none is read twice."""
    wants_reading: bool = False


@dataclass(frozen=True, slots=True)
class LineRead:
    """What came of one utterance."""

    details: BirthDetails
    state: TalkState
    reading: Reading
    asks_again: bool
    """A reading is wanted while a question is still open: it is to be put again."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """An utterance of the person, by voice or typed."""

    text: str
    message_id: UUID
    session_id: UUID


def read_line(said: Spoken, details: BirthDetails, state: TalkState, places: Places, now: datetime) -> LineRead:
    """Read one utterance beside what is known. Looks places up: call it in a thread."""
    if _asks_back(said.text):
        read = (*state.read, str(said.message_id))[-_KEPT_IDS:]
        return LineRead(details, replace(state, read=read), Reading(details), asks_again=False)
    if state.session_id != said.session_id:
        state = replace(state, session_id=said.session_id, heed=0, taken=())
    heeds = state.heed > 0
    missing = missing_fields(details)
    asked = details.open_questions[0] if details.open_questions and heeds else None
    expecting = frozenset({*missing, *state.taken}) if heeds else frozenset[BirthField]()
    reading = read_birth(said.text, details, asked, places, now, expecting=expecting)
    wants = wants_reading(said.text)
    is_open = bool(reading.details.open_questions)
    stirred = bool(reading.taken or reading.question or reading.impossible) or (wants and (bool(missing) or is_open))
    taken = {*state.taken, *(_FIELD_OF.get(piece, BirthField.SYSTEM) for piece in reading.taken)}
    state = replace(
        state,
        heed=_HEEDED_LINES if stirred else max(0, state.heed - 1),
        taken=tuple(field for field in BirthField if field in taken),
        read=(*state.read, str(said.message_id))[-_KEPT_IDS:],
        wants_reading=state.wants_reading or wants,
    )
    put_already = asked is not None and reading.question == asked and not reading.taken and not wants
    reading = replace(reading, question=None) if put_already else reading
    said_back = reading.question is not None or reading.impossible is not None
    return LineRead(reading.details, state, reading, asks_again=wants and is_open and not said_back)


def _asks_back(text: str) -> bool:
    """Whether this is a question of the person's own, such as "Did you get that?": no answer, whatever was asked."""
    return text.rstrip().endswith("?") and len(text.split()) > _SHORT_ANSWER and not may_tell_of_birth(text)


def load_talk(row: BirthTalk | None) -> TalkState:
    """The kept state."""
    if row is None:
        return TalkState()
    return TalkState(
        session_id=row.session_id,
        heed=int(row.state.get("heed", 0)),
        taken=tuple(BirthField(name) for name in row.state.get("taken", [])),
        read=tuple(row.state.get("read", [])),
        wants_reading=row.wants_reading,
    )


def list_open(row: BirthTalk | None) -> list[Any]:
    """The open questions as `join_pieces` takes them."""
    return [] if row is None else list(row.state.get("open", []))


def dump_talk(user_id: UUID, state: TalkState, details: BirthDetails, *, now: datetime) -> BirthTalk:
    """The state as its row, with the questions that are open."""
    questions: Sequence[Any] = split_pieces(details)[1]
    kinds = [question.kind.value for question in details.open_questions]
    return BirthTalk(
        user_id=user_id,
        state={
            "open": questions,
            "heed": state.heed,
            "taken": [field.value for field in state.taken],
            "read": list(state.read),
        },
        question=kinds[0] if kinds else None,
        wants_reading=state.wants_reading,
        session_id=state.session_id,
        at=now,
    )
