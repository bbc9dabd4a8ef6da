"""She doesn't answer herself: her own words that come back from loudspeakers are no turn.

A transcript is hers when the voice that it is of began while she sounded, when it comes while she sounds or soon after,
and when its words are a run of those that she was just saying (`own_words`). It is left out like a sound that only says
"go on": she has been paused by it, and goes on where she stopped.

Where that happens twice, the cancelling of echo fails on the other side, and every sentence of hers would pause itself.
Then, for a while, sounds don't pause her any more: only words do.
"""

from collections import deque
from typing import Any

import structlog
from livekit.agents import AgentSession, AgentStateChangedEvent, UserStateChangedEvent, stt

from agent.turns.own_words import SpokenWord, are_own, count_words, may_become_own, read_spoken
from astra.kit.clock import SYSTEM_CLOCK, Clock

_log = structlog.get_logger(__name__)

MEMORY_S = 12.0
"""How far back her words count."""
SLOWEST_CHARS_PER_S = 8.0
"""Nobody speaks slower: what lies further back in a line has been said longer ago."""
LINES = 3
VOICE_LAG_S = 0.2
"""A voice over her last word is noticed so much later; who answers her at once begins hardly earlier."""
ECHOES_TO_BE_WARY = 2
WARY_S = 60.0


class _Line:
    """What is being said, from the moment that it began to be."""

    def __init__(self, began_at: float) -> None:
        self.began_at = began_at
        self.text = ""


class SelfEcho:
    """One session's. Begins to listen at once; `window_s` 0 takes nothing for an echo."""

    def __init__(self, session: AgentSession[Any], *, window_s: float, clock: Clock = SYSTEM_CLOCK) -> None:
        self._session = session
        self._window_s = window_s
        self._clock = clock
        self._lines: deque[_Line] = deque(maxlen=LINES)
        self._is_sounding = False
        self._silent_since: float | None = None
        self._has_voice_over_her = False
        self._echoes_at: deque[float] = deque(maxlen=ECHOES_TO_BE_WARY)
        self._words_to_interrupt = session.options.interruption.get("min_words", 0)
        session.on("agent_state_changed", self._note_agent)
        session.on("user_state_changed", self._note_user)

    def begin_line(self) -> None:
        """She begins to say something."""
        now = self._clock.monotonic()
        if not self._is_sounding:
            self._has_voice_over_her = False
        self._lines.append(_Line(now))
        self._set_wariness(now)

    def note_said(self, piece: str) -> None:
        """The next piece of the line that she is saying."""
        if self._lines:
            self._lines[-1].text += piece

    def is_echo(self, event: stt.SpeechEvent) -> bool:
        """Whether what a recogniser tells is her own voice; final words of it are counted."""
        text = event.alternatives[0].text if event.alternatives else ""
        if not text or not self._may_be_heard():
            return False
        if event.type is not stt.SpeechEventType.FINAL_TRANSCRIPT:
            return may_become_own(text, self._read_recent())
        if not are_own(text, self._read_recent()):
            return False
        now = self._clock.monotonic()
        self._echoes_at.append(now)
        self._set_wariness(now)
        _log.info("turn.echo", words=count_words(text), chars=len(text), is_wary=self._is_wary(now))
        return True

    def _may_be_heard(self) -> bool:
        return self._window_s > 0 and self._has_voice_over_her and self._has_sounded_within(self._window_s)

    def _has_sounded_within(self, seconds: float) -> bool:
        if self._is_sounding:
            return True
        return self._silent_since is not None and self._clock.monotonic() - self._silent_since <= seconds

    def _read_recent(self) -> list[SpokenWord]:
        """Her words of the last seconds; those that she is about to say are among them."""
        now, recent = self._clock.monotonic(), list[SpokenWord]()
        for line in self._lines:
            long_said = max(0, int((now - line.began_at - MEMORY_S) * SLOWEST_CHARS_PER_S))
            recent += read_spoken(line.text)[len(line.text[:long_said].split()) :]
        return recent

    def _is_wary(self, now: float) -> bool:
        return len(self._echoes_at) == ECHOES_TO_BE_WARY and now - self._echoes_at[0] <= WARY_S

    def _set_wariness(self, now: float) -> None:
        words = max(1, self._words_to_interrupt) if self._is_wary(now) else self._words_to_interrupt
        self._session.options.interruption["min_words"] = words  # read by the framework at each sound

    def _note_agent(self, event: AgentStateChangedEvent) -> None:
        is_sounding = event.new_state == "speaking"
        if self._is_sounding and not is_sounding:
            self._silent_since = self._clock.monotonic()
        elif is_sounding and self._session.user_state == "speaking":
            self._has_voice_over_her = True
        self._is_sounding = is_sounding

    def _note_user(self, event: UserStateChangedEvent) -> None:
        if event.new_state == "speaking" and self._has_sounded_within(VOICE_LAG_S):
            self._has_voice_over_her = True
