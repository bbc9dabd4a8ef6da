"""Where messages without a number of their own stand among those that have one.

The worker numbers its utterances, and that order is the truth. Two kinds of rows have no place in it: what only the
page claims, and utterances of a crashed worker whose numbers a later worker has used meanwhile. They are placed by
time: a page's time is translated into the worker's by what both have seen, and never contradicts the order that the
page gave.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Row:
    """What placing needs of a message: its number, and its times in ms on the worker's and on the page's clock."""

    id: UUID
    seq: int | None
    at_ms: int
    page_ms: int | None

    @property
    def is_of_page(self) -> bool:
        """Whether only the page claims it."""
        return self.seq is None and self.page_ms is not None


def measure_skew(rows: Sequence[Row]) -> float:
    """How far the worker's clock is ahead of the page's, in ms, by the rows that both have seen; 0 without any."""
    seen = [row.at_ms - row.page_ms for row in rows if row.page_ms is not None and not row.is_of_page]
    return median(seen) if seen else 0.0


def arrange(rows: Sequence[Row]) -> dict[UUID, tuple[int, float]]:
    """The (anchor, place) of every row without a number: behind which number, and where between it and the next."""
    numbered = sorted((row for row in rows if row.seq is not None), key=lambda row: row.seq or 0)
    skew = measure_skew(rows)
    times: list[float] = []
    for row in numbered:
        times.append(max(row.at_ms, times[-1] if times else row.at_ms))
    behind: dict[int, list[tuple[float, int, Row]]] = {}
    for row in rows:
        if row.seq is not None:
            continue
        own_ms = row.page_ms + skew if row.is_of_page and row.page_ms is not None else row.at_ms
        count = bisect_right(times, own_ms)
        if row.page_ms is not None:
            low, high = _bounds(numbered, row.page_ms)
            count = min(max(count, low), high)
        anchor = (numbered[count - 1].seq or 0) if count else 0
        behind.setdefault(anchor, []).append((own_ms, row.page_ms or 0, row))
    places: dict[UUID, tuple[int, float]] = {}
    for anchor, group in behind.items():
        group.sort(key=lambda item: (item[0], item[1], item[2].id))
        for index, (_, _, row) in enumerate(group):
            places[row.id] = (anchor, (index + 1) / (len(group) + 1))
    return places


def _bounds(numbered: Sequence[Row], page_ms: int) -> tuple[int, int]:
    """Between how many numbered rows, at least and at most, the page puts a row of this time."""
    low, high = 0, len(numbered)
    for index, row in enumerate(numbered):
        if row.page_ms is not None and row.page_ms <= page_ms:
            low = index + 1
    for index in range(low, len(numbered)):
        seen = numbered[index].page_ms
        if seen is not None and seen > page_ms:
            high = index
            break
    return low, high
