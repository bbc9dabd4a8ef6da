"""Believes of a model's analysis only what the person's own words bear out."""

import re
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from api.analysis.schemas import Analysed, FoundEvent, Heard
from api.extraction.quotes import holds_quote, is_asked, normalise
from api.extraction.when import Precision, Toward, When, resolve_when

MAX_OVERVIEW_CHARS = 800
MAX_UPDATE_CHARS = 600
_MAX_EVENTS = 60
_MAX_SENTENCES = 3
_MIN_SENTENCES = 2
_GROUNDED_SHARE = 0.5
_LIKELY_NOW = timedelta(days=7)
_SENTENCE = re.compile(r"[^.!?।]+(?:[.!?।]+(?=\s|$)|[.!?।]\S|$)+")
_NAME = re.compile(r"(?<=[\w,;:] )([A-Z][\w'’-]+)")
_SMALL_WORDS = """
    a an the and or of in on at to for with from by my our i me we is was were are be been has have had he she they
    it this that his her their its as about into got get new
"""
_CALENDAR_WORDS = """
    i monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december
"""
_SMALL = frozenset(_SMALL_WORDS.split())
_NOT_NAMES = frozenset(_CALENDAR_WORDS.split())


def _none_if_blank(value: object) -> object:
    return None if value == "" else value


class EventItem(BaseModel):
    """An event as the model wrote it; nothing in it is believed yet."""

    model_config = ConfigDict(extra="ignore", frozen=True, str_strip_whitespace=True)

    date: Annotated[str, Field(min_length=1, max_length=60)]
    desc: Annotated[str, Field(min_length=1, max_length=300)]
    astro_tie: Annotated[Annotated[str, Field(max_length=300)] | None, BeforeValidator(_none_if_blank)] = None
    quote: Annotated[Annotated[str, Field(max_length=2_000)] | None, BeforeValidator(_none_if_blank)] = None
    turn: str | None = None


def read_analysis(answer: Mapping[str, Any], heard: Mapping[str, Heard], known: str) -> Analysed | None:
    """What of the answer holds. `heard` is the session by label, `known` the overview so far.

    None when the answer has none of the three fields, and so is no answer to what was asked.
    """
    if not answer.keys() & {"events", "updated_overview", "contextual_update_text"}:
        return None
    raw = answer.get("events")
    items = [item for one in (raw[:_MAX_EVENTS] if isinstance(raw, list) else ()) if (item := _read_item(one))]
    events = {(e.turn_id, normalise(e.description)): e for item in items if (e := _verify_event(item, heard))}
    said = _list_words([known, *(one.text for one in heard.values())])
    overview = _list_true_sentences(answer.get("updated_overview"), said)[:_MAX_SENTENCES]
    update = _list_true_sentences(answer.get("contextual_update_text"), said)
    return Analysed(
        events=tuple(events.values()),
        overview=" ".join(overview)[:MAX_OVERVIEW_CHARS] if len(overview) >= _MIN_SENTENCES else "",
        update=" ".join(update)[:MAX_UPDATE_CHARS],
    )


def overlaps(one: str, other: str) -> bool:
    """Whether two lines tell of the same thing: half of the words of the shorter are in the longer."""
    first, second = _content(one), _content(other)
    shorter = min(len(first), len(second))
    return shorter > 0 and len(first & second) >= _GROUNDED_SHARE * shorter


def _read_item(raw: object) -> EventItem | None:
    try:
        return EventItem.model_validate(raw)
    except ValidationError:
        return None


def _verify_event(item: EventItem, heard: Mapping[str, Heard]) -> FoundEvent | None:
    source = _find_source(item, heard)
    if source is None:
        return None
    when = _date(item, source, heard)
    if when is None or when.day > source.at.date():
        return None
    quote = item.quote or source.text
    return FoundEvent(
        turn_id=source.turn_id,
        happened_on=when.day,
        precision=when.precision,
        description=(item.desc if overlaps(item.desc, source.text) else quote)[:300],
        astro_tie=item.astro_tie,
        quote=quote,
    )


def _find_source(item: EventItem, heard: Mapping[str, Heard]) -> Heard | None:
    """The user's message that the event is known from: the one quoted, else the one it plainly retells."""
    own = sorted((entry for entry in heard.items() if entry[1].is_user), key=lambda entry: entry[0] != item.turn)
    if item.quote is not None:
        quote = item.quote
        held = (one for _, one in own if holds_quote(one.text, quote) and not is_asked(one.text, quote))
        return next(held, None)
    wanted = _content(item.desc)
    shared = [(len(wanted & _content(one.text)), one) for _, one in own if not one.text.rstrip().endswith("?")]
    most = max((count for count, _ in shared), default=0)
    return next((one for count, one in shared if count == most), None) if most > 0 else None


def _date(item: EventItem, source: Heard, heard: Mapping[str, Heard]) -> When | None:
    """The date of an event, if the person's words give it: as they said it, or as a model counted it from them."""
    said_on = source.at.date()
    when = resolve_when(item.date, said_on, Toward.BACK)
    if when is None:
        return None
    own = [one for one in heard.values() if one.is_user]
    if not re.fullmatch(r"[\d-]+", item.date):
        return when if any(f" {normalise(item.date)} " in f" {normalise(one.text)} " for one in own) else None
    if timedelta(0) <= said_on - when.day <= _LIKELY_NOW:
        return when
    return when if any(_speaks_of(one, when) for one in own) else None


def _speaks_of(one: Heard, when: When) -> bool:
    if str(when.day.year) in one.text:
        return True
    told = resolve_when(one.text, one.at.date(), Toward.BACK)
    if told is None or told.day.year != when.day.year:
        return False
    return Precision.YEAR in {told.precision, when.precision} or told.day.month == when.day.month


def _list_true_sentences(value: object, said: set[str]) -> list[str]:
    """The sentences of a text that name nobody and nothing of whom nobody spoke."""
    if not isinstance(value, str):
        return []
    text = " ".join(value.replace("\x00", "").split())
    sentences = [match.strip() for match in _SENTENCE.findall(text)]
    return [one for one in sentences if one and _names_only(one, said)]


def _names_only(sentence: str, said: set[str]) -> bool:
    names = {normalise(re.sub(r"['’]s$", "", name)) for name in _NAME.findall(sentence)}
    return names - _NOT_NAMES <= said


def _list_words(texts: Sequence[str]) -> set[str]:
    return {word for text in texts for word in normalise(re.sub(r"['’]s\b", "", text)).split()}


def _content(text: str) -> set[str]:
    """The words that tell what a line is about, cut short so that "married" and "marry" come close."""
    return {word[:5] for word in normalise(text).split() if word not in _SMALL and len(word) > 2}
