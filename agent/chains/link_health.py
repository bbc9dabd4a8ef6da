"""Which links of a chain are in use, and the quiet attempts that bring a failed one back."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence

from astra.contracts.worker import LinkState
from astra.kit.tasks import TaskGroup

FIRST_PROBE_S = 5.0
LONGEST_PROBE_S = 60.0

Probe = Callable[[], Awaitable[bool]]


class LinkHealth:
    """Availability by label, in chain order; a failed link is probed with growing pauses until it answers."""

    def __init__(self, labels: Sequence[str], *, first_probe_s: float = FIRST_PROBE_S) -> None:
        self._labels = tuple(labels)
        self._first_probe_s = first_probe_s
        self._reasons: dict[str, str] = {}
        self._tasks = TaskGroup()

    def is_available(self, label: str) -> bool:
        """Whether the link is to be used."""
        return label not in self._reasons

    def states(self) -> list[LinkState]:
        """Each link for the heartbeat."""
        return [
            LinkState(label=label, available=self.is_available(label), reason=self._reasons.get(label))
            for label in self._labels
        ]

    def note_failure(self, label: str, reason: str, probe: Probe) -> None:
        """Take the link out; `probe` is tried until it answers True. A link that is out already keeps its probes."""
        is_new = label not in self._reasons
        self._reasons[label] = reason
        if is_new:
            self._tasks.spawn(self._recover(label, probe), name=f"recover {label}")

    def note_success(self, label: str) -> None:
        """The link answered: it is in use again."""
        self._reasons.pop(label, None)

    async def aclose(self) -> None:
        """Stop probing."""
        await self._tasks.aclose()

    async def _recover(self, label: str, probe: Probe) -> None:
        pause_s = self._first_probe_s
        while not self.is_available(label):
            await asyncio.sleep(pause_s)
            pause_s = min(pause_s * 2, LONGEST_PROBE_S)
            if not self.is_available(label) and await probe():
                self.note_success(label)
