"""What the moving sky does, as values: transits, exact moments, eclipses, returns, a panchanga, two charts."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from astra.chart.model import Aspect, AspectKind, MoonPhase, Placement
from astra.chart.zodiac import Nakshatra, Point, Sign


@dataclass(frozen=True, slots=True)
class Contact:
    """A moving point within orb of a point of the birth chart."""

    moving: Point
    natal: Point
    kind: AspectKind
    orb: float
    """Degrees from exactness, signed: positive beyond the angle."""
    applying: bool
    certain: bool
    """Within orb whatever the birth time was."""
    previous_exact: datetime | None
    """The last exact contact before the moment, and the next after it; None beyond about one pass (and its retrograde
    loops) of the moving point, and where the natal point is not certain to 1°."""
    next_exact: datetime | None


@dataclass(frozen=True, slots=True)
class Station:
    """A planet stands still and turns."""

    point: Point
    at: datetime
    turns_retrograde: bool
    """True where it goes backwards afterwards, False where it goes on direct."""
    longitude: float
    sign: Sign


@dataclass(frozen=True, slots=True)
class Ingress:
    """A point enters a sign, forwards or, retrograde, from behind."""

    point: Point
    at: datetime
    sign: Sign
    retrograde: bool


@dataclass(frozen=True, slots=True)
class Transits:
    """The sky of a moment against a birth chart, in that chart's zodiac. Houses are the birth chart's."""

    at: datetime
    placements: tuple[Placement, ...]
    contacts: tuple[Contact, ...]
    """Tightest first."""
    retrograde: tuple[Point, ...]
    """Mercury to Pluto and Chiron, where they run backwards."""
    next_ingresses: tuple[Ingress, ...]
    """The next sign change of each of Sun to Saturn."""
    moon_phase: MoonPhase
    moon_house_from_moon: int
    """The Moon's sign counted from the birth Moon's, 1 to 12; with an uncertain birth Moon, from its sign at noon."""
    saturn_from_moon: int
    """Saturn's sign counted from the birth Moon's: 12, 1 and 2 are Sade Sati."""

    def find(self, point: Point) -> Placement | None:
        """The moving placement of `point`."""
        return next((placement for placement in self.placements if placement.point is point), None)


class Quarter(StrEnum):
    """The four principal phases."""

    NEW_MOON = "new_moon"
    FIRST_QUARTER = "first_quarter"
    FULL_MOON = "full_moon"
    LAST_QUARTER = "last_quarter"


@dataclass(frozen=True, slots=True)
class PhaseMoment:
    """When a principal phase is exact, and where the Moon then is (tropical)."""

    quarter: Quarter
    at: datetime
    moon_longitude: float
    moon_sign: Sign


class EclipseKind(StrEnum):
    """What is seen where it is seen best."""

    SOLAR_TOTAL = "solar_total"
    SOLAR_ANNULAR = "solar_annular"
    SOLAR_HYBRID = "solar_hybrid"
    SOLAR_PARTIAL = "solar_partial"
    LUNAR_TOTAL = "lunar_total"
    LUNAR_PARTIAL = "lunar_partial"
    LUNAR_PENUMBRAL = "lunar_penumbral"


@dataclass(frozen=True, slots=True)
class Eclipse:
    """An eclipse somewhere on Earth."""

    kind: EclipseKind
    at: datetime
    """Greatest eclipse."""
    longitude: float
    """Tropical longitude of the eclipsed body."""
    sign: Sign
    visible: bool | None
    """Whether any of it is above the horizon at the place that was asked for; None without a place."""


@dataclass(frozen=True, slots=True)
class Return:
    """A point comes back to where it was at birth. `margin_days` is not 0 where the birth time is not exact."""

    point: Point
    at: datetime
    longitude: float
    margin_days: float


@dataclass(frozen=True, slots=True)
class Overlay:
    """Where a point of one person falls in the other's houses."""

    point: Point
    house: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two charts side by side, in the first one's zodiac."""

    aspects: tuple[Aspect, ...]
    """`first` is a point of the first chart, `second` of the second one; `applying` is None throughout."""
    second_in_first: tuple[Overlay, ...]
    """Points of the second person in the first one's houses. Where a time is not exact, only those that have the same
    house throughout; empty where the houses are unknown."""
    first_in_second: tuple[Overlay, ...]
    moon_distance: int | None
    """Signs from the first Moon to the second, both included (7: opposite). None where either is uncertain."""
    moon_distance_back: int | None
    """The same from the second to the first."""
    gunas: "GunaPair | None" = None
    """Between the two Moons in the sidereal zodiac; None where either birth time leaves sign or nakshatra open."""
    is_first_moon_open: bool = False
    """Whether it is the first person's birth time that does."""
    is_second_moon_open: bool = False


@dataclass(frozen=True, slots=True)
class Koota:
    """One of the eight counts: `points` of `most`, and what the bride's and the groom's Moon are in it."""

    name: str
    points: float
    most: float
    bride: str
    groom: str


@dataclass(frozen=True, slots=True)
class GunaMatch:
    """The eight counts and their sum, at most 36."""

    total: float
    kootas: tuple[Koota, ...]


@dataclass(frozen=True, slots=True)
class GunaPair:
    """Some of the counts ask who is the bride: both ways of counting, and nobody is asked."""

    first_as_bride: GunaMatch
    first_as_groom: GunaMatch


@dataclass(frozen=True, slots=True)
class LunarMonth:
    """A month's name where months end with the new moon (amanta), and where with the full moon (purnimanta)."""

    amanta: str
    purnimanta: str
    adhika: bool
    """An added month."""
    kshaya: bool
    """One that swallows the name behind it."""


class Paksha(StrEnum):
    """The half of the lunar month."""

    SHUKLA = "shukla"
    KRISHNA = "krishna"


@dataclass(frozen=True, slots=True)
class Limb:
    """One limb of the panchanga as it runs at sunrise, and when it ends (UTC)."""

    number: int
    """Counted from 1."""
    name: str
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class Panchanga:
    """The five limbs of a day at a place, taken at sunrise. Moments are UTC; `zone` is the place's.

    Where the Sun does not rise (polar day or night) `sunrise` and `sunset` are None and the limbs are those of 06:00.
    """

    day: date
    zone: str
    sunrise: datetime | None
    sunset: datetime | None
    weekday: str
    """Sanskrit name of the weekday, which begins at sunrise."""
    paksha: Paksha
    tithi: Limb
    nakshatra: Limb
    nakshatra_name: Nakshatra
    yoga: Limb
    karana: Limb
    moon_sign: Sign
    """Sidereal sign of the Moon at sunrise."""
    sun_sign: Sign
    month: LunarMonth
