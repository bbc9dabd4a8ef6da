"""The sky: only what the prompt says of it. No line about a planet, no sentence about a planet."""

import re

from local.engines.talker.lexicon import load_pattern
from local.engines.talker.reading import Talk
from local.engines.talker.rules.search import find_lines
from local.engines.talker.sky.contacts import tell_contacts
from local.engines.talker.sky.lines import Placed, SkyLines, read_sky
from local.engines.talker.sky.questions import (
    asked_bodies,
    asked_days_ahead,
    asked_house,
    asks_period,
    asks_whole,
    asks_why,
)
from local.engines.talker.sky.telling import list_fields, tell_angle, tell_house, tell_period, tell_placed
from local.engines.talker.wordings import phrase

_SKY = load_pattern("sky")
_NO_SKY_AFTER = re.compile(r"\b(house|houses|guru|mars bar)\b", re.IGNORECASE)
_GENERAL = frozenset({"chart", "birth", "sign", "horoscope", "natal", "astrology"})
_PLACED = load_pattern("placed")
_OPENERS = ("Ascendant", "Sun", "Moon")
_NOW_ASKED = re.compile(
    r"^(?:and |so )?(?:is|are) (?!my\b)(?:.*\bretrograde\b|(?:there|it) (?:a )?(?:full|new) moon)", re.IGNORECASE
)
_MOST_TOLD = 2


def answer(talk: Talk) -> str | None:
    """What the chart says of what is asked, or word that there is none and what it takes."""
    sky = read_sky(talk.facts)
    if sky.placed and (told := _answer_follow_up(talk, sky)) is not None:
        return told
    match = _SKY.search(talk.said)
    whole = asks_whole(talk.said)
    if not whole and (match is None or _is_no_sky(talk, match)):
        return None
    if sky.placed:
        return _answer_from(talk, sky)
    chart = [line for line in talk.facts if _PLACED.search(line)]
    if not chart:
        return _ask_for_details(talk, sky)
    return _quote_lines(talk, chart)


def _is_no_sky(talk: Talk, match: re.Match[str]) -> bool:
    """ "house" and "guru" alone are of this earth, unless a house is counted."""
    alone = _NO_SKY_AFTER.fullmatch(match.group()) is not None and len(_SKY.findall(talk.said)) == 1
    return alone and asked_house(talk.said) is None


def _answer_follow_up(talk: Talk, sky: SkyLines) -> str | None:
    """ "Why do you say that?" and "What about tomorrow?", right after something was said of the chart."""
    last = next(iter(reversed(talk.companion_said())), "")
    if not _SKY.search(last) or len(talk.words) > 10:
        return None
    if asks_why(talk.said):
        return _give_reasons(talk, sky, last)
    return _tell_day(talk, sky) if asked_days_ahead(talk.said) is not None else None


def _answer_from(talk: Talk, sky: SkyLines) -> str:
    if _NOW_ASKED.search(talk.said):
        return _tell_now(talk)
    house, bodies = asked_house(talk.said), asked_bodies(talk.said)
    if house is not None:
        return _tell_house(talk, sky, house)
    if asks_period(talk.said):
        return _tell_periods(talk, sky)
    if asked_days_ahead(talk.said) is not None:
        return _tell_day(talk, sky)
    if bodies:
        return _tell_bodies(talk, sky, bodies)
    return _read_whole(talk, sky)


def _tell_now(talk: Talk) -> str:
    """What the prompt's lines on today's sky say of planets that run backwards; else an open no."""
    bodies = asked_bodies(talk.said)
    listed = next((line for line in talk.facts if line.startswith("Retrograde now: ")), None)
    if listed is None or not bodies or bodies == ["Moon"]:
        return phrase(talk, "chart_no_transits")
    is_back = bodies[0] in listed
    return f"{'Yes' if is_back else 'No'}, {bodies[0]} is {'' if is_back else 'not '}retrograde today."


def _tell_house(talk: Talk, sky: SkyLines, house: int) -> str:
    if all(placed.house is None for placed in sky.placed):
        return phrase(talk, "chart_no_time")
    return tell_house(house, [placed for placed in sky.placed if placed.house == house], talk.language)


def _tell_bodies(talk: Talk, sky: SkyLines, bodies: list[str]) -> str:
    found = [placed for name in bodies if (placed := sky.find(name)) is not None]
    if found:
        return " ".join(tell_placed(placed, talk.language) for placed in found[:_MOST_TOLD])
    if {"Ascendant", "Midheaven"} & set(bodies):
        return phrase(talk, "chart_no_time")
    return phrase(talk, "chart_missing", asked=bodies[0])


def _read_whole(talk: Talk, sky: SkyLines) -> str:
    """A small reading: the three openers, the tightest aspect, the period that runs."""
    told = [placed for name in _OPENERS if (placed := sky.find(name)) is not None]
    lines = [tell_placed(placed, talk.language) for placed in told]
    lines += [tell_angle(angle, talk.language) for angle in sky.angles[:1]]
    lines += [tell_period(*period, talk.language) for period in sky.periods[:1]]
    if not any(placed.name in {"Ascendant", "Lagna"} for placed in told):
        lines.append(phrase(talk, "chart_no_time"))
    return " ".join([phrase(talk, "chart_reading"), *lines])


def _give_reasons(talk: Talk, sky: SkyLines, last: str) -> str:
    """The placements that the last words spoke of, without their meaning."""
    named = set(asked_bodies(last))
    reasons = [placed for placed in sky.placed if _common_name(placed) in named][:_MOST_TOLD]
    reasons = reasons or [placed for name in _OPENERS if (placed := sky.find(name)) is not None][:_MOST_TOLD]
    lines = " ".join(tell_placed(placed, talk.language, with_meaning=False) for placed in reasons)
    return phrase(talk, "chart_why", lines=lines)


def _common_name(placed: Placed) -> str:
    return {"Lagna": "Ascendant", "North Node": "Rahu", "South Node": "Ketu"}.get(placed.name, placed.name)


def _tell_periods(talk: Talk, sky: SkyLines) -> str:
    if not sky.periods:
        return phrase(talk, "chart_no_period")
    return " ".join(tell_period(*period, talk.language) for period in sky.periods[:_MOST_TOLD])


def _tell_day(talk: Talk, sky: SkyLines) -> str:
    """Today's transits, where the prompt has them; another day is not guessed at."""
    days = asked_days_ahead(talk.said) or 0
    if not sky.transits:
        return phrase(talk, "chart_no_transits")
    lines = " ".join(tell_contacts(sky.transits, talk.today, talk.today, talk.language))
    return phrase(talk, "chart_today" if days == 0 else "chart_other_day", lines=lines)


def _ask_for_details(talk: Talk, sky: SkyLines) -> str:
    if not sky.missing:
        return phrase(talk, "chart_none")
    fields = list_fields(sky.missing, talk.language, as_list=sky.as_list)
    return phrase(talk, "chart_ask_list" if sky.as_list else "chart_ask", fields=fields)


def _quote_lines(talk: Talk, chart: list[str]) -> str:
    """Lines of a chart in a form of somebody else's: read out as they are."""
    asked = [found for found in re.findall(r"[^\W_]+", talk.said) if _SKY.search(found) or _PLACED.search(found)]
    specific = [word for word in asked if word.lower() not in _GENERAL]
    found = find_lines([word.lower() for word in specific], chart, _MOST_TOLD) if specific else chart[:_MOST_TOLD]
    if not found:
        return phrase(talk, "chart_missing", asked=specific[0])
    return phrase(talk, "chart", lines=" ".join(line if line.endswith(".") else f"{line}." for line in found))
