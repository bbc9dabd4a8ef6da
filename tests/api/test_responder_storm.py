"""The outbox in a storm: nothing lost, nothing answered twice, each person's order kept, whoever is killed."""

from pathlib import Path

import pytest

from tests.api.conftest import BOTH
from tests.fakes.responder_storm import Plan, run_storm

SHORT = Plan(
    people=5, messages=50, processes=2, hands=2, kill_every_s=0.5, kills=2, lease_s=1.5, within_s=100, thought=15
)
LONG = Plan(
    people=100,
    messages=10_000,
    processes=4,
    hands=4,
    kill_every_s=4.0,
    kills=10_000,
    lease_s=60.0,
    within_s=1500,
    thought=50,
)


@BOTH
async def test_a_short_storm_loses_nothing(tmp_path: Path, database_url: str) -> None:
    outcome = await run_storm(tmp_path, database_url, SHORT)
    assert (outcome.lost, outcome.answered_twice, outcome.out_of_order) == (0, 0, 0)
    assert sum(map(len, outcome.sent.values())) == SHORT.messages


@pytest.mark.slow
@pytest.mark.timeout(1800)
@BOTH
async def test_a_storm_of_ten_thousand_messages_loses_nothing(tmp_path: Path, database_url: str) -> None:
    outcome = await run_storm(tmp_path, database_url, LONG)
    assert (outcome.lost, outcome.answered_twice, outcome.out_of_order) == (0, 0, 0)
    assert outcome.kills >= 3
    assert max(outcome.returned_after_s, default=0.0) <= 90.0
