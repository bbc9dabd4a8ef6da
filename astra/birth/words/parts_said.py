"""Parts of a date and halves of a day that stand alone: "no, June", "some time in May", "sorry, I meant pm"."""

import re
from datetime import date

from astra.birth.words.atoms import Atoms
from astra.birth.words.calendar import MONTHS
from astra.birth.words.dates import DateFound

_EARLIEST = 1800
_LEADS = frozenset("g,")
_COMPANY = re.compile(r"\b(?:you|we|us|see|meet|till?|until|by|next|this|last)\b", re.IGNORECASE)
_HALF = re.compile(
    r"\b(?:meant|mean|was|is|no|not|sorry|actually|nahi|nahin)[\s,.]+(?:in the\s+)?(?P<half>[ap])\.?m\b\.?\W*$",
    re.IGNORECASE,
)


def find_corrected_part(atoms: Atoms, today: date) -> DateFound | None:
    """The day, month or year that a correction names; the last one where there are several."""
    found: DateFound | None = None
    for at, (item, letter) in enumerate(zip(atoms.items, atoms.letters, strict=True)):
        if letter == "M":
            found = DateFound(at, at + 1, month=MONTHS[item.word])
        elif letter == "o":
            found = DateFound(at, at + 1, day=item.value)
        elif letter == "y" and _EARLIEST <= item.value <= today.year:
            found = DateFound(at, at + 1, year=item.value)
    return found


def find_month_alone(atoms: Atoms) -> DateFound | None:
    """A month that is all that somebody knows of a date; one of this year's plans is none."""
    if _COMPANY.search(atoms.text):
        return None
    for at, (item, letter) in enumerate(zip(atoms.items, atoms.letters, strict=True)):
        if letter == "M" and (at == len(atoms.items) - 1 or atoms.letters[max(0, at - 1)] in _LEADS):
            return DateFound(at, at + 1, month=MONTHS[item.word])
    return None


def find_half(text: str) -> str:
    """`am` or `pm` where a correction says no more than that; "" otherwise."""
    match = _HALF.search(text)
    return f"{match['half'].casefold()}m" if match else ""
