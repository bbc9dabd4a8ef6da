"""Thinking ahead: a reply is begun on words that stand still, and is given only if the final words say the same.

The framework begins a reply for every preflight transcript and drops it unheard and unstored when the turn ends with
other words. Kept here: which of them may be begun, whether final words agree, and what became of each. Where they agree
but for their spelling, the framework is shown the spelling that it knows, or it would ask the model again; what is
stored and remembered is the final words as they came.
"""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum

import structlog
from livekit.agents import stt

from agent.turns.agreement import can_not_differ
from astra.kit.clock import SYSTEM_CLOCK, Clock

_log = structlog.get_logger(__name__)

CREDIT = 2.0
CREDIT_A_TURN = 0.2
"""A reply that was begun for nothing costs one of it: in n turns at most 2 + n/5 questions to the model are wasted."""

FINALS_KEPT = 32
"""So many stretches of speech make a turn at most; what is older can't be asked for any more."""


class Reason(StrEnum):
    """Why a reply that was begun ahead is given or not."""

    AGREED = "agreed"
    WORDS = "words"
    """More words came while the final ones were waited for."""
    FINAL = "final"
    """The final words say something else."""
    TURN = "turn"
    """Final words never came, or the turn went on after them."""


@dataclass(slots=True, eq=False)
class _Thought:
    words: str
    reason: Reason = Reason.TURN
    asked_s: float | None = None
    final_s: float | None = None


@dataclass(frozen=True, slots=True)
class _Final:
    shown: str
    words: str


class Ahead:
    """One session's."""

    def __init__(self, clock: Clock = SYSTEM_CLOCK) -> None:
        self._clock = clock
        self._credit = CREDIT
        self._thought: _Thought | None = None
        self._finals: deque[_Final] = deque(maxlen=FINALS_KEPT)

    def follow(self, event: stt.SpeechEvent, *, is_free: bool) -> stt.SpeechEvent | None:
        """The event as the framework is to see it, None for not at all.

        `is_free` says that no reply is being given: over one, the framework would begin none, and wait for no final.
        """
        if not event.alternatives:
            return event
        words = " ".join(event.alternatives[0].text.split())
        if event.type is stt.SpeechEventType.PREFLIGHT_TRANSCRIPT:
            return self._begin(event, words) if is_free and self._credit >= 1 else None
        if event.type is stt.SpeechEventType.INTERIM_TRANSCRIPT:
            self._note_interim(words)
        elif event.type is stt.SpeechEventType.FINAL_TRANSCRIPT and words:
            return self._finish(event, words)
        return event

    def spell_out(self, text: str) -> str:
        """The words of a turn that is over, as they were heard; `text` is what the framework was shown of them."""
        self._credit = min(CREDIT, self._credit + CREDIT_A_TURN)
        finals = list(self._finals)
        for end in range(len(finals), 0, -1):
            for start in range(end - 1, -1, -1):
                window = finals[start:end]
                shown = " ".join(final.shown for final in window)
                if shown == text:
                    return " ".join(final.words for final in window)
                if len(shown) >= len(text):
                    break
        return text

    def note_asked(self, text: str) -> Callable[[bool], None] | None:
        """The model is asked about these words. Answers what wants to be told whether that reply was given, None for
        nothing: it was asked about final words."""
        thought = self._thought
        if thought is None or thought.asked_s is not None or thought.final_s is not None:
            return None
        if not f" {text}".endswith(f" {thought.words}"):
            return None
        thought.asked_s = self._clock.monotonic()
        return lambda is_given: self._settle(thought, is_given=is_given)

    def _begin(self, event: stt.SpeechEvent, words: str) -> stt.SpeechEvent:
        self._thought = _Thought(words)
        return _show(event, words)

    def _note_interim(self, words: str) -> None:
        thought = self._thought
        if thought is not None and thought.final_s is None and words:
            thought.reason = Reason.TURN if can_not_differ(thought.words, words) else Reason.WORDS

    def _finish(self, event: stt.SpeechEvent, words: str) -> stt.SpeechEvent:
        thought, shown = self._thought, words
        if thought is not None and thought.final_s is None:
            thought.final_s = self._clock.monotonic()
            if can_not_differ(thought.words, words):
                thought.reason, shown = Reason.AGREED, thought.words
            elif thought.reason is not Reason.WORDS:
                thought.reason = Reason.FINAL
        self._finals.append(_Final(shown, words))
        return _show(event, shown)

    def _settle(self, thought: _Thought, *, is_given: bool) -> None:
        if not is_given:
            self._credit -= 1
            reason = Reason.TURN if thought.reason is Reason.AGREED else thought.reason
            _log.info("turn.ahead", outcome="dropped", reason=reason.value)
            return
        lead_s = (thought.final_s or 0.0) - (thought.asked_s or 0.0)
        _log.info("turn.ahead", outcome="released", reason=Reason.AGREED.value, lead_ms=round(max(0.0, lead_s) * 1000))


def _show(event: stt.SpeechEvent, words: str) -> stt.SpeechEvent:
    first, *others = event.alternatives
    if first.text == words:
        return event
    return replace(event, alternatives=[replace(first, text=words), *others])
