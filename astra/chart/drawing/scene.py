"""What the pictures show of a chart: marks on the zodiac, lines between them, houses, in plain values."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from astra.chart.drawing.svg import Colour
from astra.chart.model import Aspect, AspectKind, Chart, Placement
from astra.chart.zodiac import ANGLES, PLANETS, SIGNS, Point, Sign, sign_number, sign_of

DRAWN = frozenset({*PLANETS, Point.CHIRON, Point.NORTH_NODE, Point.SOUTH_NODE})
SHOWN_ANGLES = frozenset({Point.ASCENDANT, Point.MIDHEAVEN})
_MIRRORED = (ANGLES - SHOWN_ANGLES) | {Point.SOUTH_NODE}
"""Points whose aspects only repeat those of the point across from them."""


class Tone(StrEnum):
    """How an aspect reads."""

    UNION = "union"
    TENSE = "tense"
    EASY = "easy"
    MINOR = "minor"


TONES = {
    AspectKind.CONJUNCTION: Tone.UNION,
    AspectKind.OPPOSITION: Tone.TENSE,
    AspectKind.SQUARE: Tone.TENSE,
    AspectKind.TRINE: Tone.EASY,
    AspectKind.SEXTILE: Tone.EASY,
}
"""Those that are not here are minor."""
TONE_COLOUR = {
    Tone.UNION: Colour.BRASS,
    Tone.TENSE: Colour.TENSE,
    Tone.EASY: Colour.EASY,
    Tone.MINOR: Colour.MINOR,
}
TONE_DASH = {Tone.UNION: None, Tone.TENSE: None, Tone.EASY: "7 3", Tone.MINOR: "2 3"}


@dataclass(frozen=True, slots=True)
class Mark:
    """A body on the zodiac: `longitude` in degrees of the zodiac in use; `says` is read out and shown on pointing."""

    point: Point
    longitude: float
    retrograde: bool
    says: str
    span: tuple[float, float] | None = None
    """Where it may be, where the time of birth leaves its sign open."""

    @property
    def sign(self) -> Sign:
        """The sign it is shown in."""
        return sign_of(self.longitude)

    @property
    def shown_degree(self) -> str:
        """Whole degrees in the sign, cut off as charts print them; with a question mark where the sign is open."""
        return f"{int(self.longitude % 30)}°{'?' if self.span else ''}"


@dataclass(frozen=True, slots=True)
class Line:
    """An aspect between two points; `strength` is 1 when exact and 0 at the edge of its orb."""

    first: Point
    second: Point
    tone: Tone
    strength: float
    says: str


def name_point(point: Point, *, vedic: bool = False) -> str:
    """`North Node`, or `Rahu` in a vedic chart."""
    if vedic and point in {Point.NORTH_NODE, Point.SOUTH_NODE}:
        return "Rahu" if point is Point.NORTH_NODE else "Ketu"
    return str(point).replace("_", " ").title()


def write_degree(longitude: float) -> str:
    """A longitude as charts print it: `14°05′ Taurus`, cut off to the minute."""
    minutes = int(longitude % 360 * 60 + 1e-9) % 21_600
    sign, rest = divmod(minutes, 1800)
    return f"{rest // 60}°{rest % 60:02d}′ {SIGNS[sign].title()}"


def read_marks(placements: Iterable[Placement], *, vedic: bool = False) -> tuple[Mark, ...]:
    """The bodies among `placements`; angles are drawn by themselves."""
    return tuple(
        Mark(
            point=placement.point,
            longitude=placement.longitude,
            retrograde=placement.retrograde and placement.point not in {Point.NORTH_NODE, Point.SOUTH_NODE},
            says=_describe(placement, vedic=vedic),
            span=_read_span(placement),
        )
        for placement in placements
        if placement.point in DRAWN
    )


def read_lines(aspects: Iterable[Aspect]) -> tuple[Line, ...]:
    """The aspects worth a line, the weakest first so that the strongest lie on top; those in doubt are left out."""
    kept = [a for a in aspects if a.certain and a.first not in _MIRRORED and a.second not in _MIRRORED]
    lines = [
        Line(
            first=aspect.first,
            second=aspect.second,
            tone=TONES.get(aspect.kind, Tone.MINOR),
            strength=max(0.0, 1 - abs(aspect.orb) / aspect.allowed_orb),
            says=f"{name_point(aspect.first)} {aspect.kind} {name_point(aspect.second)}, orb {abs(aspect.orb):.1f}°",
        )
        for aspect in kept
    ]
    return tuple(sorted(lines, key=lambda line: line.strength))


def describe_chart(chart: Chart) -> str:
    """What a picture of this chart shows, in a sentence for those who don't see it."""
    vedic = chart.ayanamsha is not None
    said = [mark.says for mark in read_marks(chart.placements, vedic=vedic)]
    if (ascendant := chart.find(Point.ASCENDANT)) is not None:
        said.insert(0, f"Ascendant {write_degree(ascendant.longitude)}")
    else:
        said.append("time of birth unknown: no Ascendant and no houses")
    return "; ".join(said) + "."


def group_by_sign(marks: Iterable[Mark]) -> dict[int, list[Mark]]:
    """The marks of each sign (0 Aries to 11 Pisces), in order of their degrees."""
    groups: dict[int, list[Mark]] = {index: [] for index in range(12)}
    for mark in sorted(marks, key=lambda mark: mark.longitude):
        groups[sign_number(mark.sign)].append(mark)
    return groups


def _describe(placement: Placement, *, vedic: bool) -> str:
    said = f"{name_point(placement.point, vedic=vedic)} {write_degree(placement.longitude)}"
    if placement.house is not None:
        said += f", house {placement.house}"
    if placement.retrograde and placement.point not in {Point.NORTH_NODE, Point.SOUTH_NODE}:
        said += ", retrograde"
    if not placement.is_sign_certain and placement.spread is not None:
        said += f" (or {' or '.join(sign.title() for sign in placement.spread.signs if sign is not placement.sign)})"
    return said


def _read_span(placement: Placement) -> tuple[float, float] | None:
    if placement.spread is None or placement.is_sign_certain:
        return None
    return placement.spread.longitude_from, placement.spread.longitude_to
