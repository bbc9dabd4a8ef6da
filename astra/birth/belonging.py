"""Whether what a text tells is told of the person's own birth at all, or only looks like it."""

from astra.birth.told import Told
from astra.birth.words import asides, place_words
from astra.birth.words.atoms import Atoms
from astra.birth.words.places_said import PlaceFound, is_known
from astra.contracts.astro import BirthField

_MOST_LEFT_IN_ANSWER = 2
_MOST_LEFT_IN_LINE = 3
_MOST_LEFT_IN_CORRECTION = 3


def is_told_of_own(
    told: Told, *, own: bool, expecting: frozenset[BirthField], corrigible: frozenset[BirthField], corrects: bool
) -> bool:
    """Whether `told` may be taken: from an own birth, as an answer to what was asked, as a line of details, or as a
    correction of what is known."""
    if own:
        return True
    left = _count_left(told.atoms)
    if expecting and _is_answer(told, left):
        return True
    date_told = told.date is not None and bool(told.date.readings)
    kinds = sum(
        (
            date_told,
            told.clock is not None or told.unknown_time != "",
            told.place is not None,
            told.zone is not None,
            told.has_choice,
        )
    )
    is_line = date_told and kinds >= 2 and left <= _MOST_LEFT_IN_LINE and bool(told.clock or told.place)
    if is_line and not _speaks_of_life(told.atoms):
        return True
    fields = {
        field
        for field, piece in (
            (BirthField.DATE, told.date),
            (BirthField.TIME, told.clock or told.half),
            (BirthField.PLACE, told.place),
            (BirthField.SYSTEM, told.has_choice or None),
            (BirthField.ZONE, told.zone),
        )
        if piece
    }
    if told.has_choice and fields == {BirthField.SYSTEM}:
        return True
    return corrects and bool(fields) and fields <= corrigible and left <= _MOST_LEFT_IN_CORRECTION


def _is_answer(told: Told, left: int) -> bool:
    """Whether the text is nothing but an answer: a whole date or a plain time may have a word or two around it."""
    whole_date = told.date is not None and bool(told.date.readings)
    plain_time = told.clock is not None and not told.clock.is_bare and not told.clock.is_part
    leads = told.place is not None and is_known(told.place.resolution) and _is_named_first(told.text, told.place)
    spare = 1 if told.date is not None and told.date.month is not None else 0
    if whole_date or plain_time or told.unknown_time or told.has_choice or leads:
        spare = _MOST_LEFT_IN_ANSWER
    if told.zone is not None and asides.ZONE_WORD.search(told.text):
        left -= 1
    return left <= spare and not _speaks_of_life(told.atoms)


def _is_named_first(text: str, place: PlaceFound) -> bool:
    """Whether the text begins with the place, or calls it a town: what follows only says more of it."""
    called = place_words.LABELS & set(text[: place.start].casefold().split())
    return not text[: place.start].strip() or bool(called)


def _speaks_of_life(atoms: Atoms) -> bool:
    return any(
        letter != "#" and atoms.text[item.start : item.end].casefold() in asides.EVENTS
        for item, letter in zip(atoms.items, atoms.letters, strict=True)
    )


def _count_left(atoms: Atoms) -> int:
    """How many words say something else."""
    return sum(
        1
        for item, letter in zip(atoms.items, atoms.letters, strict=True)
        if letter not in "#,.-/:'+ftkgahPebxsvpqHNB"
        and atoms.text[item.start : item.end].casefold() not in place_words.EDGES
        and item.word not in place_words.EDGES | place_words.LABELS
        and any(char.isalnum() for char in atoms.text[item.start : item.end])
    )
