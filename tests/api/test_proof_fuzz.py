"""The whole description, good and bad requests, as a person and as a worker: no 5xx, nothing that is not described."""

from pathlib import Path

import pytest

from tests.fakes.proof_fuzz import Fuzzer
from tests.fakes.proof_roles import Role
from tests.fakes.proof_thread import world_thread
from tests.fakes.rooms_server import Rooms

ROLES = pytest.mark.parametrize("role", [Role.OWNER, Role.SERVICE])


def fuzz(folder: Path, rooms: Rooms, role: Role, examples: int) -> None:
    with world_thread(folder, rooms) as there:
        fuzzer = Fuzzer(there, role, examples)
        fuzzer.run()
    assert fuzzer.faults == {}


@ROLES
def test_whatever_is_sent_the_answer_is_one_that_is_described(tmp_path: Path, rooms: Rooms, role: Role) -> None:
    fuzz(tmp_path, rooms, role, 2)


@ROLES
@pytest.mark.slow
@pytest.mark.timeout(3600)
def test_so_it_is_for_very_many_requests(tmp_path: Path, rooms: Rooms, role: Role) -> None:
    fuzz(tmp_path, rooms, role, 200)
