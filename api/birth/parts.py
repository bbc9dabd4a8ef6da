"""What saving a birth by hand and reading one behind a talk both stand on, wired once."""

from collections.abc import Callable
from dataclasses import dataclass

from api.db import Database
from api.mind.news import ContextNews
from astra.birth import Lines
from astra.kit.clock import Clock
from astra.places import Places


@dataclass(frozen=True, slots=True)
class BirthParts:
    """The database, the gazetteer, the lines to word questions with, the clock, and who is told of news."""

    db: Database
    places: Places
    lines: Lines
    clock: Clock
    news: ContextNews
    language_of: Callable[[str], str]
    """The language that a persona speaks, by the persona's name."""
