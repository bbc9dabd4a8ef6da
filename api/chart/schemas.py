"""Charts on the wire. Longitudes are degrees of the chart's own zodiac; moments are UTC."""

import datetime as dt
from typing import Literal

from pydantic import AwareDatetime

from api.birth.schemas import BirthForm
from astra.contracts.astro import (
    Ayanamsha,
    BirthField,
    ChartInputs,
    HouseSystem,
    NodeKind,
)
from astra.contracts.base import Wire

Style = Literal["wheel", "north", "south", "dasha"]
Side = Literal["own", "other"]


class UsedInputs(Wire):
    """All that a chart rests on, to be shown as it is."""

    given: ChartInputs
    instant: AwareDatetime
    julian_day_ut: float
    ayanamsha: Ayanamsha | None
    ayanamsha_deg: float | None
    houses: HouseSystem | None
    """Differs from the one asked for where that has no meaning (polar circles); null without a time."""
    nodes: NodeKind
    engine: str
    engine_version: str
    files_verified: bool


class PlacementAnswer(Wire):
    """One point. `signs` holds more than one where the time of birth leaves the sign open."""

    point: str
    longitude: float
    sign: str
    degree: float
    signs: list[str]
    house: int | None
    retrograde: bool
    stationary: bool
    dignity: str | None
    nakshatra: str | None
    pada: int | None
    navamsha: str | None
    dashamsha: str | None
    combust: bool = False
    """Too near the Sun to be seen; vedic charts only."""


class CuspAnswer(Wire):
    """Where a house begins."""

    house: int
    longitude: float
    sign: str


class AspectAnswer(Wire):
    """Two points within orb of an angle; `orb` in degrees from exactness."""

    first: str
    second: str
    kind: str
    orb: float
    applying: bool | None
    certain: bool


class PeriodAnswer(Wire):
    """A dasha; `parts` are those of the great period that is running, else empty."""

    lord: str
    start: AwareDatetime
    end: AwareDatetime
    running: bool
    parts: list["PeriodAnswer"]


class DashaAnswer(Wire):
    """Vimshottari from birth on; dates may be off by `margin_days` where the time is approximate."""

    balance_years: float
    margin_days: float
    periods: list[PeriodAnswer]


class PhaseAnswer(Wire):
    """The phase of the Moon."""

    name: str
    illuminated: float
    waxing: bool


class NoteAnswer(Wire):
    """What a reader must be told."""

    kind: str
    text: str


class ChartAnswer(Wire):
    """A whole chart."""

    inputs: UsedInputs
    zodiac: str
    placements: list[PlacementAnswer]
    cusps: list[CuspAnswer]
    aspects: list[AspectAnswer]
    dasha: DashaAnswer | None
    moon_phase: PhaseAnswer
    notes: list[NoteAnswer]
    told: str
    """The chart in a few spoken sentences."""


class ChartPage(Wire):
    """`GET /api/chart`: the chart, or what is missing for one."""

    chart: ChartAnswer | None
    missing: list[BirthField]


class ContactAnswer(Wire):
    """A moving point within orb of a point of the birth chart."""

    moving: str
    natal: str
    kind: str
    orb: float
    applying: bool
    certain: bool
    previous_exact: AwareDatetime | None
    next_exact: AwareDatetime | None


class IngressAnswer(Wire):
    """A point's next change of sign."""

    point: str
    at: AwareDatetime
    sign: str
    retrograde: bool


class TransitsAnswer(Wire):
    """`GET /api/chart/transits`: the sky of a day, taken at `at`, against the birth chart; contacts tightest first."""

    date: dt.date
    at: AwareDatetime
    placements: list[PlacementAnswer]
    contacts: list[ContactAnswer]
    retrograde: list[str]
    next_ingresses: list[IngressAnswer]
    moon_phase: PhaseAnswer
    saturn_from_moon: int


class CompareRequest(Wire):
    """`POST /api/chart/compare`: the other person's birth. Nothing of it is kept."""

    other: BirthForm


class OverlayAnswer(Wire):
    """Where a point of one falls in the other's houses; points whose house the hour decides are left out."""

    point: str
    house: int


class KootaAnswer(Wire):
    """One of the eight counts of guna milan; `bride` and `groom` are what the two Moons are in it."""

    name: str
    points: float
    most: float
    bride: str
    groom: str


class GunaAnswer(Wire):
    """The eight counts and their sum, of at most 36."""

    total: float
    most: float
    kootas: list[KootaAnswer]


class GunaPairAnswer(Wire):
    """Guna milan asks who is the bride: both ways of counting."""

    own_as_bride: GunaAnswer
    own_as_groom: GunaAnswer


class ComparisonAnswer(Wire):
    """Two charts side by side in the zodiac of one's own; in aspects `first` is one's own point."""

    aspects: list[AspectAnswer]
    other_in_own: list[OverlayAnswer]
    own_in_other: list[OverlayAnswer]
    moon_distance: int | None
    moon_distance_back: int | None
    other: UsedInputs
    other_placements: list[PlacementAnswer]
    open_moons: list[Side]
    """Whose birth time leaves the Moon's sign or nakshatra open."""
    gunas: GunaPairAnswer | None = None
    """Null where either Moon is open."""
