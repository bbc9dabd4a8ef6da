"""One moving point's path: when it crosses a longitude, enters a sign, or stands still. Times are Julian days (TT).

Steps are short enough that a point turns at most once inside one, and a turn inside a step is looked at by itself: so
retrograde loops, and those that only just touch, are found.
"""

from collections.abc import Callable, Iterator
from typing import Final

from astra.chart.ephemeris import Ephemeris
from astra.chart.moment import FIRST_DAY, LAST_DAY
from astra.chart.zodiac import Point, turn_between
from astra.contracts.astro import Ayanamsha, NodeKind

STEP_DAYS: Final = {
    Point.SUN: 8.0,
    Point.MOON: 1.0,
    Point.MERCURY: 3.0,
    Point.VENUS: 5.0,
    Point.MARS: 8.0,
    Point.JUPITER: 15.0,
    Point.SATURN: 20.0,
    Point.URANUS: 30.0,
    Point.NEPTUNE: 30.0,
    Point.PLUTO: 30.0,
    Point.CHIRON: 20.0,
    Point.NORTH_NODE: 2.0,
    Point.SOUTH_NODE: 2.0,
}
"""The true node turns every few days, the planets at most twice a year."""

_RESOLUTION_DAYS: Final = 0.2 / 86_400.0
_JD_OF_ORDINAL: Final = 1721424.5
_FIRST_JD: Final = FIRST_DAY.toordinal() + _JD_OF_ORDINAL
_LAST_JD: Final = LAST_DAY.toordinal() + _JD_OF_ORDINAL


class Track:
    """Reads positions on demand and remembers them, so that many questions about one point cost one walk."""

    def __init__(self, ephemeris: Ephemeris, point: Point, ayanamsha: Ayanamsha | None, node_kind: NodeKind) -> None:
        self.point = point
        self._ephemeris = ephemeris
        self._ayanamsha = ayanamsha
        self._node_kind = node_kind
        self._known: dict[float, tuple[float, float]] = {}
        self._paths: dict[tuple[float, bool], _Path] = {}

    def at(self, jd_tt: float) -> tuple[float, float]:
        """Longitude in degrees and speed in degrees a day."""
        if (found := self._known.get(jd_tt)) is None:
            reading = self._ephemeris.read_one(jd_tt, self.point, self._ayanamsha, self._node_kind)
            found = self._known[jd_tt] = (reading.longitude, reading.speed)
        return found

    def find_crossing(self, target: float, start: float, reach_days: float) -> float | None:
        """The first moment after `start` (before it, for a negative reach) at which the point stands at `target`."""

        def distance(jd_tt: float) -> float:
            return turn_between(target, self.at(jd_tt)[0])

        for begin, end in self._walk(start, reach_days):
            first, last = distance(begin), distance(end)
            if first * last <= 0 and abs(first) + abs(last) < 180.0 and first != last:
                found = find_root(distance, begin, end)
                if found != start:
                    return found
        return None

    def find_station(self, start: float, reach_days: float) -> float | None:
        """The first moment after `start` at which the point turns."""
        path = self._path(start, forward=True)
        return next((begin for begin, _ in self._walk(start, reach_days) if path.is_turn(begin)), None)

    def find_ingress(self, start: float, reach_days: float) -> float | None:
        """The first moment after `start` at which the point changes sign."""
        for begin, end in self._walk(start, reach_days):
            first, last = self.at(begin)[0], self.at(end)[0]
            if first // 30.0 != last // 30.0:
                # A point passes at most one boundary in a step; the one nearest to the middle is the one it passed.
                boundary = 30.0 * round((first + turn_between(first, last) / 2.0) / 30.0)
                return find_root(lambda jd_tt, edge=boundary: turn_between(edge, self.at(jd_tt)[0]), begin, end)
        return None

    def _path(self, start: float, *, forward: bool) -> "_Path":
        if (path := self._paths.get((start, forward))) is None:
            path = self._paths[start, forward] = _Path(self, start, forward=forward)
        return path

    def _walk(self, start: float, reach_days: float) -> Iterator[tuple[float, float]]:
        """Stretches without a turn, away from `start`, each as its nearer and its farther end."""
        path = self._path(start, forward=reach_days > 0)
        index = 0
        while (stretch := path.stretch(index)) is not None and abs(stretch[0] - start) <= abs(reach_days):
            yield stretch
            index += 1


class _Path:
    """The way of a point from a moment on (or back) in stretches in which it never turns; grown as it is asked."""

    def __init__(self, track: Track, start: float, *, forward: bool) -> None:
        self._track = track
        self._step = STEP_DAYS[track.point] if forward else -STEP_DAYS[track.point]
        self._nodes = [start]
        self._turns: set[float] = set()
        self._grid = start

    def stretch(self, index: int) -> tuple[float, float] | None:
        """The `index`th stretch, or None where the ephemeris ends before it."""
        while len(self._nodes) < index + 2:
            if not self._grow():
                return None
        return self._nodes[index], self._nodes[index + 1]

    def is_turn(self, jd_tt: float) -> bool:
        """Whether a stretch ends here because the point turns."""
        return jd_tt in self._turns

    def _grow(self) -> bool:
        before, after = self._grid, self._grid + self._step
        if not (_FIRST_JD <= after <= _LAST_JD):
            return False
        if self._track.at(before)[1] * self._track.at(after)[1] < 0:
            turn = find_root(lambda jd_tt: self._track.at(jd_tt)[1], before, after)
            self._turns.add(turn)
            self._nodes.append(turn)
        self._nodes.append(after)
        self._grid = after
        return True


def find_root(value_at: Callable[[float], float], begin: float, end: float) -> float:
    """Where a value that has opposite signs at both ends is zero, to a fifth of a second (Illinois' false position)."""
    first, last = value_at(begin), value_at(end)
    if first == 0.0:
        return begin
    side = 0
    middle = end
    for _ in range(60):
        if abs(end - begin) <= _RESOLUTION_DAYS or last == first:
            break
        previous, middle = middle, (first * end - last * begin) / (first - last)
        value = value_at(middle)
        if value == 0.0 or abs(middle - previous) < _RESOLUTION_DAYS / 4.0:
            break
        if value * last > 0:
            end, last = middle, value
            if side == -1:
                first /= 2.0
            side = -1
        else:
            begin, first = middle, value
            if side == 1:
                last /= 2.0
            side = 1
    return middle
