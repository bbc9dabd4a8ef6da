"""Makes the questions and refusals: which prompt line words them, and what each answer settles."""

from datetime import date

from astra.birth.model import BirthDetails, BirthTime, Impossible, Option, Question, QuestionKind
from astra.birth.words.calendar import MONTH_NAMES
from astra.contracts.astro import BirthField, TimePrecision
from astra.places import Place, Resolution

OLDEST = date(1800, 1, 1)
_MAX_OPTIONS = 3
_MORNING = ("am", "a.m", "morning", "subah", "savere", "early", "सुबह")
_EVENING = ("pm", "p.m", "evening", "night", "afternoon", "shaam", "sham", "raat", "dopahar", "शाम", "रात", "दोपहर")


def say_date(day: date) -> str:
    """`14 May 1996`."""
    return f"{day.day} {MONTH_NAMES[day.month - 1]} {day.year}"


def say_time(birth_time: BirthTime) -> str:
    """`7:20 AM`, `about 7 AM`, `unknown`."""
    if birth_time.clock is None:
        return "unknown"
    hour, minute = birth_time.clock.hour, birth_time.clock.minute
    shown = f"{hour % 12 or 12}:{minute:02d} {'AM' if hour < 12 else 'PM'}"
    return shown if birth_time.precision is TimePrecision.EXACT else f"about {shown}"


def ask_date_order(readings: tuple[date, ...], quote: str) -> Question:
    """Which of two dates 03-04-1996 is, or which century a two-digit year is of."""
    options = tuple(
        Option(
            say_date(day), (MONTH_NAMES[day.month - 1].casefold(), say_date(day).casefold(), str(day.year)), date=day
        )
        for day in readings[:_MAX_OPTIONS]
    )
    words = (("first", options[0].label), ("second", options[1].label))
    return Question(QuestionKind.DATE_ORDER, BirthField.DATE, "birth_ask_date_order", words, options, quote)


def ask_date_rest(day: int | None, month: int | None, year: int | None, quote: str) -> Question:
    """The rest of half a date."""
    known = " ".join(
        part for part in (str(day or ""), MONTH_NAMES[month - 1] if month else "", str(year or "")) if part
    )
    line = "birth_ask_year" if year is None else "birth_ask_day"
    return Question(
        QuestionKind.DATE_REST, BirthField.DATE, line, (("known", known),), quote=quote, day=day, month=month, year=year
    )


def ask_half_of_day(morning: BirthTime, evening: BirthTime, quote: str) -> Question:
    """Morning or evening."""
    options = (
        Option(say_time(morning), _MORNING, time=morning),
        Option(say_time(evening), _EVENING, time=evening),
    )
    spoken = say_time(morning).removesuffix(" AM").removeprefix("about ")
    return Question(
        QuestionKind.HALF_OF_DAY, BirthField.TIME, "birth_ask_half_of_day", (("time", spoken),), options, quote
    )


def ask_place(resolution: Resolution, quote: str) -> Question:
    """Which of several places, whether a place that sounds like it, or which town in a region."""
    if resolution.region:
        return Question(
            QuestionKind.PLACE_REGION, BirthField.PLACE, "birth_ask_town", (("region", resolution.region),), quote=quote
        )
    if resolution.namesakes:
        options = tuple(_place_option(place) for place in resolution.namesakes)
        return Question(
            QuestionKind.WHICH_PLACE, BirthField.PLACE, "birth_ask_which_place", _name(options), options, quote
        )
    options = tuple(_place_option(place) for place in resolution.nearest)
    line = "birth_ask_nearest_place" if options else "birth_ask_place_again"
    said = (("said", quote),)
    words = said + _name(options[:1]) if options else said
    return Question(QuestionKind.PLACE_UNKNOWN, BirthField.PLACE, line, words, options[:1], quote)


def _place_option(place: Place) -> Option:
    return Option(place.label, tuple(part.casefold() for part in (place.admin, place.country) if part), place=place)


def _name(options: tuple[Option, ...]) -> tuple[tuple[str, str], ...]:
    return tuple(zip(("first", "second", "third"), (option.label for option in options[:_MAX_OPTIONS]), strict=False))


def ask_contradiction(field: BirthField, new: Option, old: Option, quote: str) -> Question:
    """Which of two values holds; the old one stands until it is answered."""
    words = (("first", old.label), ("second", new.label))
    return Question(QuestionKind.CONTRADICTION, field, "birth_ask_contradiction", words, (old, new), quote)


def confirm_date(day: date, today: date) -> Question | Impossible:
    """A date that came from elsewhere, the Google account, put to the person; nothing is saved until they say yes."""
    if (refusal := refuse_date(day, today, say_date(day))) is not None:
        return refusal
    words = (("date", say_date(day)),)
    options = (Option(say_date(day), (say_date(day).casefold(),), date=day),)
    return Question(QuestionKind.CONFIRM_DATE, BirthField.DATE, "birth_confirm_date", words, options)


def refuse_date(day: date, today: date, quote: str) -> Impossible | None:
    """Why nobody can be born on `day`, if so."""
    if day > today:
        return Impossible(BirthField.DATE, "birth_impossible_future", (("date", say_date(day)),), quote)
    if day < OLDEST:
        return Impossible(BirthField.DATE, "birth_impossible_early", (("date", say_date(day)),), quote)
    return None


def refuse_no_date(quote: str) -> Impossible:
    """There is no such day in any calendar."""
    return Impossible(BirthField.DATE, "birth_impossible_date", (("said", quote),), quote)


def refuse_no_time(quote: str) -> Impossible:
    """No clock shows that."""
    return Impossible(BirthField.TIME, "birth_impossible_time", (("said", quote),), quote)


def keep_open(details: BirthDetails, kinds: frozenset[QuestionKind]) -> tuple[Question, ...]:
    """The open questions but those of `kinds`."""
    return tuple(question for question in details.open_questions if question.kind not in kinds)
