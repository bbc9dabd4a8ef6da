"""Which of the page's messages are stored already.

A page and the worker see the same talk through different clocks and sometimes in a slightly different order, so
messages are compared by role and words, as multisets: said twice by both is stored twice, said once by both once. Where
one side has more of the same words, time decides which of them are the same. A reply that was cut is the exception: the
page may have shown a few words more or fewer of it than were heard, so any beginning of it is the same reply.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

_MAX_CELLS = 250_000
Key = tuple[str, str]
"""Role and normalised words."""


@dataclass(frozen=True, slots=True)
class Known:
    """A stored message: its key, the worker's time in ms, and the page's where the page claimed it before.

    `whole` is set on a reply that was cut: the normalised words of it that would have been said.
    """

    key: Key
    at_ms: int
    page_ms: int | None
    whole: str | None = None


@dataclass(frozen=True, slots=True)
class Claimed:
    """A message of the page: its key and the page's time in ms."""

    key: Key
    page_ms: int


def match(known: Sequence[Known], claimed: Sequence[Claimed]) -> list[int | None]:
    """For each claimed message the index of the stored one that it is, or None where it is new."""
    stored: dict[Key, list[int]] = {}
    for index, item in enumerate(known):
        stored.setdefault(item.key, []).append(index)
    claims: dict[Key, list[int]] = {}
    for index, item in enumerate(claimed):
        claims.setdefault(item.key, []).append(index)
    skew = _measure_skew(known, claimed, stored, claims)
    result: list[int | None] = [None] * len(claimed)
    for key, theirs in claims.items():
        ours = stored.get(key, [])
        our_times = [_on_page_clock(known[i], skew) for i in ours]
        their_times = [float(claimed[i].page_ms) for i in theirs]
        for ours_at, theirs_at in _pair(our_times, their_times):
            result[theirs[theirs_at]] = ours[ours_at]
    _match_cut_replies(known, claimed, skew, result)
    return result


def is_cut_short(claim: str, whole: str) -> bool:
    """Whether normalised `claim` is a beginning, in whole words or within the last, of a reply that was cut."""
    return bool(claim) and whole.startswith(claim)


def _match_cut_replies(
    known: Sequence[Known], claimed: Sequence[Claimed], skew: float, result: list[int | None]
) -> None:
    """Give what is left of the claims to the cut replies they are beginnings of, each to the nearest in time."""
    taken = {index for index in result if index is not None}
    cut = [(index, item) for index, item in enumerate(known) if item.whole is not None and index not in taken]
    for position, claim in enumerate(claimed):
        if result[position] is not None:
            continue
        role, words = claim.key
        fits = [(i, k) for i, k in cut if k.key[0] == role and k.whole is not None and is_cut_short(words, k.whole)]
        if fits:
            nearest = min(fits, key=lambda fit: abs(_on_page_clock(fit[1], skew) - claim.page_ms))
            result[position] = nearest[0]
            cut.remove(nearest)


def _measure_skew(
    known: Sequence[Known], claimed: Sequence[Claimed], stored: dict[Key, list[int]], claims: dict[Key, list[int]]
) -> float:
    seen = [item.at_ms - item.page_ms for item in known if item.page_ms is not None]
    if not seen:
        seen = [
            known[ours[0]].at_ms - claimed[claims[key][0]].page_ms
            for key, ours in stored.items()
            if len(ours) == len(claims.get(key, ())) == 1
        ]
    return median(seen) if seen else 0.0


def _on_page_clock(item: Known, skew: float) -> float:
    return float(item.page_ms) if item.page_ms is not None else item.at_ms - skew


def _pair(ours: Sequence[float], theirs: Sequence[float]) -> list[tuple[int, int]]:
    """Pair all of the shorter with some of the longer, in order, at the least total distance in time."""
    if len(ours) == len(theirs) or len(ours) * len(theirs) > _MAX_CELLS:
        return [(i, i) for i in range(min(len(ours), len(theirs)))]
    if len(ours) > len(theirs):
        return [(i, j) for j, i in _pair(theirs, ours)]
    slack = len(theirs) - len(ours)
    cost = [0.0] * (slack + 1)
    choices: list[list[int]] = []
    for i, at in enumerate(ours):
        row: list[float] = []
        choice: list[int] = []
        best, best_at = float("inf"), 0
        for shift in range(slack + 1):
            if cost[shift] < best:
                best, best_at = cost[shift], shift
            row.append(best + abs(at - theirs[i + shift]))
            choice.append(best_at)
        cost = row
        choices.append(choice)
    shift = min(range(slack + 1), key=cost.__getitem__)
    pairs: list[tuple[int, int]] = []
    for i in range(len(ours) - 1, -1, -1):
        pairs.append((i, i + shift))
        shift = choices[i][shift]
    return pairs[::-1]
