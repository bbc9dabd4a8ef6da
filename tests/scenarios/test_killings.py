"""Conversations in which a part is killed, on an Astra of their own: nothing said is lost, and the talk goes on."""

from pathlib import Path

import pytest

from scenarios.performing import Stage, perform
from scenarios.reading import read_scenario
from scenarios.script import Kill

FOLDER = Path(__file__).parent
SCENARIOS = {path.stem: read_scenario(path) for path in sorted(FOLDER.glob("*.yaml"))}
KILLING = [name for name, s in SCENARIOS.items() if any(isinstance(step.action, Kill) for step in s.all_steps())]

pytestmark = [pytest.mark.rooms, pytest.mark.speech, pytest.mark.timeout(240)]


@pytest.mark.parametrize("name", KILLING)
async def test_nothing_is_lost_when_a_part_is_killed(name: str, fragile_stage: Stage) -> None:
    report = await perform(SCENARIOS[name], fragile_stage)

    assert report.ok, report.render()


@pytest.mark.slow
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("name", KILLING)
async def test_nothing_is_lost_in_ten_killings(name: str, fragile_stage: Stage) -> None:
    for _ in range(10):
        report = await perform(SCENARIOS[name], fragile_stage)
        assert report.ok, report.render()
