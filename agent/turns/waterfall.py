"""Where the time of a turn went, as one log line: numbers only, in milliseconds.

`words_ms`, `decided_ms` and `sounding_ms` count from the moment the voice stopped, the others are the length of their
own stage. A number that the framework doesn't know (of a typed line, say) is left out. The person hears a reply later
than `sounding_ms` by its way through the room: measure that at the client.
"""

from uuid import UUID

import structlog
from livekit.agents import llm

_log = structlog.get_logger(__name__)

_OF_USER = {"transcription_delay": "words_ms", "end_of_turn_delay": "decided_ms"}
_OF_REPLY = {
    "llm_node_ttft": "first_token_ms",
    "llm_node_ttfs": "first_clause_ms",
    "tts_node_ttfb": "first_byte_ms",
    "e2e_latency": "sounding_ms",
}


class Waterfall:
    """One session's."""

    def __init__(self, session_id: UUID) -> None:
        self._session_id = session_id
        self._steps: dict[str, float] = {}

    def note(self, item: llm.ChatMessage) -> dict[str, float]:
        """A message was committed; with a reply to spoken words the line is written. Answers what is known so far."""
        if item.role == "user":
            self._steps = _read(item, _OF_USER)
        elif item.role == "assistant" and self._steps:
            self._steps |= _read(item, _OF_REPLY)
            _log.info("turn.waterfall", session_id=str(self._session_id), **self._steps)
            self._steps, told = {}, self._steps
            return told
        return self._steps


def _read(item: llm.ChatMessage, names: dict[str, str]) -> dict[str, float]:
    found = {ours: item.metrics.get(theirs) for theirs, ours in names.items()}
    return {ours: round(value * 1000, 1) for ours, value in found.items() if isinstance(value, float)}
