"""The talker's door: messages in, an answer out."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from local.engines.talker.reading import Turn


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


@dataclass(frozen=True, slots=True)
class Answer:
    """Either words or calls."""

    text: str = ""
    calls: tuple[ToolUse, ...] = field(default=())


class Talker:
    """Rules, no model."""

    def reply(self, turns: Sequence[Turn], offers: Sequence[ToolOffer]) -> Answer:
        """The answer to the last user message."""
        said = next((turn.text for turn in reversed(turns) if turn.role == "user"), "")
        return Answer(text=f"You said: {said}")

    def fill_json(self, turns: Sequence[Turn], schema: dict[str, Any]) -> str:
        """A JSON text in the schema's shape."""
        return json.dumps({})
