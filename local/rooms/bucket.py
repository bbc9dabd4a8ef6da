"""A token bucket: so many in a burst, so many a second after that."""

from local.kit.clock import Clock


class TokenBucket:
    """`take()` says whether one more is allowed now."""

    def __init__(self, clock: Clock, *, per_s: float, burst: float) -> None:
        self._clock = clock
        self._per_s = per_s
        self._burst = burst
        self._left = burst
        self._at_s = clock.monotonic()

    def take(self) -> bool:
        """Use one token; False when none is left."""
        now_s = self._clock.monotonic()
        self._left = min(self._burst, self._left + (now_s - self._at_s) * self._per_s)
        self._at_s = now_s
        if self._left < 1:
            return False
        self._left -= 1
        return True
