"""What a text tells of a birth: pieces with where they stand in it, before anything is taken."""

from dataclasses import dataclass

from astra.birth.words.atoms import Atoms
from astra.birth.words.dates import DateFound
from astra.birth.words.places_said import PlaceFound
from astra.birth.words.systems import SystemsFound
from astra.birth.words.times import ClockFound
from astra.birth.words.zones_said import ZoneFound


@dataclass(frozen=True, slots=True)
class Told:
    """What a text tells, each piece at most once; `corrects` when it says that something was wrong."""

    text: str
    atoms: Atoms
    date: DateFound | None = None
    other_date: DateFound | None = None
    """A second date that competes with the first."""
    clock: ClockFound | None = None
    unknown_time: str = ""
    """The words that say that the time is not known."""
    place: PlaceFound | None = None
    zone: ZoneFound | None = None
    systems: SystemsFound | None = None
    half: str = ""
    """`am` or `pm`, where a correction says no more of the time."""
    corrects: bool = False
    about_someone_else: bool = False

    def quote(self, found: DateFound | ClockFound) -> str:
        """The words that a date or time was read from."""
        return self.atoms.quote(found.start, found.end)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to take."""
        told = self.date or self.clock or self.unknown_time or self.half or self.place or self.zone
        return not (told or self.has_choice)

    @property
    def has_choice(self) -> bool:
        """Whether a system, ayanamsha or house system is told."""
        return self.systems is not None and bool(self.systems.spans())
