"""A computed chart as plain frozen values. What speaks, draws or checks reads these and computes nothing itself.

Longitudes are degrees in the chart's own zodiac (tropical or sidereal), speeds degrees a day, moments aware UTC.
What the birth time does not carry is None or empty, never a guess: with an unknown time there is no Ascendant, no
house and no dasha.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from astra.chart.dasha_model import Vimshottari
from astra.chart.zodiac import Nakshatra, Point, Sign
from astra.contracts.astro import Ayanamsha, ChartInputs, HouseSystem, NodeKind


class Zodiac(StrEnum):
    """Where 0° Aries is: the equinox, or a place among the stars."""

    TROPICAL = "tropical"
    SIDEREAL = "sidereal"


class Engine(StrEnum):
    """What computed the positions."""

    SWISS_FILES = "swiss_files"
    """Swiss Ephemeris reading its .se1 files, whose hashes are known."""
    MOSHIER = "moshier"
    """Swiss Ephemeris' built-in approximation, within about 3″."""


class Dignity(StrEnum):
    """How a planet stands in its sign. `mooltrikona` is given in vedic charts only."""

    DOMICILE = "domicile"
    EXALTATION = "exaltation"
    MOOLTRIKONA = "mooltrikona"
    DETRIMENT = "detriment"
    FALL = "fall"


class AspectKind(StrEnum):
    """An angle that counts."""

    CONJUNCTION = "conjunction"
    OPPOSITION = "opposition"
    TRINE = "trine"
    SQUARE = "square"
    SEXTILE = "sextile"
    QUINCUNX = "quincunx"
    SEMISEXTILE = "semisextile"
    SEMISQUARE = "semisquare"
    SESQUISQUARE = "sesquisquare"


class NoteKind(StrEnum):
    """What a reader of the chart must be told."""

    TIME_UNKNOWN = "time_unknown"
    TIME_ABOUT = "time_about"
    MOON_SIGN_UNCERTAIN = "moon_sign_uncertain"
    MOON_NAKSHATRA_UNCERTAIN = "moon_nakshatra_uncertain"
    ASCENDANT_UNCERTAIN = "ascendant_uncertain"
    ASCENDANT_NEAR_BOUNDARY = "ascendant_near_boundary"
    MOON_NEAR_BOUNDARY = "moon_near_boundary"
    MOON_NEAR_NAKSHATRA_BOUNDARY = "moon_near_nakshatra_boundary"
    SUN_NEAR_BOUNDARY = "sun_near_boundary"
    POLAR_HOUSES = "polar_houses"
    APPROXIMATE_ENGINE = "approximate_engine"
    CHIRON_MISSING = "chiron_missing"
    LOCAL_MEAN_TIME = "local_mean_time"
    WAR_TIME = "war_time"


@dataclass(frozen=True, slots=True)
class Note:
    """One plain English sentence; `minutes` is the clock error that would change the placement, signed, where told."""

    kind: NoteKind
    text: str
    minutes: float | None = None


@dataclass(frozen=True, slots=True)
class Position:
    """Where something stands, without any reading of it."""

    longitude: float
    latitude: float
    speed: float
    sign: Sign
    degree: float
    """Degrees inside the sign, 0 to below 30."""


@dataclass(frozen=True, slots=True)
class Spread:
    """What a birth time that is not exact leaves open, over the whole interval (the whole day when unknown)."""

    longitude_from: float
    longitude_to: float
    signs: tuple[Sign, ...]
    """In the order in which they come; one where the sign is certain."""
    nakshatras: tuple[Nakshatra, ...]
    houses: tuple[int, ...]
    """Empty where houses are unknown altogether."""
    sign_changes_at: datetime | None
    """When the sign changes, if it does so inside the interval."""


@dataclass(frozen=True, slots=True)
class Placement:
    """One point of the chart. For an unknown time the position is that of local noon: read `spread` before speaking."""

    point: Point
    longitude: float
    latitude: float
    speed: float
    sign: Sign
    degree: float
    house: int | None
    """1 to 12; None when the birth time is unknown."""
    retrograde: bool
    stationary: bool
    """A station within a day on either side."""
    dignity: Dignity | None
    nakshatra: Nakshatra | None
    """Vedic charts only, as are pada, navamsha and dashamsha."""
    pada: int | None
    navamsha: Sign | None
    dashamsha: Sign | None
    spread: Spread | None
    """None when the birth time is exact."""
    combust: bool = False
    """Too near the Sun to be seen, at any time that the birth may have had; vedic charts only."""

    @property
    def is_sign_certain(self) -> bool:
        """Whether the sign holds at any time that the birth may have had."""
        return self.spread is None or len(self.spread.signs) == 1

    @property
    def is_nakshatra_certain(self) -> bool:
        """Whether the nakshatra is known and holds at any time that the birth may have had."""
        return self.nakshatra is not None and (self.spread is None or len(self.spread.nakshatras) == 1)

    @property
    def is_house_certain(self) -> bool:
        """Whether the house is known and holds at any time that the birth may have had."""
        return self.house is not None and (self.spread is None or len(self.spread.houses) <= 1)


@dataclass(frozen=True, slots=True)
class Houses:
    """Twelve cusps in degrees. `asked` differs from `system` where the asked one has no meaning (polar circles)."""

    system: HouseSystem
    asked: HouseSystem
    cusps: tuple[float, ...]
    signs: tuple[Sign, ...]
    """Sign on each cusp."""
    possible_cusps: tuple[tuple[float, ...], ...] = ()
    """Where the time is approximate: the cusps at even steps over all that it may mean, both ends included."""


@dataclass(frozen=True, slots=True)
class Aspect:
    """Two points within orb of an angle. `orb` is the distance from exactness, signed: positive beyond the angle."""

    first: Point
    second: Point
    kind: AspectKind
    orb: float
    allowed_orb: float
    applying: bool | None
    """Growing more exact; None where an angle of the chart is one of the two."""
    certain: bool
    """Within orb at any time that the birth may have had."""


@dataclass(frozen=True, slots=True)
class Drishti:
    """A vedic glance by whole signs: `giver` looks at the sign counted `place` from its own."""

    giver: Point
    place: int
    sign: Sign
    receivers: tuple[Point, ...]
    """Grahas standing in that sign."""


class PhaseName(StrEnum):
    """Eight phases; the four principal ones are said within 6° of exactness, about half a day."""

    NEW_MOON = "new_moon"
    WAXING_CRESCENT = "waxing_crescent"
    FIRST_QUARTER = "first_quarter"
    WAXING_GIBBOUS = "waxing_gibbous"
    FULL_MOON = "full_moon"
    WANING_GIBBOUS = "waning_gibbous"
    LAST_QUARTER = "last_quarter"
    WANING_CRESCENT = "waning_crescent"


@dataclass(frozen=True, slots=True)
class MoonPhase:
    """The Moon's phase at a moment."""

    name: PhaseName
    elongation: float
    """Moon minus Sun, 0 to below 360."""
    illuminated: float
    """Lit share of the disc, 0 to 1."""
    waxing: bool


@dataclass(frozen=True, slots=True)
class Provenance:
    """Which engine answered, so that a chart can be doubted later."""

    engine: Engine
    version: str
    """Version of the Swiss Ephemeris library."""
    returned_flag: int
    """Union of the flags that the library returned for the points of this chart."""
    files_verified: bool


@dataclass(frozen=True, slots=True)
class Chart:
    """A person's sky at birth."""

    inputs: ChartInputs
    provenance: Provenance
    instant: datetime
    """UTC; local noon when the time is unknown."""
    julian_day_ut: float
    zodiac: Zodiac
    ayanamsha: Ayanamsha | None
    ayanamsha_deg: float | None
    """Mean ayanamsha at `instant` (without nutation, as tables give it); no position is made by subtracting it."""
    node_kind: NodeKind
    placements: tuple[Placement, ...]
    """Sun to Pluto, Chiron where the files carry it, both shown nodes, and where the time is known Ascendant,
    Midheaven, Descendant, Imum Coeli and Vertex."""
    mean_node: Position
    true_node: Position
    houses: Houses | None
    aspects: tuple[Aspect, ...]
    """Tightest first, relative to the allowed orb."""
    drishti: tuple[Drishti, ...]
    """Vedic charts only."""
    dasha: Vimshottari | None
    """Vedic charts with a known time only."""
    moon_phase: MoonPhase
    """At `instant`."""
    moon_phases: tuple[PhaseName, ...]
    """The names that the phase can have at any time that the birth may have had, in order; one for an exact time."""
    notes: tuple[Note, ...]

    def find(self, point: Point) -> Placement | None:
        """The placement of `point`, or None where this chart has none."""
        return next((placement for placement in self.placements if placement.point is point), None)

    def place(self, point: Point) -> Placement:
        """The placement of a point that every chart has (Sun to Pluto, nodes); KeyError for others that are missing."""
        if (found := self.find(point)) is None:
            raise KeyError(point)
        return found

    @property
    def has_time(self) -> bool:
        """Whether there are an Ascendant and houses."""
        return self.houses is not None
