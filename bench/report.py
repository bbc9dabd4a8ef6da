"""What is printed: Markdown tables of ratios, of where the time goes, and of what was thrown away."""

import os
import platform
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version

from bench.figures import median, p90, ratio_of_medians
from bench.trial import Series

_VERSIONS = ("livekit-agents", "livekit", "livekit-local-inference")

HEADER = (
    "| figure | starter: median (P90) | Astra: median (P90) | ratio (95 %) | target | measured | thrown away |\n"
    "|---|---|---|---|---|---|---|"
)


@dataclass(frozen=True, slots=True)
class Comparison:
    """One figure: two series in the same unit, and the ratio that must not be exceeded (None: for information)."""

    title: str
    unit: str
    theirs: Series[float]
    ours: Series[float]
    target: float | None = None

    @property
    def is_met(self) -> bool | None:
        """Whether the target is met; None without a target or without a figure to trust."""
        if self.target is None or not (self.ours.is_trustworthy and self.theirs.is_trustworthy):
            return None
        return ratio_of_medians(self.ours.values, self.theirs.values).value <= self.target


def convert(series: Series[float], factor: float = 1000.0) -> Series[float]:
    """The same series in another unit."""
    return Series(series.wanted, [value * factor for value in series.values], series.rejected)


def render_row(comparison: Comparison) -> str:
    """One line under `HEADER`; says so where too much was thrown away for a figure."""
    ours, theirs = comparison.ours, comparison.theirs
    thrown = f"{_counted(theirs.rejected)} / {_counted(ours.rejected)}"
    counts = f"{len(theirs.values)} / {len(ours.values)}"
    target = "" if comparison.target is None else f"≤ {comparison.target:.2f}"
    if not (ours.is_trustworthy and theirs.is_trustworthy):
        return f"| {comparison.title} | no figure | no figure | this run was starved | {target} | {counts} | {thrown} |"
    ratio = ratio_of_medians(ours.values, theirs.values)
    verdict = {True: " met", False: " **missed**", None: ""}[comparison.is_met]
    return (
        f"| {comparison.title} | {_spread(theirs.values, comparison.unit)} | {_spread(ours.values, comparison.unit)} "
        f"| **{ratio.value:.2f}** ({ratio.low:.2f}–{ratio.high:.2f}) | {target}{verdict} | {counts} | {thrown} |"
    )


def render_steps(title: str, sides: Mapping[str, Mapping[str, Sequence[float]]]) -> str:
    """Where the time goes: one column a side, medians in ms of each step."""
    names = list(next(iter(sides.values())))
    lines = [f"### {title}", "", f"| step (median, ms) | {' | '.join(sides)} |", f"|---|{'---|' * len(sides)}"]
    for name in names:
        cells = [_milliseconds(steps.get(name, ())) for steps in sides.values()]
        lines.append(f"| {name} | {' | '.join(cells)} |")
    return "\n".join(lines)


def describe_environment() -> str:
    """Processors and versions; nothing that names the machine."""
    versions = ", ".join(f"{name} {version(name)}" for name in _VERSIONS)
    return f"{os.cpu_count()} processors, {platform.system()}, Python {platform.python_version()}; {versions}."


def _spread(values: Sequence[float], unit: str) -> str:
    return f"{median(values):.0f} ({p90(values):.0f}) {unit}"


def _milliseconds(values: Sequence[float]) -> str:
    return f"{median(values) * 1000:.0f}" if values else "–"


def _counted(rejected: Counter[str]) -> str:
    if not rejected:
        return "0"
    return f"{sum(rejected.values())} ({', '.join(f'{reason} {count}' for reason, count in rejected.most_common())})"
