"""The sky of any date, in the zodiac that a person reads by; positions that were asked for once are remembered."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final

from astra.chart.cycles import name_ingress
from astra.chart.ephemeris import ECLIPSE_BITS, open_ephemeris
from astra.chart.events_model import Ingress
from astra.chart.julian import to_datetime, to_julian_day
from astra.chart.track import STEP_DAYS, Track
from astra.chart.zodiac import Point
from astra.contracts.astro import Ayanamsha, NodeKind

_MOST_EVENTS: Final = 40


class MovingSky:
    """Positions, sign changes, stations, phases and eclipses. Tropical without an `ayanamsha`."""

    def __init__(self, ayanamsha: Ayanamsha | None, node_kind: NodeKind = NodeKind.TRUE) -> None:
        self._source = open_ephemeris()
        self._ayanamsha = ayanamsha
        self._node_kind = node_kind
        self._tracks: dict[tuple[Point, bool], Track] = {}

    def at(self, point: Point, when: datetime) -> tuple[float, float]:
        """Longitude in degrees and speed in degrees a day."""
        return self._track(point).at(self._to_tt(when))

    def find_ayanamsha_deg(self, when: datetime) -> float:
        """The ayanamsha of this sky at a moment, Lahiri where the sky is tropical; in degrees."""
        return self._source.read_ayanamsha(self._to_tt(when), self._ayanamsha or Ayanamsha.LAHIRI)

    def list_ingresses(self, point: Point, begin: datetime, end: datetime) -> Iterator[Ingress]:
        """The sign changes of a point inside a span, in order."""
        track, here, last = self._track(point), self._to_tt(begin), self._to_tt(end)
        for _ in range(_MOST_EVENTS):
            found = track.find_ingress(here, last - here) if last > here else None
            if found is None or found > last:
                return
            yield name_ingress(self._source, track, found)
            here = found + min(0.5, STEP_DAYS[point] / 10)

    def list_stations(self, point: Point, begin: datetime, end: datetime) -> Iterator[tuple[datetime, bool]]:
        """When a planet turns inside a span, and whether it runs backwards afterwards."""
        track, here, last = self._track(point), self._to_tt(begin), self._to_tt(end)
        for _ in range(_MOST_EVENTS):
            found = track.find_station(here, last - here) if last > here else None
            if found is None or found > last:
                return
            yield to_datetime(self._source.to_ut(found)), track.at(found + 1.0)[1] < 0
            here = found + 2.0

    def elongation(self, when: datetime) -> float:
        """Moon minus Sun, 0 to below 360 degrees."""
        return (self.at(Point.MOON, when)[0] - self.at(Point.SUN, when)[0]) % 360.0

    def find_eclipse(self, after: datetime, *, solar: bool) -> tuple[datetime, str]:
        """The next eclipse anywhere on Earth: its moment and `total`, `annular`, `hybrid`, `partial` or `penumbral`."""
        bits, moment = self._source.find_eclipse(to_julian_day(after), solar=solar)
        kind = next((name for name, bit in ECLIPSE_BITS.items() if bits & bit), "partial")
        return to_datetime(moment), kind

    def _track(self, point: Point) -> Track:
        if (point, True) not in self._tracks:
            self._tracks[point, True] = Track(self._source, point, self._ayanamsha, self._node_kind)
        return self._tracks[point, True]

    def _to_tt(self, when: datetime) -> float:
        return self._source.to_tt(to_julian_day(when))


def steps(begin: datetime, end: datetime, most: int) -> list[datetime]:
    """Up to `most` moments spread evenly over a span, both ends included."""
    if end <= begin:
        return [begin]
    return [begin + (end - begin) * index / (most - 1) for index in range(most)]


DAY: Final = timedelta(days=1)
