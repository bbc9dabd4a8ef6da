"""Where the sessions of this worker pin up how their provider chains fare; the heartbeat reads it in its thread."""

import threading
from collections.abc import Callable
from uuid import UUID

from astra.contracts.worker import LinkState, Stage
from astra.kit.clock import SYSTEM_CLOCK, Clock

Chains = dict[Stage, list[LinkState]]

LAST_WORD_S = 300.0
"""What a session saw of its providers says little of them after it has been over for so long."""


class ChainBoard:
    """Thread-safe. A link counts as available unless the session that looked last says otherwise.

    `configured` is what is shown while nobody has looked lately.
    """

    def __init__(self, configured: Chains, *, clock: Clock = SYSTEM_CLOCK) -> None:
        self._configured = configured
        self._clock = clock
        self._lock = threading.Lock()
        self._readers: dict[UUID, Callable[[], Chains]] = {}
        self._last: Chains = configured
        self._last_at = clock.monotonic()

    def pin(self, session_id: UUID, read: Callable[[], Chains]) -> None:
        """Begin to show a session's chains; `read` must be safe to call from another thread."""
        with self._lock:
            self._readers[session_id] = read

    def unpin(self, session_id: UUID) -> None:
        """The session is over; its last word stays for a while, or until another one speaks."""
        with self._lock:
            if (read := self._readers.pop(session_id, None)) is not None:
                self._last, self._last_at = read(), self._clock.monotonic()

    @property
    def sessions(self) -> int:
        """How many sessions run."""
        with self._lock:
            return len(self._readers)

    def read(self) -> Chains:
        """The states of the newest running session, else of the last one that ended lately, else as configured."""
        with self._lock:
            if self._readers:
                self._last, self._last_at = list(self._readers.values())[-1](), self._clock.monotonic()
            is_old = self._clock.monotonic() - self._last_at > LAST_WORD_S
            return dict(self._configured if is_old else self._last)
