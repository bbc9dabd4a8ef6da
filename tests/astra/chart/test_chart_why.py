"""What explains another app's chart: each convention is found from what it changes."""

from datetime import date, time

import pytest

from astra.chart import cast_chart
from astra.chart.why import Difference, Shown, agrees, find_causes
from astra.chart.zodiac import Point, Sign
from astra.contracts.astro import Ayanamsha, HouseSystem, NodeKind, System
from tests.fakes.births import make_birth, make_unknown, make_western


def show(inputs, *points: Point, degree: bool = False) -> list[Shown]:
    chart = cast_chart(inputs)
    return [
        Shown(point, sign=chart.place(point).sign, degree=chart.place(point).degree if degree else None)
        for point in points
    ]


@pytest.mark.parametrize(
    ("change", "difference", "words"),
    [
        ({"system": System.WESTERN, "ayanamsha": None}, Difference.ZODIAC, "the tropical zodiac"),
        ({"ayanamsha": Ayanamsha.RAMAN}, Difference.AYANAMSHA, "the Raman ayanamsha"),
        ({"utc_offset_s": 19_800 + 3600}, Difference.CLOCK, "an hour more of summer time"),
        ({"utc_offset_s": 0}, Difference.CLOCK, "the clock time read as UTC"),
        ({"time": time(19, 20)}, Difference.CLOCK, "morning taken for evening"),
    ],
)
def test_a_changed_convention_is_found(change, difference, words):
    shown = show(make_birth(**change), Point.SUN, Point.MOON, Point.ASCENDANT, degree=True)
    causes = find_causes(make_birth(), shown)
    assert (difference,) in [cause.differences for cause in causes]
    assert words in [cause.text for cause in causes]
    assert all(agrees(cast_chart(cause.inputs), shown) for cause in causes)


def test_a_changed_node_is_found():
    shown = show(make_birth(node_kind=NodeKind.TRUE), Point.SUN, Point.NORTH_NODE, degree=True)
    causes = find_causes(make_birth(), shown)
    assert (causes[0].differences, causes[0].text) == ((Difference.NODES,), "the true lunar node")


def test_a_changed_house_system_is_found_by_a_house():
    birth, other = make_western(), make_western(house_system=HouseSystem.WHOLE_SIGN)
    mine, theirs = cast_chart(birth), cast_chart(other)
    moved = [p.point for p in mine.placements if theirs.place(p.point).house != p.house and p.point is not Point.VERTEX]
    shown = [Shown(point, sign=mine.place(point).sign, house=theirs.place(point).house) for point in moved]
    causes = find_causes(birth, shown)
    assert (Difference.HOUSES,) in [cause.differences for cause in causes]
    assert "whole sign houses" in [cause.text for cause in causes]


def test_a_degree_said_in_passing_is_taken_loosely():
    shown = [Shown(Point.SUN, sign=Sign.TAURUS, degree=23)]
    assert find_causes(make_birth(), shown) == ()
    loosely = find_causes(make_birth(), shown, tolerance_deg=1.0)
    assert [cause.text for cause in loosely] == ["the tropical zodiac"]


def test_two_changes_are_looked_for_when_no_single_one_explains():
    other = make_birth(system=System.WESTERN, ayanamsha=None, utc_offset_s=0, node_kind=NodeKind.MEAN)
    causes = find_causes(make_birth(), show(other, Point.SUN, Point.MOON, Point.ASCENDANT, degree=True))
    assert set(causes[0].differences) == {Difference.ZODIAC, Difference.CLOCK}
    assert causes[0].text == "the tropical zodiac and the clock time read as UTC"


def test_agreement_needs_no_cause_and_nonsense_has_none():
    birth = make_birth()
    assert find_causes(birth, show(birth, Point.SUN, Point.MOON)) == ()
    assert find_causes(birth, []) == ()
    assert find_causes(birth, [Shown(Point.SUN, sign=Sign.LIBRA)]) == ()


def test_an_unknown_time_is_not_given_an_ascendant_by_any_change():
    assert find_causes(make_unknown(), [Shown(Point.ASCENDANT, sign=Sign.TAURUS)]) == ()


def test_the_edges_of_the_ephemeris_are_not_crossed():
    birth = make_birth(date=date(1800, 1, 3), utc_offset_s=16 * 3600)
    assert find_causes(birth, [Shown(Point.SUN, sign=Sign.LIBRA)]) == ()
