"""How the parts of the product fare, and what can be set for better ones."""

from typing import Literal

from astra.contracts.base import Wire

PartName = Literal["database", "rooms", "worker", "stt", "llm", "tts"]
StandinName = Literal["rooms", "stt", "llm", "tts", "memory"]


class PartState(Wire):
    """One part: the real thing, a stand-in, or broken; `reason` says why, or what is not at its best."""

    state: Literal["real", "standin", "broken"]
    reason: str | None = None


class Readiness(Wire):
    """`/readyz`."""

    ok: bool
    parts: dict[PartName, PartState]


class Limits(Wire):
    """What the page should keep to."""

    idle_close_s: float
    grace_s: float
    max_body_bytes: int
    max_saved_messages: int
    max_message_chars: int


class Setup(Wire):
    """`GET /api/setup`: what is a stand-in, and what to set for a better one."""

    version: str
    parts: dict[StandinName, Literal["real", "standin"]]
    hints: dict[StandinName, str]
    limits: Limits
