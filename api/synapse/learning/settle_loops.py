"""Which closing closes which loop. Pure, and the same whenever it is done."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from api.synapse.language.words import cut_all, faint_stems

_MIN_SHARE = 0.5
"""How much of what a closing is about must be in the loop."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A loop as far as closing goes."""

    id: UUID
    opened_at: datetime
    place: int
    words: str


@dataclass(frozen=True, slots=True)
class Closing:
    """A closing; `about` names what is over."""

    id: UUID
    said_at: datetime
    place: int
    about: str


@dataclass(slots=True)
class _Open:
    loop: Opened
    stems: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        self.stems = frozenset(cut_all(self.loop.words))


def settle_loops(loops: Iterable[Opened], closings: Iterable[Closing]) -> dict[UUID, Closing]:
    """By loop: the closing that closed it. Each closing closes the loop it fits best, of equals the newest."""
    still_open = [_Open(loop) for loop in sorted(loops, key=lambda loop: (loop.opened_at, loop.place))]
    closed: dict[UUID, Closing] = {}
    for closing in sorted(closings, key=lambda closing: (closing.said_at, closing.place)):
        about = frozenset(cut_all(closing.about))
        told = about - faint_stems() or about
        scored = [
            (len(told & one.stems) / len(told), one)
            for one in still_open
            if told and (one.loop.opened_at, one.loop.place) < (closing.said_at, closing.place)
        ]
        best = max((score for score, _ in scored), default=0.0)
        if best < _MIN_SHARE:
            continue
        fits = [one for score, one in scored if score == best][-1]
        closed[fits.loop.id] = closing
        still_open.remove(fits)
    return closed
