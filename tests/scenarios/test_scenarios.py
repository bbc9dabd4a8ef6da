"""Every conversation beside this file in which nothing is killed, held in a real room of a running Astra."""

from pathlib import Path

import pytest

from scenarios.performing import Stage, perform
from scenarios.reading import read_scenario
from scenarios.script import Kill

FOLDER = Path(__file__).parent
READ = {path.stem: read_scenario(path) for path in sorted(FOLDER.glob("*.yaml"))}
SCENARIOS = {
    name: scenario
    for name, scenario in READ.items()
    if not any(isinstance(step.action, Kill) for step in scenario.all_steps())
}
LONG = {path.stem: read_scenario(path) for path in sorted((FOLDER / "long").glob("*.yaml"))}
"""Talks of minutes, and talks whose point is shown by others as well: in writing by tests/api, after a refresh by
tests/e2e/test_browser_story.py, with a failing voice by tests/agent/test_agent_faults.py."""

pytestmark = [pytest.mark.rooms, pytest.mark.speech, pytest.mark.timeout(240)]


@pytest.mark.parametrize("name", SCENARIOS)
async def test_it_goes_as_written(name: str, stage: Stage) -> None:
    report = await perform(SCENARIOS[name], stage)

    assert report.ok, report.render()


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.parametrize("name", LONG)
async def test_a_long_talk_goes_as_written(name: str, patient_stage: Stage) -> None:
    report = await perform(LONG[name], patient_stage)

    assert report.ok, report.render()
