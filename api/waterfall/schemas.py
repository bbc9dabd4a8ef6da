"""The pace of a talk as its person sees it, and that of all talks as an operator sees it."""

from datetime import datetime

from astra.contracts.base import Wire
from astra.contracts.waterfall import TurnStage, TurnWaterfall


class SessionWaterfall(Wire):
    """`GET /api/session/{session_id}/waterfall`: the last spoken turn, and the median of each stage over the newest.

    `turns` is how many the medians are of; a turn that does not know a stage is not among that stage's.
    """

    turns: int
    last: TurnWaterfall | None
    median_ms: dict[TurnStage, float]


class StageFigures(Wire):
    """One stage with one link of a chain; `provider` is None where the time is our own, or its link not known."""

    stage: TurnStage
    provider: str | None
    turns: int
    p50_ms: float
    p90_ms: float


class OperatorWaterfall(Wire):
    """`GET /api/operator/waterfall`: spoken turns since `since`, in the order of their stages.

    `is_cut` says that there were more than are ever read at once, and that these are the newest of them.
    """

    since: datetime
    turns: int
    is_cut: bool
    stages: list[StageFigures]
