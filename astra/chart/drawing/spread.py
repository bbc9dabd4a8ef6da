"""Labels that would lie on each other are moved apart, as little as can be, and never past one another.

Least squares under `x[i+1] − x[i] ≥ gap`: with `y[i] = x[i] − i·gap` that is isotonic regression, solved by pooling
neighbours that stand in the wrong order. A circle is cut open at its widest gap first.
"""

from collections.abc import Sequence


def spread_on_line(wanted: Sequence[float], gap: float) -> list[float]:
    """Where labels go that want these places, each at least `gap` from the next; in the order that was given."""
    order = sorted(range(len(wanted)), key=lambda index: wanted[index])
    pools: list[tuple[float, int]] = []
    for rank, index in enumerate(order):
        mean, size = wanted[index] - rank * gap, 1
        while pools and pools[-1][0] > mean:
            before, count = pools.pop()
            mean, size = (before * count + mean * size) / (count + size), count + size
        pools.append((mean, size))
    placed = [0.0] * len(wanted)
    rank = 0
    for mean, size in pools:
        for _ in range(size):
            placed[order[rank]] = mean + rank * gap
            rank += 1
    return placed


def spread_within(wanted: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """As `spread_on_line`, between two ends; where there are too many for that, they are set evenly."""
    if not wanted:
        return []
    gap = min(gap, (high - low) / max(1, len(wanted) - 1))
    placed = spread_on_line([min(max(value, low), high) for value in wanted], gap)
    order = sorted(range(len(placed)), key=lambda index: placed[index])
    floor = low
    for index in order:
        placed[index] = floor = max(placed[index], floor)
        floor += gap
    ceiling = high
    for index in reversed(order):
        placed[index] = ceiling = min(placed[index], ceiling)
        ceiling -= gap
    return placed


def spread_on_circle(wanted: Sequence[float], gap: float) -> list[float]:
    """As `spread_on_line` for angles in degrees; the answers are in 0 to 360."""
    if len(wanted) < 2:
        return [value % 360 for value in wanted]
    angles = sorted(value % 360 for value in wanted)
    gaps = [(angles[(i + 1) % len(angles)] - angle) % 360 for i, angle in enumerate(angles)]
    widest = max(range(len(gaps)), key=lambda index: gaps[index])
    start = angles[(widest + 1) % len(angles)]
    unrolled = [(value - start) % 360 for value in wanted]
    gap = min(gap, 360 / len(wanted))
    placed = spread_on_line(unrolled, gap)
    while max(placed) - min(placed) > 360 - gap + 1e-9:
        gap *= 0.9
        placed = spread_on_line(unrolled, gap)
    return [(value + start) % 360 for value in placed]
