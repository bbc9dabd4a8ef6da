"""JSON of the asked shape. A field whose name says what belongs into it gets it; everything else is honestly empty."""

import json
from typing import Any, cast

from local.engines.talker.reading import Talk

_REPLY_NAMES = frozenset({"reply", "answer", "response", "message", "text", "content"})
_TITLE_NAMES = frozenset({"title", "topic", "subject", "name"})
_TITLE_WORDS = 6
_MAX_DEPTH = 12


def fill_schema(schema: dict[str, Any], *, reply: str, talk: Talk) -> str:
    """A JSON text that fits `schema` (an object with a `reply` when there is none)."""
    if not schema:
        return json.dumps({"reply": reply}, ensure_ascii=False)
    return json.dumps(_Filler(schema, reply, talk).fill(schema, "", 0), ensure_ascii=False)


class _Filler:
    def __init__(self, root: dict[str, Any], reply: str, talk: Talk) -> None:
        self._root, self._reply, self._talk = root, reply, talk

    def fill(self, schema: dict[str, Any], name: str, depth: int) -> object:
        schema = self._resolve(schema)
        if depth > _MAX_DEPTH:
            return None
        if "const" in schema:
            return schema["const"]
        if choices := cast("list[object]", schema.get("enum")):
            return choices[0]
        if "default" in schema:
            return schema["default"]
        for key in ("anyOf", "oneOf", "allOf"):
            if options := cast("list[dict[str, Any]]", schema.get(key)):
                empty = next((option for option in options if option.get("type") == "null"), options[0])
                return self.fill(empty, name, depth + 1)
        return self._fill_type(schema, name, depth)

    def _fill_type(self, schema: dict[str, Any], name: str, depth: int) -> object:
        kind = schema.get("type", "object" if "properties" in schema else "string")
        if isinstance(kind, list):
            kind = "null" if "null" in kind else cast("list[str]", kind)[0]
        if kind == "object":
            properties = cast("dict[str, dict[str, Any]]", schema.get("properties", {}))
            return {key: self.fill(part, key, depth + 1) for key, part in properties.items()}
        if kind == "array":
            items = cast("dict[str, Any]", schema.get("items", {}))
            return [self.fill(items, name, depth + 1) for _ in range(int(schema.get("minItems", 0)))]
        if kind in {"number", "integer"}:
            return schema.get("minimum", 0)
        return {"boolean": False, "null": None}.get(str(kind), self._text(name) if kind == "string" else None)

    def _text(self, name: str) -> str:
        if name.lower() in _REPLY_NAMES:
            return self._reply
        if name.lower() in _TITLE_NAMES:
            first = next(iter([*self._talk.user_said(), self._talk.said]), "")
            return " ".join(first.split()[:_TITLE_WORDS])
        return ""

    def _resolve(self, schema: dict[str, Any]) -> dict[str, Any]:
        for _ in range(_MAX_DEPTH):
            reference = schema.get("$ref")
            if not isinstance(reference, str) or not reference.startswith("#/"):
                return schema
            target: Any = self._root
            for part in reference[2:].split("/"):
                target = cast("dict[str, Any]", target).get(part, {}) if isinstance(target, dict) else {}
            schema = cast("dict[str, Any]", target)
        return {}
