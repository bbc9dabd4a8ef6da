"""What Prometheus is told, beside the requests that `api.edge.requests` counts."""

from collections.abc import Iterable
from datetime import timedelta

from prometheus_client import CollectorRegistry, Histogram

from astra.contracts.waterfall import TurnWaterfall

_SECONDS = (0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8, 1.0, 1.5, 2.0, 3.0, 5.0, 10.0)
_WAITS = (0.01, 0.02, 0.03, 0.05, 0.075, 0.1, 0.15, 0.2, 0.3, 0.5, 1.0, 2.0, 5.0, 10.0, 30.0)


class Metrics:
    """One process's."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._turn_stage = Histogram(
            "astra_turn_stage_seconds",
            "Stages of spoken turns, by the link that served them (empty where the time is our own).",
            ["stage", "provider"],
            buckets=_SECONDS,
            registry=self.registry,
        )
        self._pickup = Histogram(
            "astra_message_pickup_seconds",
            "How long typed messages waited until a responder had them.",
            buckets=_WAITS,
            registry=self.registry,
        )

    def note_picked_up(self, waited: timedelta) -> None:
        """A responder has taken a message."""
        self._pickup.observe(waited.total_seconds())

    def note_turns(self, turns: Iterable[TurnWaterfall]) -> None:
        """These turns were stored."""
        for turn in turns:
            for stage, ms in turn.stages_ms.items():
                self._turn_stage.labels(stage.value, turn.find_provider(stage) or "").observe(ms / 1000)
