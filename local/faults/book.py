"""Which faults are set, and which one meets a request."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum


class Stage(StrEnum):
    """The part of a conversation that a request serves."""

    LLM = "llm"
    STT = "stt"
    TTS = "tts"
    EMBEDDINGS = "embeddings"


class FaultKind(StrEnum):
    """What goes wrong."""

    LATENCY = "latency"
    """The answer is right but `seconds` late."""
    STATUS = "status"
    """An error answer with `status`, in the provider's own shape."""
    HANG_BEFORE = "hang_before"
    """Not one byte, for `seconds` (default: until the client leaves)."""
    HANG_MIDDLE = "hang_middle"
    """The first part of the answer, then silence."""
    KEEPALIVE_ONLY = "keepalive_only"
    """Signs of life without content."""
    CUT = "cut"
    """The first part of the answer, then the connection breaks."""
    EMPTY = "empty"
    """Success with nothing in it."""
    HTML = "html"
    """A web page with status 200."""
    GARBAGE = "garbage"
    """Bytes that are not what the content type says."""


ALL_KINDS = frozenset(FaultKind)
FOREVER_S = 3600.0


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault that was asked for. None in `stage` or `model` matches all; `times` left, None is without end."""

    kind: FaultKind
    stage: Stage | None = None
    model: str | None = None
    seconds: float | None = None
    status: int = 500
    times: int | None = None

    def matches(self, stage: Stage, model: str) -> bool:
        """Whether it meets a request of this stage and model."""
        return self.stage in {None, stage} and self.model in {None, model}

    @property
    def hang_s(self) -> float:
        """How long a hang lasts, in seconds."""
        return FOREVER_S if self.seconds is None else self.seconds


class FaultBook:
    """The faults of one stand-in. The newest that matches wins; a used-up one is forgotten."""

    def __init__(self) -> None:
        self._faults: list[Fault] = []

    def add(self, fault: Fault) -> None:
        """Set one more fault."""
        self._faults.append(fault)

    def clear(self) -> None:
        """Behave again."""
        self._faults.clear()

    def standing(self) -> Iterable[Fault]:
        """All that are set, oldest first."""
        return tuple(self._faults)

    def take(
        self, stage: Stage, model: str, *, kinds: frozenset[FaultKind] = ALL_KINDS, only_lasting: bool = False
    ) -> Fault | None:
        """The fault that meets this request, counted as fired; only of `kinds` that make sense at this moment.

        With `only_lasting`, faults that fire so many times are left to others.
        """
        for index in range(len(self._faults) - 1, -1, -1):
            fault = self._faults[index]
            if fault.kind not in kinds or not fault.matches(stage, model) or (only_lasting and fault.times is not None):
                continue
            if fault.times is not None:
                if fault.times <= 1:
                    del self._faults[index]
                else:
                    self._faults[index] = replace(fault, times=fault.times - 1)
            return fault
        return None
