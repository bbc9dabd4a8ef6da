"""Where the time of one spoken turn went: a closed set of stages, on the wire from the worker and to whoever looks."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from astra.contracts.base import Wire
from astra.contracts.worker import Stage

MAX_STAGE_MS = 600_000.0
"""No stage of a turn that anybody waits for takes ten minutes."""


class TurnStage(StrEnum):
    """A stage of a turn. `WORDS`, `DECIDED` and `SOUNDING` count from the moment the voice stopped, as the worker heard
    it; the others are the length of their own step, and `FIRST_TOKEN` has `PACKET` in it."""

    WORDS = "words"
    """Final words were there."""
    DECIDED = "decided"
    """The turn was taken for over."""
    PACKET = "packet"
    """Memory was asked, and the packet was put together."""
    FIRST_TOKEN = "first_token"  # noqa: S105  a stage's name
    """The model's first word, from the moment it was to answer."""
    FIRST_CLAUSE = "first_clause"
    """The first piece that was given to speech, from the same moment."""
    FIRST_BYTE = "first_byte"
    """The first sound of that piece."""
    SOUNDING = "sounding"
    """The reply began to sound. The way through the room to the person's ear is not in it."""


_SERVED_BY = {
    TurnStage.WORDS: Stage.STT,
    TurnStage.FIRST_TOKEN: Stage.LLM,
    TurnStage.FIRST_CLAUSE: Stage.LLM,
    TurnStage.FIRST_BYTE: Stage.TTS,
}

StageMs = Annotated[float, Field(ge=0, le=MAX_STAGE_MS, allow_inf_nan=False)]
ProviderLabel = Annotated[str, Field(pattern=r"^[a-zA-Z0-9_./-]{1,64}$")]


class TurnWaterfall(Wire):
    """One turn: milliseconds by stage, those that are known, and the link of each chain that served it."""

    stages_ms: Annotated[dict[TurnStage, StageMs], Field(min_length=1)]
    providers: dict[Stage, ProviderLabel] = Field(default_factory=dict[Stage, str])

    def find_provider(self, stage: TurnStage) -> str | None:
        """The link that a stage's time was spent with; None where it is our own, or not known."""
        served_by = _SERVED_BY.get(stage)
        return None if served_by is None else self.providers.get(served_by)
