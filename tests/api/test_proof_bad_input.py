"""What bad input gets: on every route the right status and the name of what is wrong, on both databases the same."""

from pathlib import Path
from typing import Any

from tests.fakes.postgres import Postgres
from tests.fakes.proof_bad_input import spoil_all
from tests.fakes.proof_roles import Role
from tests.fakes.proof_world import running_world
from tests.fakes.rooms_server import Rooms

_LOOKS = ("/api/auth/me", "/api/sessions", "/api/memory", "/api/birth", "/api/memory/receipts")
Answers = dict[str, tuple[int, str | None, str | None, str | None]]


async def test_bad_input_is_named_and_refused_alike_by_both_databases(
    tmp_path: Path, rooms: Rooms, postgres: Postgres
) -> None:
    faults, answers = await send_all(tmp_path, rooms, f"sqlite+aiosqlite:///{tmp_path / 'astra.db'}")
    assert not faults, "\n".join(faults)
    url = await postgres.make_database()
    faults, again = await send_all(tmp_path, rooms, url)
    await postgres.drop_database(url)
    assert not faults, "\n".join(faults)
    assert {name: (answers.get(name), answer) for name, answer in again.items() if answers.get(name) != answer} == {}


async def send_all(folder: Path, rooms: Rooms, database_url: str) -> tuple[list[str], Answers]:
    """Send every bad request; what was wrong with the answers, and the answers by the name of the request."""
    answers: Answers = {}
    faults: list[str] = []
    async with running_world(folder, rooms, database_url=database_url) as world:
        ada = await world.move_in(member=True)
        before = [(await ada.browser.http.get(path)).json() for path in _LOOKS]
        worker = world.enter(Role.SERVICE, ada, ada)
        for bad in spoil_all(world.service.app, ada.ids):
            client = worker if bad.role is Role.SERVICE else ada.browser.http
            method = bad.route.split(" ")[0]
            answer = await client.request(
                method, bad.path, content=bad.content, headers=dict(bad.headers), params=dict(bad.params) or None
            )
            error = _read_error(answer)
            answers[bad.name] = (answer.status_code, error.get("code"), error.get("field"), error.get("message"))
            if answer.status_code != bad.status or not error.get("message"):
                faults.append(f"{bad.name}: {answer.status_code} instead of {bad.status}: {answer.text[:200]}")
            elif bad.field is not None and error.get("field") is None:
                faults.append(f"{bad.name}: the error names no field: {answer.text[:200]}")
        after = [(await ada.browser.http.get(path)).json() for path in _LOOKS]
        if before != after:
            faults.append("something was stored")
    return faults, answers


def _read_error(answer: Any) -> dict[str, Any]:
    try:
        return answer.json()["error"]
    except (ValueError, KeyError, TypeError):
        return {}
