"""Where the time of a turn went, in milliseconds: one log line, and a part of the reply's utterance.

A number that the framework doesn't know (of a typed line, say) is left out, and so is one that can't be true, since
its moments are read from a clock that may be set. Everything here happens when a message is committed, after the turn.
"""

from collections.abc import Callable
from uuid import UUID

import structlog
from livekit.agents import llm

from agent.heard.replies import Reply
from astra.contracts.waterfall import MAX_STAGE_MS, TurnStage, TurnWaterfall
from astra.contracts.worker import Stage

_log = structlog.get_logger(__name__)

_OF_USER = {"transcription_delay": TurnStage.WORDS, "end_of_turn_delay": TurnStage.DECIDED}
_OF_REPLY = {
    "llm_node_ttft": TurnStage.FIRST_TOKEN,
    "llm_node_ttfs": TurnStage.FIRST_CLAUSE,
    "tts_node_ttfb": TurnStage.FIRST_BYTE,
    "e2e_latency": TurnStage.SOUNDING,
}


class Waterfall:
    """One session's. `heard_by` and `spoken_by` name the links in use, `""` for none."""

    def __init__(self, session_id: UUID, *, heard_by: Callable[[], str], spoken_by: Callable[[], str]) -> None:
        self._session_id = session_id
        self._heard_by = heard_by
        self._spoken_by = spoken_by
        self._asked: dict[TurnStage, float] = {}
        self._ears = ""

    def begin(self, asked: llm.ChatMessage) -> None:
        """The person's message was committed; the reply to it is told by `finish`."""
        self._asked, self._ears = _read(asked, _OF_USER), self._heard_by()

    def finish(self, given: llm.ChatMessage, reply: Reply) -> TurnWaterfall | None:
        """A reply was committed: what is known of its turn, once; None where no spoken words were answered."""
        if not self._asked:
            return None
        packet = _packet_ms(reply)
        stages = self._asked | ({} if packet is None else {TurnStage.PACKET: packet}) | _read(given, _OF_REPLY)
        served = {Stage.STT: self._ears, Stage.LLM: reply.record.link, Stage.TTS: self._spoken_by()}
        providers = {stage: label for stage, label in served.items() if label}
        self._asked = {}
        _log.info(
            "turn.waterfall",
            session_id=str(self._session_id),
            **{f"{stage.value}_ms": ms for stage, ms in stages.items()},
            **{stage.value: label for stage, label in providers.items()},
        )
        return TurnWaterfall(stages_ms=stages, providers=providers)


def _packet_ms(reply: Reply) -> float | None:
    stages = reply.record.stages
    return round(stages.get("recall", 0.0) + stages["packet"], 1) if "packet" in stages else None


def _read(item: llm.ChatMessage, names: dict[str, TurnStage]) -> dict[TurnStage, float]:
    found = {stage: item.metrics.get(theirs) for theirs, stage in names.items()}
    read = {stage: round(value * 1000, 1) for stage, value in found.items() if isinstance(value, float)}
    return {stage: ms for stage, ms in read.items() if 0 <= ms <= MAX_STAGE_MS}
