"""What the benchmark makes of its measurements: figures, rejections, tables."""

import asyncio
import os
import platform
from collections import Counter
from pathlib import Path

import pytest

import bench
from bench.caller import NotHeardError, SpokenOverError
from bench.clips import RATE, speak_clip
from bench.figures import median, p90, ratio_of_medians
from bench.memory import read_pss_mib
from bench.peers import STARTER_NAME
from bench.report import Comparison, describe_environment, render_row, render_steps
from bench.starvation import Hardship, Tolerance, watch_hardship
from bench.trial import Series, interleave, try_once

PATIENT = Tolerance(loop_lag_s=60, frame_late_s=60, pressure_share=60, stolen_share=60)


def series(*values: float, wanted: int | None = None, **rejected: int) -> Series[float]:
    return Series(wanted or len(values), list(values), Counter(rejected))


def test_a_ratio_is_of_medians_and_its_interval_holds_it():
    ratio = ratio_of_medians([80, 90, 100, 110, 700], [190, 200, 210, 205, 195])
    assert ratio.value == pytest.approx(0.5)
    assert ratio.low <= ratio.value <= ratio.high
    assert ratio == ratio_of_medians([80, 90, 100, 110, 700], [190, 200, 210, 205, 195])


def test_p90_lies_between_neighbours():
    assert p90([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]) == pytest.approx(9.1)
    assert p90([7]) == 7
    assert median([3, 1, 2]) == 2


async def test_a_starved_measurement_is_thrown_away_and_counted():
    kept: Series[float] = Series(3)

    async def late(hardship: Hardship) -> float:
        hardship.frame_late_s = 61.0
        return 1.0

    assert await try_once(kept, late, PATIENT) is None
    assert kept.values == []
    assert kept.rejected == {"late frames": 1}


async def test_hardship_sees_a_blocked_event_loop():
    async with watch_hardship() as hardship:
        await asyncio.sleep(0)
        await asyncio.sleep(0.02)
        deadline = asyncio.get_running_loop().time() + 0.2
        while asyncio.get_running_loop().time() < deadline:
            pass
        await asyncio.sleep(0.02)
    assert hardship.reasons(Tolerance())[0] == "loop lag"


async def test_what_comes_before_and_after_the_measured_stretch_counts_for_nothing():
    def block() -> None:
        deadline = asyncio.get_running_loop().time() + 0.2
        while asyncio.get_running_loop().time() < deadline:
            pass

    async with watch_hardship() as hardship:
        await asyncio.sleep(0)
        block()
        await asyncio.sleep(0.02)
        hardship.begin()
        await asyncio.sleep(0.02)
        hardship.end()
        block()
        await asyncio.sleep(0.02)
    assert hardship.loop_lag_s < 0.15


async def test_sides_take_turns_until_full_and_failures_are_made_up_for():
    order: list[str] = []
    failing = iter([NotHeardError(), SpokenOverError()])

    async def first(_hardship: Hardship) -> str:
        order.append("a")
        return "a"

    async def second(_hardship: Hardship) -> str:
        order.append("b")
        if (failure := next(failing, None)) is not None:
            raise failure
        return "b"

    a, b = Series[str](2), Series[str](2)
    await interleave([(a, first), (b, second)], PATIENT, most_rounds=9)
    assert order == ["a", "b", "b", "a", "b", "b"]
    assert a.is_full
    assert b.values == ["b", "b"]
    assert b.rejected == {"nothing heard": 1, "spoken over": 1}


async def test_rounds_are_bounded_and_a_series_that_lacks_values_is_not_trusted():
    async def never(_hardship: Hardship) -> float:
        raise NotHeardError

    empty = Series[float](2)
    await interleave([(empty, never)], PATIENT, most_rounds=3)
    assert sum(empty.rejected.values()) == 3
    assert not empty.is_trustworthy


def test_a_row_gives_the_ratio_its_target_and_what_was_thrown_away():
    row = render_row(Comparison("reply", "ms", series(200, 210, late=1), series(100, 105), 0.9))
    assert "**0.50**" in row
    assert "≤ 0.90 met" in row
    assert "1 (late 1) / 0" in row
    assert "**missed**" in render_row(Comparison("reply", "ms", series(100, 100), series(200, 200), 0.9))


def test_a_starved_series_gets_no_figure():
    comparison = Comparison("reply", "ms", series(200, 210), series(100, 105, pressure=3), 0.9)
    assert comparison.is_met is None
    row = render_row(comparison)
    assert "starved" in row
    assert "0.5" not in row


def test_steps_are_medians_and_an_unseen_one_is_a_dash():
    table = render_steps("Replies", {"starter": {"STT": [0.12, 0.14]}, "Astra": {"STT": []}})
    assert "| STT | 130 | – |" in table


def test_the_environment_names_versions_and_no_machine():
    described = describe_environment()
    assert "livekit-agents 1." in described
    assert platform.node() not in described


def test_memory_of_a_process_is_read_with_its_shared_pages_counted_once():
    assert read_pss_mib(os.getpid()) > 5


def test_the_starter_registers_under_the_name_that_is_called():
    source = (Path(bench.__file__).parent / "starter.py").read_text(encoding="utf-8")
    assert f'agent_name="{STARTER_NAME}"' in source


@pytest.mark.speech
def test_a_clip_begins_and_ends_with_voice():
    clip = speak_clip("Can you hear me?")
    assert 0.5 < clip.seconds < 3
    assert abs(int(clip.samples[0])) > 400
    assert abs(int(clip.samples[-1])) > 400
    assert clip.seconds == len(clip.samples) / RATE
