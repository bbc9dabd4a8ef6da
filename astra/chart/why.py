"""Why another app shows something else: which convention or clock makes its placements come out.

The chart is cast anew with one thing changed (zodiac, ayanamsha, nodes, houses, the clock's offset), then with two; a
change that makes all that the other app shows true is a cause. Nothing is guessed: what no change explains is said to
be unexplained.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from itertools import combinations
from typing import Any, Final

from astra.chart.cast import DEFAULT_NODES, cast_chart, choose_ayanamsha
from astra.chart.model import Chart
from astra.chart.moment import FIRST_DAY, LAST_DAY, MAX_OFFSET_S
from astra.chart.names import name_value
from astra.chart.zodiac import Nakshatra, Point, Sign
from astra.contracts.astro import Ayanamsha, ChartInputs, HouseSystem, NodeKind, System


class Difference(StrEnum):
    """What two charts of one birth can differ in."""

    ZODIAC = "zodiac"
    AYANAMSHA = "ayanamsha"
    NODES = "nodes"
    HOUSES = "houses"
    CLOCK = "clock"


@dataclass(frozen=True, slots=True)
class Shown:
    """What the other app shows of one point; what it does not say is None."""

    point: Point
    sign: Sign | None = None
    house: int | None = None
    nakshatra: Nakshatra | None = None
    degree: float | None = None
    """Degrees and minutes in the sign, as degrees; agrees within 2′ unless told otherwise."""


@dataclass(frozen=True, slots=True)
class Cause:
    """A change of conventions under which everything shown is true."""

    differences: tuple[Difference, ...]
    text: str
    """What the other app then uses, in plain English: `the tropical zodiac`."""
    inputs: ChartInputs


@dataclass(frozen=True, slots=True)
class _Change:
    difference: Difference
    text: str
    values: tuple[tuple[str, Any], ...]


DEGREE_TOLERANCE: Final = 2.0 / 60.0
_MOST_CAUSES: Final = 6
_HOUR_S: Final = 3600.0
_DAY: Final = timedelta(days=1)


def agrees(chart: Chart, shown: Sequence[Shown], tolerance_deg: float = DEGREE_TOLERANCE) -> bool:
    """Whether a chart shows the same, degrees within `tolerance_deg`; nothing agrees with what the chart lacks."""
    return all(_agrees(chart, one, tolerance_deg) for one in shown)


def find_causes(
    inputs: ChartInputs, shown: Sequence[Shown], *, tolerance_deg: float = DEGREE_TOLERANCE, most_changes: int = 2
) -> tuple[Cause, ...]:
    """What the other app may do otherwise, the simplest first: single changes, and only without any, pairs (no pairs
    where `most_changes` is 1).

    Empty where the charts agree already, and where no change explains all that is shown.
    """
    if not shown or agrees(cast_chart(inputs), shown, tolerance_deg):
        return ()
    changes = list(_list_changes(inputs))
    for count in range(1, most_changes + 1):
        tried = (_try(inputs, group, shown, tolerance_deg) for group in combinations(changes, count))
        causes = [cause for cause in tried if cause is not None]
        if causes:
            return tuple(causes[:_MOST_CAUSES])
    return ()


def _agrees(chart: Chart, shown: Shown, tolerance_deg: float) -> bool:
    placement = chart.find(shown.point)
    if placement is None:
        return False
    return (
        (shown.sign is None or placement.sign is shown.sign)
        and (shown.house is None or placement.house == shown.house)
        and (shown.nakshatra is None or placement.nakshatra is shown.nakshatra)
        and (shown.degree is None or abs(placement.degree - shown.degree) <= tolerance_deg)
    )


def _try(
    inputs: ChartInputs, changes: tuple[_Change, ...], shown: Sequence[Shown], tolerance_deg: float
) -> Cause | None:
    differences = tuple(change.difference for change in changes)
    if len(set(differences)) < len(differences) or set(differences) == {Difference.ZODIAC, Difference.AYANAMSHA}:
        return None
    values = {name: value for change in changes for name, value in change.values}
    other = inputs.model_copy(update=values)
    if not agrees(cast_chart(other), shown, tolerance_deg):
        return None
    return Cause(differences, " and ".join(change.text for change in changes), other)


def _list_changes(inputs: ChartInputs) -> Iterator[_Change]:
    yield from _list_zodiacs(inputs)
    kind = inputs.node_kind or DEFAULT_NODES[inputs.system]
    other_kind = NodeKind.MEAN if kind is NodeKind.TRUE else NodeKind.TRUE
    yield _Change(Difference.NODES, f"the {other_kind.value} lunar node", (("node_kind", other_kind),))
    for system in HouseSystem:
        if system is not inputs.house_system:
            text = f"{name_value(system.value).replace('Whole Sign', 'whole sign').replace('Equal', 'equal')} houses"
            yield _Change(Difference.HOUSES, text, (("house_system", system),))
    if inputs.time is not None:
        yield from _list_clocks(inputs)


def _list_zodiacs(inputs: ChartInputs) -> Iterator[_Change]:
    # The nodes stay what they are, so that a change of zodiac is only that.
    keep = ("node_kind", inputs.node_kind or DEFAULT_NODES[inputs.system])
    used = choose_ayanamsha(inputs)
    if used is not None:
        values = (("system", System.WESTERN), ("ayanamsha", None), keep)
        yield _Change(Difference.ZODIAC, "the tropical zodiac", values)
    for ayanamsha in Ayanamsha:
        if ayanamsha is not used:
            difference = Difference.ZODIAC if used is None else Difference.AYANAMSHA
            text = f"the {name_value(ayanamsha.value)} ayanamsha"
            values = (("system", System.VEDIC), ("ayanamsha", ayanamsha), keep)
            yield _Change(difference, f"the sidereal zodiac with {text}" if used is None else text, values)


def _list_clocks(inputs: ChartInputs) -> Iterator[_Change]:
    """Offsets that are easily taken instead: an hour of summer time, none at all, half an hour, local mean time."""
    local_mean_s = inputs.longitude * 240.0
    offsets = {
        "an hour more of summer time": inputs.utc_offset_s + _HOUR_S,
        "an hour less of summer time": inputs.utc_offset_s - _HOUR_S,
        "the clock time read as UTC": 0.0,
        "local mean time": local_mean_s,
        "a zone half an hour ahead": inputs.utc_offset_s + _HOUR_S / 2,
        "a zone half an hour behind": inputs.utc_offset_s - _HOUR_S / 2,
    }
    tried = {inputs.utc_offset_s}
    for text, offset_s in offsets.items():
        if offset_s not in tried and abs(offset_s) <= MAX_OFFSET_S:
            tried.add(offset_s)
            yield _Change(Difference.CLOCK, text, (("utc_offset_s", offset_s),))
    if inputs.time is not None:
        other_half = inputs.time.replace(hour=(inputs.time.hour + 12) % 24)
        yield _Change(Difference.CLOCK, "morning taken for evening", (("time", other_half),))
    for text, day in (("the day before", inputs.date - _DAY), ("the day after", inputs.date + _DAY)):
        if FIRST_DAY <= day <= LAST_DAY:
            yield _Change(Difference.CLOCK, text, (("date", day),))
