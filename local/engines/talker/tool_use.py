"""When a message plainly asks for a tool, and what its arguments are. In doubt the talker uses words."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

from local.engines.talker.reading import Talk
from local.engines.talker.rules.search import content_words, stem

_NAME_PART = re.compile(r"[A-Z]?[a-z]+|\d+")
_PLAIN_VERBS = frozenset(
    {"get", "fetch", "lookup", "look", "find", "show", "make", "do", "run", "call", "current", "query"}
)
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_QUOTED = re.compile(r"[\"“']([^\"”']{1,200})[\"”']")
_AFTER = re.compile(
    r"\b(?:in|for|about|of|to|at|on|called|named|with|from)\s+(?:the\s+|my\s+)?([^,.!?]{2,80}?)\s*(?:[,.!?]|$)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class ToolOffer:
    """A tool the talker may call; `must` when the request insists. `parameters` is a JSON schema."""

    name: str
    description: str
    parameters: dict[str, Any]
    must: bool = False


@dataclass(frozen=True, slots=True)
class ToolUse:
    """A call with its arguments."""

    name: str
    arguments: dict[str, Any]


def choose_tool(talk: Talk, offers: Sequence[ToolOffer]) -> ToolUse | None:
    """The call that the message asks for, else None."""
    ranked = sorted(offers, key=lambda offer: -_match(talk, offer))
    for offer in ranked:
        if not offer.must and _match(talk, offer) < 1.0:
            return None
        arguments = _fill(talk, offer)
        if arguments is not None:
            return ToolUse(offer.name, arguments)
        if offer.must:
            return ToolUse(offer.name, _empty(offer))
    return None


def _match(talk: Talk, offer: ToolOffer) -> float:
    """1 or more when every telling word of the tool's name is said; less when only some are."""
    telling = [part.lower() for part in _NAME_PART.findall(offer.name) if part.lower() not in _PLAIN_VERBS]
    said = {stem(word) for word in talk.words}
    shared = sum(stem(word) in said for word in telling)
    described = sum(stem(word) in said for word in set(content_words(offer.description.lower().split())))
    return (shared / len(telling) if telling else 0.0) + 0.01 * described


def _fill(talk: Talk, offer: ToolOffer) -> dict[str, Any] | None:
    properties = cast("dict[str, dict[str, Any]]", offer.parameters.get("properties", {}))
    required = set(cast("list[str]", offer.parameters.get("required", [])))
    arguments: dict[str, Any] = {}
    for name, schema in properties.items():
        value = _find_value(talk, schema)
        if value is not None and (name in required or schema.get("enum")):
            arguments[name] = value
        elif name in required:
            return None
    return arguments


def _find_value(talk: Talk, schema: dict[str, Any]) -> object:
    if choices := cast("list[object]", schema.get("enum")):
        return next((choice for choice in choices if str(choice).lower() in talk.said.lower()), None)
    kind = schema.get("type", "string")
    if kind in {"integer", "number"}:
        match = _NUMBER.search(talk.said)
        if match is None:
            return None
        return int(float(match.group())) if kind == "integer" else float(match.group())
    if kind == "boolean":
        return True
    if kind == "string":
        match = _QUOTED.search(talk.said) or _AFTER.search(talk.said)
        return match.group(1).strip() if match else None
    return None


def _empty(offer: ToolOffer) -> dict[str, Any]:
    blanks: dict[object, object] = {"integer": 0, "number": 0, "boolean": False, "array": [], "object": {}}
    properties = cast("dict[str, dict[str, Any]]", offer.parameters.get("properties", {}))
    required = cast("list[str]", offer.parameters.get("required", []))
    return {
        name: value
        if (value := _find_value_or_none(properties.get(name, {}))) is not None
        else blanks.get(properties.get(name, {}).get("type"), "")
        for name in required
    }


def _find_value_or_none(schema: dict[str, Any]) -> object:
    choices = cast("list[object]", schema.get("enum") or [])
    return choices[0] if choices else None
