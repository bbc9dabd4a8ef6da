"""What the mind is told of a person's birth and sky: plain values that cross between the processes."""

from datetime import date, time
from enum import StrEnum
from typing import Annotated

from pydantic import Field, WithJsonSchema

from astra.contracts.base import PlainText, Wire

LocalClock = Annotated[time, WithJsonSchema({"type": "string", "pattern": r"^\d{2}:\d{2}(:\d{2}(\.\d+)?)?$"})]
"""What a clock at the place shows: it has no zone, which JSON Schema's own format of a time demands."""


class TimePrecision(StrEnum):
    """How well the time of birth is known."""

    EXACT = "exact"
    ABOUT = "about"
    UNKNOWN = "unknown"


class System(StrEnum):
    """Which zodiac a person reads by."""

    WESTERN = "western"
    VEDIC = "vedic"


class Ayanamsha(StrEnum):
    """Where the sidereal zodiac begins."""

    LAHIRI = "lahiri"
    RAMAN = "raman"
    KRISHNAMURTI = "krishnamurti"
    FAGAN_BRADLEY = "fagan_bradley"


class HouseSystem(StrEnum):
    """How the sky is cut into houses."""

    WHOLE_SIGN = "whole_sign"
    PLACIDUS = "placidus"
    KOCH = "koch"
    EQUAL = "equal"
    SRIPATI = "sripati"


class NodeKind(StrEnum):
    """Which lunar node is shown."""

    MEAN = "mean"
    TRUE = "true"


class BirthField(StrEnum):
    """The pinned facts that can be missing, in the order in which they are asked for."""

    DATE = "date"
    TIME = "time"
    PLACE = "place"
    ZONE = "zone"
    SYSTEM = "system"


class ChartInputs(Wire):
    """All that a chart is computed from. `utc_offset_s` is settled: daylight saving, war time, local mean time and all.

    `time` is the clock's at the place, None when unknown; `time_margin_min` is the half width of an "about".
    """

    date: date
    time: LocalClock | None
    time_precision: TimePrecision
    time_margin_min: Annotated[int, Field(ge=0, le=720)] = 0
    latitude: Annotated[float, Field(ge=-90, le=90)]
    longitude: Annotated[float, Field(ge=-180, le=180)]
    place: Annotated[PlainText, Field(max_length=160)]
    zone: Annotated[PlainText, Field(max_length=64)]
    utc_offset_s: float
    """Seconds east of Greenwich at that moment; at noon when the time is unknown."""
    zone_rule: Annotated[PlainText, Field(max_length=64)]
    """How the offset was found: `zone`, `local_mean_time`, `war_time`, `given_offset`."""
    system: System
    ayanamsha: Ayanamsha | None
    house_system: HouseSystem
    node_kind: NodeKind | None = None
    """None: the system's own, true for western and mean for vedic."""


class AstroContext(Wire):
    """The astro part of block 4. Empty strings and lists where nothing is known."""

    inputs: ChartInputs | None = None
    pinned: tuple[str, ...] = ()
    """Lines such as `born 1996-05-14 07:20 (exact) in Mumbai, India (Asia/Kolkata), vedic, Lahiri`."""
    missing: tuple[BirthField, ...] = ()
    snapshot: str = ""
    transits: tuple[str, ...] = ()
    """Today's relevant transits, a line each."""
