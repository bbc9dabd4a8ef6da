"""What is known of a person's birth: each piece with the words it came from, and what is still to be asked."""

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Generic, TypeVar

from astra.contracts.astro import Ayanamsha, BirthField, HouseSystem, System, TimePrecision
from astra.places import Place


class Origin(StrEnum):
    """Where a piece came from."""

    SAID = "said"
    """Spoken or typed in a conversation."""
    FORM = "form"
    """Entered by hand on the profile page."""
    GOOGLE = "google"
    """Proposed by the Google account and confirmed by the person."""


ValueT = TypeVar("ValueT")


@dataclass(frozen=True, slots=True)
class Said(Generic[ValueT]):
    """A piece with its receipt: `quote` is the stretch of the person's words, verbatim, that it was read from."""

    value: ValueT
    quote: str
    origin: Origin = Origin.SAID


@dataclass(frozen=True, slots=True)
class BirthTime:
    """A time on the clock of the place. `clock` is None when unknown; an "about" is `clock` ± `margin_min` minutes."""

    precision: TimePrecision
    clock: dt.time | None = None
    margin_min: int = 0


@dataclass(frozen=True, slots=True)
class ZoneHint:
    """A zone as the person named it: an IANA `name`, an `offset_s` east of Greenwich, or an `abbreviation`."""

    name: str = ""
    offset_s: int | None = None
    abbreviation: str = ""
    confirmed: bool = False
    """Asked about and meant, though the zone of the place is another."""


class CityTime(StrEnum):
    """Which of two clocks a town in India went by, where no database says; see `SettledTime`."""

    STANDARD = "standard"
    CITY = "city"
    """Bombay Time (+4:51) or Calcutta Time (+5:53:20), by the place."""


class QuestionKind(StrEnum):
    """What a question is about; `Question.line` is the prompt file that words it."""

    DATE_ORDER = "date_order"
    """03-04-1996: the third of April or the fourth of March."""
    DATE_REST = "date_rest"
    """Half a date: a day without a year, a year without a day."""
    HALF_OF_DAY = "half_of_day"
    """7:20, morning or evening."""
    WHICH_PLACE = "which_place"
    PLACE_UNKNOWN = "place_unknown"
    """No place is called so; `options` are the nearest by sound, which may be none."""
    PLACE_REGION = "place_region"
    """A state or country was named: which town in it."""
    REPEATED_HOUR = "repeated_hour"
    """The clock went back and showed that time twice."""
    ZONE_CONFLICT = "zone_conflict"
    """The zone that was named is not the one of the place."""
    CITY_TIME = "city_time"
    """Bombay Time or Calcutta Time, or the Standard Time of India."""
    CONTRADICTION = "contradiction"
    """Two different values were given for one piece."""
    CONFIRM_DATE = "confirm_date"
    """A date that came from elsewhere is to be confirmed."""


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to a question: `label` for a button or the voice, `words` that pick it, and what it settles."""

    label: str
    words: tuple[str, ...] = ()
    date: dt.date | None = None
    time: BirthTime | None = None
    place: Place | None = None
    zone: ZoneHint | None = None
    fold: int | None = None
    city_time: CityTime | None = None
    keep: bool = False
    """The option that leaves what is known as it is."""


@dataclass(frozen=True, slots=True)
class Question:
    """One short question. `line` and `variables` word it (`word_question`); `quote` is what raised it."""

    kind: QuestionKind
    field: BirthField
    line: str
    variables: tuple[tuple[str, str], ...] = ()
    options: tuple[Option, ...] = ()
    quote: str = ""
    day: int | None = None
    month: int | None = None
    year: int | None = None
    """What is known of half a date."""


@dataclass(frozen=True, slots=True)
class Impossible:
    """Something that can't be, in a clear word (`word_impossible`); nothing of it was saved."""

    field: BirthField
    line: str
    variables: tuple[tuple[str, str], ...] = ()
    quote: str = ""


@dataclass(frozen=True, slots=True)
class BirthDetails:
    """All that is known, and `open_questions` in the order in which they are to be asked, one at a time."""

    date: Said[dt.date] | None = None
    time: Said[BirthTime] | None = None
    place: Said[Place] | None = None
    zone: Said[ZoneHint] | None = None
    system: Said[System] | None = None
    ayanamsha: Said[Ayanamsha] | None = None
    house_system: Said[HouseSystem] | None = None
    fold: Said[int] | None = None
    """Which showing of a repeated hour: 0 the first, 1 the second; only once asked."""
    city_time: Said[CityTime] | None = None
    open_questions: tuple[Question, ...] = field(default=())


class Piece(StrEnum):
    """The parts of `BirthDetails` that a text can give."""

    DATE = "date"
    TIME = "time"
    PLACE = "place"
    ZONE = "zone"
    SYSTEM = "system"
    AYANAMSHA = "ayanamsha"
    HOUSE_SYSTEM = "house_system"
    FOLD = "fold"
    CITY_TIME = "city_time"


@dataclass(frozen=True, slots=True)
class Reading:
    """What a text gave: the details after it, which pieces it set, and at most one thing to say back.

    `question` is the next one to put (it stays in `details.open_questions` until answered). With `impossible`, the
    piece it names is as it was. With `about_someone_else`, birth details were told, but not the user's:
    nothing was taken.
    """

    details: BirthDetails
    taken: tuple[Piece, ...] = ()
    question: Question | None = None
    impossible: Impossible | None = None
    about_someone_else: bool = False
