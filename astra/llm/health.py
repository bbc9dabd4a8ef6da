"""Which links rest, why, and for how long: a failing link is left alone, probed in the background, and comes back."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

import structlog

from astra.contracts.worker import LinkState
from astra.kit.clock import Clock
from astra.kit.tasks import TaskGroup
from astra.llm.failures import FailureReason, LinkError
from astra.llm.links import Link

_log = structlog.get_logger(__name__)

Probe = Callable[[Link], Awaitable[None]]
"""Asks a link for something tiny; returns when it answered, raises `LinkError` when it did not."""


@dataclass(frozen=True, slots=True)
class Cooldown:
    """Rest before the first probe, and the longest rest that doubling leads to; in seconds."""

    first_s: float
    longest_s: float

    def rest_s(self, failure: LinkError, failed_probes: int) -> float:
        """How long to leave a link alone after `failure`; what only a person can mend rests longest."""
        if failure.reason.lasts:
            return self.longest_s
        rest_s = max(self.first_s * 2 ** min(failed_probes, 20), failure.retry_after_s or 0.0)
        return min(rest_s, self.longest_s)


@dataclass(slots=True)
class _Rest:
    reason: FailureReason
    due_at: float


class Health:
    """Keeps who is available; one recovery task for each link that is not."""

    def __init__(self, links: Sequence[Link], *, probe: Probe, cooldown: Cooldown, clock: Clock) -> None:
        self._links = tuple(links)
        self._probe = probe
        self._cooldown = cooldown
        self._clock = clock
        self._rests: dict[str, _Rest] = {}
        self._recoveries = TaskGroup()

    def choose(self) -> tuple[Link, ...]:
        """The links to try, in order. When all rest, only the one due back soonest, so that a turn fails fast."""
        awake = tuple(link for link in self._links if link.label not in self._rests)
        if awake or not self._links:
            return awake
        return (min(self._links, key=lambda link: self._rests[link.label].due_at),)

    def states(self) -> list[LinkState]:
        """Every link in order, and the reason code of those that rest."""
        rests = [(link.label, self._rests.get(link.label)) for link in self._links]
        return [
            LinkState(label=label, available=rest is None, reason=rest.reason.value if rest else None)
            for label, rest in rests
        ]

    def note_failure(self, link: Link, failure: LinkError) -> None:
        """Let `link` rest and start its recovery, unless it is resting already."""
        if not failure.reason.rests_link or link.label in self._rests:
            return
        rest_s = self._cooldown.rest_s(failure, failed_probes=0)
        self._rests[link.label] = _Rest(failure.reason, self._clock.monotonic() + rest_s)
        self._recoveries.spawn(self._recover(link, rest_s), name=f"llm.recover.{link.label}")

    def note_success(self, link: Link) -> None:
        """`link` answered: it is available, whatever was thought before."""
        if self._rests.pop(link.label, None) is not None:
            _log.info("llm.link_recovered", link=link.label)

    async def aclose(self) -> None:
        """Stop all recoveries."""
        await self._recoveries.aclose()

    async def _recover(self, link: Link, rest_s: float) -> None:
        failed_probes = 0
        while (rest := self._rests.get(link.label)) is not None:
            rest.due_at = self._clock.monotonic() + rest_s
            await asyncio.sleep(rest_s)
            if self._rests.get(link.label) is not rest:
                return
            try:
                await self._probe(link)
            except LinkError as failure:
                failed_probes += 1
                rest.reason = failure.reason
                rest_s = self._cooldown.rest_s(failure, failed_probes)
                _log.info("llm.probe_failed", link=link.label, reason=failure.reason.value, next_in_s=rest_s)
            else:
                if self._rests.get(link.label) is rest:
                    self.note_success(link)
