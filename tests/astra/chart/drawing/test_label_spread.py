"""Labels are moved apart no more than they must, and never past one another."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from astra.chart.drawing.spread import spread_on_circle, spread_on_line, spread_within

ANGLES = st.lists(st.floats(0, 359.99), min_size=1, max_size=15)


def turn(start: float, end: float) -> float:
    return (end - start) % 360


def test_what_does_not_touch_stays() -> None:
    assert spread_on_line([10.0, 40.0, 90.0], 8) == [10.0, 40.0, 90.0]
    assert spread_on_circle([10.0, 40.0, 350.0], 8) == [10.0, 40.0, 350.0]


def test_two_that_touch_part_evenly_also_over_the_seam() -> None:
    assert spread_on_line([10.0, 12.0], 8) == [7.0, 15.0]
    assert spread_on_circle([359.0, 1.0], 8) == [356.0, 4.0]


def test_the_order_of_the_answer_is_that_of_the_question() -> None:
    assert spread_on_line([12.0, 10.0], 8) == [15.0, 7.0]


@given(ANGLES)
def test_on_a_circle_all_are_apart_and_in_order(angles: list[float]) -> None:
    placed = sorted(zip(spread_on_circle(angles, 8.0), angles, strict=True))
    for index, (here, _) in enumerate(placed):
        if len(placed) > 1:
            gap = turn(here, placed[(index + 1) % len(placed)][0])
            assert gap >= 8.0 - 1e-6


@given(st.lists(st.floats(-50, 450), max_size=20))
def test_between_two_ends_none_leaves_and_none_touches(wanted: list[float]) -> None:
    placed = sorted(spread_within(wanted, 13.5, 0, 336))
    gap = min(13.5, 336 / max(1, len(placed) - 1))
    assert all(-1e-6 <= place <= 336 + 1e-6 for place in placed)
    assert all(after - before >= gap - 1e-6 for before, after in pairwise(placed))
