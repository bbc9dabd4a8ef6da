"""What a look-up gives: places on the map, and how sure the name makes us of one of them."""

from dataclasses import dataclass
from enum import StrEnum


class MatchedBy(StrEnum):
    """Which of a place's names the words met, from the surest to the least sure."""

    NAME = "name"
    OLD_NAME = "old_name"
    """A name it had or is called by: Bombay, Peking; from our own list."""
    OTHER_NAME = "other_name"
    """A name in another language or spelling, from the gazetteer."""
    SOUND = "sound"
    """Nothing is spelled so, but it sounds or looks alike."""


@dataclass(frozen=True, slots=True)
class Place:
    """One populated place. `latitude` and `longitude` in degrees, north and east positive; `zone` is an IANA name."""

    geoname_id: int
    name: str
    admin: str
    """The state, province or region; empty where it has none or we don't know its name."""
    country: str
    country_code: str
    latitude: float
    longitude: float
    population: int
    zone: str
    matched_by: MatchedBy = MatchedBy.NAME
    score: float = 1.0
    """0 to 1: how well the words fit, not how large the place is."""

    @property
    def label(self) -> str:
        """The name as a person would tell it apart: `Hyderabad, Telangana, India`."""
        parts = [self.name, self.admin if self.admin != self.name else "", self.country]
        return ", ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a name comes to: `sure`, or `namesakes` to ask about, or nothing but `nearest` suggestions.

    `region` is set when the words name a country or a state, which has no one sky: ask for the town in it.
    `nearest` are guesses by sound; none of them may be taken without asking.
    """

    sure: Place | None = None
    namesakes: tuple[Place, ...] = ()
    nearest: tuple[Place, ...] = ()
    region: str = ""
