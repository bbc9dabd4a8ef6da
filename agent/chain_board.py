"""Where the sessions of this worker pin up how their provider chains fare; the heartbeat reads it in its thread."""

import threading
from collections.abc import Callable
from uuid import UUID

from astra.contracts.worker import LinkState, Stage

Chains = dict[Stage, list[LinkState]]


class ChainBoard:
    """Thread-safe. A link counts as available unless the session that looked last says otherwise."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._readers: dict[UUID, Callable[[], Chains]] = {}
        self._last: Chains = {}

    def pin(self, session_id: UUID, read: Callable[[], Chains]) -> None:
        """Begin to show a session's chains; `read` must be safe to call from another thread."""
        with self._lock:
            self._readers[session_id] = read

    def unpin(self, session_id: UUID) -> None:
        """The session is over; its last word stays until another one speaks."""
        with self._lock:
            if (read := self._readers.pop(session_id, None)) is not None:
                self._last = read()

    @property
    def sessions(self) -> int:
        """How many sessions run."""
        with self._lock:
            return len(self._readers)

    def read(self) -> Chains:
        """The states of the newest running session, else of the last one that ended."""
        with self._lock:
            if self._readers:
                self._last = list(self._readers.values())[-1]()
            return dict(self._last)
