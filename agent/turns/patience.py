"""How long a silence must be before a turn counts as over."""

from collections import deque
from dataclasses import dataclass

from agent.turns.ending import Ending

CUTS_TO_LEARN = 2
MARGIN_S = 0.15
FORGET_AFTER = 8
"""So many turns without a cut, and the shortest wait is tried again."""


@dataclass(frozen=True, slots=True)
class Waits:
    """Seconds of silence: `sure_s` where the detector takes the voice for finished, `unsure_s` where it doubts."""

    sure_s: float
    unsure_s: float


@dataclass(frozen=True, slots=True)
class Patience:
    """What is waited by default, and what with regard to words. No wait exceeds `longest_s`."""

    shortest_s: float
    longest_s: float
    complete_s: float
    """Where words are complete and the detector doubts."""
    details_s: float
    """At least, right after a question that wants details."""

    def decide(self, ending: Ending, *, is_asked_for_details: bool, learned_s: float) -> Waits:
        """The waits for words that end like this."""
        if ending is Ending.UNFINISHED:
            return Waits(self.longest_s, self.longest_s)
        least_s = max(self.shortest_s, learned_s, self.details_s if is_asked_for_details else 0.0)
        sure_s = min(least_s, self.longest_s)
        is_plain = ending is Ending.COMPLETE and not is_asked_for_details
        return Waits(sure_s, max(sure_s, min(self.complete_s, self.longest_s)) if is_plain else self.longest_s)


class Cuts:
    """What was learned in this session from people who went on when their turn had been taken for over."""

    def __init__(self) -> None:
        self._pauses_s: deque[float] = deque(maxlen=4)
        self._turns_since = 0

    @property
    def learned_s(self) -> float:
        """A wait that would have spared them; 0 when there is nothing to learn from."""
        return max(self._pauses_s) + MARGIN_S if len(self._pauses_s) >= CUTS_TO_LEARN else 0.0

    def note_cut(self, pause_s: float) -> None:
        """Somebody went on after a silence of `pause_s`, before anything was heard of the reply."""
        self._pauses_s.append(pause_s)
        self._turns_since = 0

    def note_turn(self) -> None:
        """A turn was taken for over."""
        self._turns_since += 1
        if self._turns_since > FORGET_AFTER:
            self._pauses_s.clear()
