"""The worker's heartbeat: that it lives, and how each of its provider chains fares."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from astra.contracts.base import Wire

_NAME = r"^[^\x00-\x1f]+$"
"""One printable line."""


class Stage(StrEnum):
    """A stage of the voice pipeline that a provider chain serves."""

    STT = "stt"
    LLM = "llm"
    TTS = "tts"


class LinkState(Wire):
    """One provider in a chain: its label (`openrouter/primary`), and why it is not in use, if so."""

    label: str
    available: bool
    reason: str | None = None


class Heartbeat(Wire):
    """`POST /api/worker/heartbeat`, every five seconds."""

    worker_id: Annotated[str, Field(min_length=1, max_length=128, pattern=_NAME)]
    agent_name: Annotated[str, Field(min_length=1, max_length=128, pattern=_NAME)]
    jobs: Annotated[int, Field(ge=0)]
    spool_backlog: Annotated[int, Field(ge=0)]
    """Utterances on disk that the service has not acknowledged yet."""
    chains: dict[Stage, list[LinkState]]
