"""Reads birth details out of what a person says."""

from dataclasses import replace
from datetime import datetime, timedelta

from astra.birth.answers import answer
from astra.birth.gather import gather
from astra.birth.merge import OF_CLOCK, Draft, merge
from astra.birth.model import BirthDetails, Impossible, Origin, Piece, Question, Reading
from astra.birth.settling import settle
from astra.contracts.astro import BirthField
from astra.places import Places

_MAX_CHARS = 2_000
_AHEAD = timedelta(hours=14)
"""East of the date line it is tomorrow already."""
_ORDER = tuple(BirthField)
_SETTLING = frozenset({Piece.DATE, Piece.TIME, Piece.PLACE, Piece.ZONE, Piece.FOLD, Piece.CITY_TIME})


def read_birth(
    text: str,
    known: BirthDetails,
    asked: Question | None,
    places: Places,
    now: datetime,
    *,
    expecting: frozenset[BirthField] = frozenset(),
    origin: Origin = Origin.SAID,
) -> Reading:
    """Read `text` beside what is `known`; no text makes it raise. No I/O but in `places`, whose errors pass.

    `asked` is the question of ours that the text may answer; `expecting` names the fields that the companion has just
    asked for (`missing_fields` after `ask_for_missing`): without either, only a text that speaks of the person's own
    birth, or that is a whole line of details, gives anything. `now` is aware.
    """
    today = (now + _AHEAD).date()
    draft = Draft(known, origin, today)
    text = text[:_MAX_CHARS]
    if not text.strip():
        return Reading(known)
    if asked is not None:
        expecting |= {asked.field}
        if answer(text, asked, draft, places):
            return _finish(known, draft)
    told = gather(text, places, today, expecting, _corrigible(known))
    if told.is_empty:
        return Reading(known, about_someone_else=told.about_someone_else)
    merge(told, draft)
    return _finish(known, draft)


def _corrigible(known: BirthDetails) -> frozenset[BirthField]:
    held = {
        BirthField.DATE: known.date,
        BirthField.TIME: known.time,
        BirthField.PLACE: known.place,
        BirthField.ZONE: known.place,
        BirthField.SYSTEM: known.system,
    }
    return frozenset(field for field, piece in held.items() if piece is not None)


def _finish(known: BirthDetails, draft: Draft) -> Reading:
    """Settle the clock with what is known now, and choose the one thing to say back."""
    if _SETTLING & set(draft.taken):
        _settle_again(known, draft)
    questions = sorted(draft.details.open_questions, key=lambda question: _ORDER.index(BirthField(question.field)))
    details = replace(draft.details, open_questions=tuple(questions))
    changed = details != known
    question = questions[0] if questions and changed and draft.impossible is None else None
    return Reading(details, tuple(draft.taken), question, draft.impossible)


def _settle_again(known: BirthDetails, draft: Draft) -> None:
    if {Piece.DATE, Piece.TIME, Piece.PLACE} & set(draft.taken):
        draft.details = replace(draft.details, fold=None, city_time=None)
    draft.close(OF_CLOCK)
    settled = settle(draft.details)
    if isinstance(settled, Question):
        draft.open(settled, frozenset())
    elif isinstance(settled, Impossible):
        draft.refuse(settled)
        _take_back(known, draft, settled.field)


def _take_back(known: BirthDetails, draft: Draft, of: BirthField) -> None:
    """Put the piece that can't be back to what it was; what only became impossible now is asked for again."""
    piece = Piece.DATE if of is BirthField.DATE else Piece.TIME
    earlier = getattr(known, piece.value) if piece in draft.taken else None
    draft.details = replace(draft.details, **{piece.value: earlier})
    if isinstance(settle(draft.details), Impossible):
        draft.details = replace(draft.details, **{piece.value: None})
    draft.taken = [taken for taken in draft.taken if taken is not piece]
