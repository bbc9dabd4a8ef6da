"""Live ingest and the page's save, permuted, doubled and late: always the reference set, in order."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.fakes.proof_orders import OneTalk
from tests.fakes.proof_thread import world_thread
from tests.fakes.rooms_server import Rooms


def hold_talks(folder: Path, rooms: Rooms, *, count: int, steps: int, looks_often: bool) -> None:
    with world_thread(folder, rooms) as there:
        who = there.run(there.world.service.guest())
        machine = type("Held", (OneTalk,), {"there": there, "who": who, "looks_often": looks_often})
        limits = settings(
            max_examples=count,
            stateful_step_count=steps,
            deadline=None,
            database=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        )
        run_state_machine_as_test(machine, settings=limits)


def test_talks_end_as_they_were_held(tmp_path: Path, rooms: Rooms) -> None:
    hold_talks(tmp_path, rooms, count=25, steps=3, looks_often=False)


@pytest.mark.slow
@pytest.mark.timeout(7200)
def test_ten_thousand_talks_end_as_they_were_held(tmp_path: Path, rooms: Rooms) -> None:
    hold_talks(tmp_path, rooms, count=10_000, steps=8, looks_often=True)
