"""When a question about the sky is better looked up: a day, a date, another app, the calendar of the day."""

import re
from collections.abc import Sequence
from typing import Any, Final

from local.engines.talker.lexicon import load_pattern
from local.engines.talker.reading import Talk
from local.engines.talker.sky.asked_day import days_ahead
from local.engines.talker.sky.questions import asked_bodies
from local.engines.talker.tool_use import ToolOffer, ToolUse

_SKY = load_pattern("sky")
_WHEN: Final = re.compile(r"\b(?:when|kab)\b|कब", re.IGNORECASE)
_SIGN: Final = re.compile(
    r"\b(aries|taurus|gemini|cancer|leo|virgo|libra|scorpio|sagittarius|capricorn|aquarius|pisces)\b", re.IGNORECASE
)
_APP: Final = re.compile(r"\b(?:other|another|different|doosr[ai]) (?:app|site|website|astrologer)\b", re.IGNORECASE)
_CALENDAR: Final = re.compile(r"\b(?:panchang\w*|tithi)\b|पंचांग|तिथि", re.IGNORECASE)
_PLAIN_WHENS: Final = {
    "eclipse": re.compile(r"\beclipse|grahan|ग्रहण", re.IGNORECASE),
    "phase": re.compile(r"\b(?:full|new) moon|purnima|amavasya", re.IGNORECASE),
}
_PERIOD: Final = re.compile(r"\bdasha|dasa|period|दशा", re.IGNORECASE)
_TURN: Final = re.compile(r"\b(retrograde|vakri|direct|margi)\b", re.IGNORECASE)


def choose_sky_tool(talk: Talk, offers: Sequence[ToolOffer]) -> ToolUse | None:
    """The call that a question about the sky asks for, else None."""
    names = {offer.name for offer in offers}
    text = talk.said
    if "panchanga_of" in names and _CALENDAR.search(text):
        return ToolUse("panchanga_of", {})
    if "when_does" in names and _WHEN.search(text) and (arguments := _when_arguments(text)):
        return ToolUse("when_does", arguments)
    if "other_app" in names and _APP.search(text) and (arguments := _app_arguments(text)):
        return ToolUse("other_app", arguments)
    if "when_does" in names and _PLAIN_WHENS["phase"].search(text):
        return ToolUse("when_does", {"what": "phase"})
    days = _days_ahead(talk)
    if "transits_on" in names and days is not None and (_SKY.search(text) or _was_about_sky(talk)):
        return ToolUse("transits_on", {"days_ahead": days})
    return None


def _days_ahead(talk: Talk) -> int | None:
    """How far the day is that is asked about; "is … retrograde" means now."""
    days = days_ahead(talk.said, talk.today)
    is_now = re.match(r"(?:and )?(?:is|are)\b", talk.said, re.IGNORECASE) and _TURN.search(talk.said)
    return 0 if days is None and is_now and " my " not in talk.said.lower() else days


def _when_arguments(text: str) -> dict[str, Any] | None:
    for what, pattern in _PLAIN_WHENS.items():
        if pattern.search(text):
            return {"what": what}
    bodies = asked_bodies(text)
    if not bodies:
        return None
    point = {"Rahu": "north_node", "Ketu": "south_node"}.get(bodies[0], bodies[0].lower())
    more = _kind_of_when(text)
    return {**more, "point": point} if more is not None else None


def _kind_of_when(text: str) -> dict[str, Any] | None:
    if _PERIOD.search(text):
        return {"what": "period"}
    if turn := _TURN.search(text):
        backwards = turn.group(1).lower() in {"retrograde", "vakri"}
        return {"what": "station", "turns": "retrograde" if backwards else "direct"}
    if sign := _SIGN.search(text):
        return {"what": "sign_change", "sign": sign.group(1).lower()}
    return {"what": "return"} if re.search(r"\breturns?\b", text, re.IGNORECASE) else None


def _app_arguments(text: str) -> dict[str, Any] | None:
    bodies, sign = asked_bodies(text), _SIGN.search(text)
    if not bodies or sign is None:
        return None
    point = {"Rahu": "north_node", "Ketu": "south_node"}.get(bodies[0], bodies[0].lower())
    return {"point": point, "sign": sign.group(1).lower()}


def _was_about_sky(talk: Talk) -> bool:
    recent = [turn.text for turn in talk.recent[-2:]]
    return len(talk.words) <= 8 and any(_SKY.search(text) for text in recent)
