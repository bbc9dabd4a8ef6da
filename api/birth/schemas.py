"""Birth details on the wire: the profile form, what is pinned, the one question that is open, and places to choose."""

import datetime as dt
from typing import Annotated
from uuid import UUID

from pydantic import AwareDatetime, Field, model_validator

from astra.contracts.astro import Ayanamsha, BirthField, HouseSystem, System, TimePrecision
from astra.contracts.base import PlainText, Wire
from astra.contracts.errors import ErrorBody

MAX_PLACE_CHARS = 120


class TimeForm(Wire):
    """The time of birth on the clock of the place: exact, about (± `margin_min` minutes), or known to be unknown."""

    precision: TimePrecision
    clock: dt.time | None = None
    margin_min: Annotated[int, Field(ge=1, le=720)] | None = None

    @model_validator(mode="after")
    def _fits(self) -> "TimeForm":
        if (self.clock is None) != (self.precision is TimePrecision.UNKNOWN):
            raise ValueError("an unknown time has no clock; every other has one, such as 07:20")
        if self.clock is not None and self.clock.tzinfo is not None:
            raise ValueError("the clock of the place, without an offset")
        if self.margin_min is not None and self.precision is not TimePrecision.ABOUT:
            raise ValueError("only an approximate time has a margin")
        return self


class PlaceForm(Wire):
    """A place by name; `geoname_id` of a suggestion settles which of its namesakes."""

    name: Annotated[PlainText, Field(min_length=1, max_length=MAX_PLACE_CHARS)]
    geoname_id: int | None = None


class BirthForm(Wire):
    """`PUT /api/birth`: the whole form. What is null is not known, and unpins what was known before.

    `fold` (the first or second showing of a repeated hour) and `city_time` answer questions; see `BirthQuestion`.
    """

    date: dt.date | None = None
    time: TimeForm | None = None
    place: PlaceForm | None = None
    zone: Annotated[PlainText, Field(min_length=1, max_length=64)] | None = None
    """Only where it differs from the place's own: an IANA name, an abbreviation or an offset."""
    zone_confirmed: bool = False
    """The clock was set by `zone` although the place's own was another."""
    fold: Annotated[int, Field(ge=0, le=1)] | None = None
    city_time: Annotated[str, Field(pattern="^(standard|city)$")] | None = None
    system: System | None = None
    ayanamsha: Ayanamsha | None = None
    house_system: HouseSystem | None = None


class PieceReceipt(Wire):
    """Where a piece came from: `source` is voice, typed, form or google; `quote` are the person's own words."""

    source: str
    at: AwareDatetime
    session_id: UUID | None = None
    quote: str = ""


class PlaceAnswer(Wire):
    """A place of the gazetteer. `label` tells it apart from its namesakes."""

    geoname_id: int
    label: str
    name: str
    admin: str
    country: str
    latitude: float
    longitude: float
    population: int
    zone: str


class PlaceList(Wire):
    """`GET /api/places?q=`, best first."""

    items: list[PlaceAnswer]


class TimeAnswer(Wire):
    """A pinned time of birth."""

    precision: TimePrecision
    clock: str | None
    margin_min: int


class PinnedAnswer(Wire):
    """All that is pinned, each piece null where it is not known."""

    date: dt.date | None = None
    time: TimeAnswer | None = None
    place: PlaceAnswer | None = None
    zone: str | None = None
    zone_confirmed: bool = False
    fold: int | None = None
    city_time: str | None = None
    system: System | None = None
    ayanamsha: Ayanamsha | None = None
    house_system: HouseSystem | None = None


class FormPatch(Wire):
    """What choosing an option writes into the form; only what is set counts."""

    date: dt.date | None = None
    time: TimeForm | None = None
    place: PlaceForm | None = None
    zone: str | None = None
    zone_confirmed: bool | None = None
    fold: int | None = None
    city_time: str | None = None
    keep: bool = False
    """Leave what is known as it is."""


class BirthOption(Wire):
    """One answer to choose."""

    label: str
    patch: FormPatch


class BirthQuestion(Wire):
    """The one question that is open, worded, with answers to choose where there are some."""

    kind: str
    field: BirthField
    text: str
    options: list[BirthOption]


class BirthAnswer(Wire):
    """`GET /api/birth`, and what `PUT` answers."""

    pinned: PinnedAnswer
    receipts: dict[str, PieceReceipt]
    """By piece: date, time, place, zone, system, ayanamsha, house_system."""
    missing: list[BirthField]
    question: BirthQuestion | None
    has_chart: bool


class AmbiguousAnswer(Wire):
    """409: nothing was saved, because the form can be read in more than one way; choose and send it again."""

    error: ErrorBody
    question: BirthQuestion
