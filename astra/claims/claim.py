"""What a sentence claims of the sky, as values: which points, what of them, in whose sky, and when."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from astra.chart.zodiac import Point
from astra.claims.dates import DateMention


class Kind(StrEnum):
    """What is claimed."""

    SIGN = "sign"
    HOUSE = "house"
    NAKSHATRA = "nakshatra"
    PADA = "pada"
    DEGREE = "degree"
    ELEMENT = "element"
    COUNT = "count"
    RETROGRADE = "retrograde"
    ASPECT = "aspect"
    HOUSE_SIGN = "house_sign"
    EMPTY_HOUSE = "empty_house"
    IDENTITY = "identity"
    DASHA = "dasha"
    SADE_SATI = "sade_sati"
    INGRESS = "ingress"
    STATION = "station"
    PHASE = "phase"
    ECLIPSE = "eclipse"


class Frame(StrEnum):
    """Whose sky: that of the birth, or the one overhead at a date."""

    NATAL = "natal"
    SKY = "sky"


@dataclass(frozen=True, slots=True)
class Slot:
    """The words that a repair would replace: token indexes, both included."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim. `frames` are tried in order and one that fits is enough; `options` are further values joined by "or".

    `second` is the other point of an aspect, with its own frames. What `value` is depends on the kind: a sign, a house
    number, an aspect's name, True for retrograde, the lords of a dasha.
    """

    kind: Kind
    points: tuple[Point, ...]
    value: Any
    slot: Slot
    frames: tuple[Frame, ...] = (Frame.NATAL,)
    options: tuple[Any, ...] = ()
    negated: bool = False
    second: Point | None = None
    second_frames: tuple[Frame, ...] = ()
    when: DateMention | None = None
    role: str = ""
    """For a date: `at`, `start`, `end`; for an ingress: `enter`, `leave`, `until`."""
    tense: str = ""
    """`now`, `past`, `future`, or empty where the sentence leaves it open."""
    zodiac: str = ""
    """`tropical` or `sidereal` where the sentence names one."""
    base: Point | None = None
    """What a house is counted from, where it is not the Ascendant."""
    dates: tuple[tuple[str, DateMention], ...] = ()
