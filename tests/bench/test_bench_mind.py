"""What the benchmark of the mind says of its turns: memory on is held against the same turns with memory off."""

import pytest

from bench.mind import Heard, Sides, list_misses, render


def heard(*sound_ms: float) -> Heard:
    return Heard([one - 75 for one in sound_ms], list(sound_ms))


def test_memory_is_held_against_the_same_turns_without_it() -> None:
    sides = Sides(off=heard(440, 450, 460), on=heard(445, 454.5, 470), hanging=heard(500, 540, 550))
    assert sides.added.value == pytest.approx(1.01)
    assert sides.added.low <= sides.added.value <= sides.added.high
    assert list_misses(1.0, sides) == ["memory hangs"]
    table = render(1.0, sides)
    assert "| off | 375.0 (383.0) ms | 450.0 (458.0) ms | | |" in table
    assert "**1.010** (" in table
    assert "≤ 1.02 met" in table
    assert "**1.200** (" in table
    assert "≤ 1.02 **missed**" in table


def test_what_is_over_its_target_is_named() -> None:
    slow = Sides(off=heard(440, 450, 460), on=heard(460, 470, 480), hanging=heard(440, 450, 460))
    assert list_misses(5.1, slow) == ["packet build", "memory on"]
