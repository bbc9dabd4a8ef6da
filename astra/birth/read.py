"""Reads birth details out of what a person says."""

from datetime import datetime

from astra.birth.model import BirthDetails, Origin, Question, Reading
from astra.contracts.astro import BirthField
from astra.places import Places


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
    """Read `text` beside what is `known`; never raises for odd text, and never does I/O but in `places`.

    `asked` is the question of ours that the text may answer; `expecting` names the fields that the companion has just
    asked for (`missing_fields` after `ask_for_missing`): without either, only a text that speaks of the person's own
    birth, or that is a whole line of details, gives anything. `now` is aware.
    """
    _ = (text, asked, places, now, expecting, origin)
    return Reading(details=known)
