"""Turns into percentiles, by stage and by the link that served it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from api.waterfall.schemas import StageFigures
from astra.contracts.waterfall import TurnStage, TurnWaterfall


def measure(turns: Iterable[TurnWaterfall]) -> list[StageFigures]:
    """P50 and P90 of each stage with each of its links, stages in their order and links by name."""
    values: dict[tuple[TurnStage, str], list[float]] = defaultdict(list)
    for turn in turns:
        for stage, ms in turn.stages_ms.items():
            values[stage, turn.find_provider(stage) or ""].append(ms)
    return [
        StageFigures(
            stage=stage,
            provider=provider or None,
            turns=len(found),
            p50_ms=find_percentile(found, 50),
            p90_ms=find_percentile(found, 90),
        )
        for stage in TurnStage
        for provider, found in sorted((label, found) for (of, label), found in values.items() if of is stage)
    ]


def find_medians(turns: Sequence[TurnWaterfall]) -> dict[TurnStage, float]:
    """The median of each stage over the turns that know it."""
    known = {stage: [turn.stages_ms[stage] for turn in turns if stage in turn.stages_ms] for stage in TurnStage}
    return {stage: find_percentile(values, 50) for stage, values in known.items() if values}


def find_percentile(values: Sequence[float], percent: float) -> float:
    """Between the two nearest values, in proportion, to a tenth; `values` must hold at least one."""
    ordered = sorted(values)
    place = (len(ordered) - 1) * percent / 100
    low = int(place)
    high = min(low + 1, len(ordered) - 1)
    return round(ordered[low] + (ordered[high] - ordered[low]) * (place - low), 1)
