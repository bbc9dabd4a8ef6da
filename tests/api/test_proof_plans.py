"""What grows with use is read by index: no request reads a growing table from end to end."""

from pathlib import Path

from tests.api.conftest import BOTH
from tests.fakes.proof_plans import find_scans, find_sorts, noting
from tests.fakes.proof_roles import Role
from tests.fakes.proof_table import TABLE
from tests.fakes.proof_world import Person, World, fill, fill_path, running_world
from tests.fakes.rooms_server import Rooms

SMALL = {"heartbeat", "alembic_version"}
"""Tables that stay small whoever uses Astra and however long."""
KNOWN = {"job": "DELETE FROM job WHERE"}
"""What does read a table whole: the end of an account, once in its life."""


@BOTH
async def test_no_request_reads_a_growing_table_from_end_to_end(
    tmp_path: Path, rooms: Rooms, database_url: str
) -> None:
    async with running_world(tmp_path, rooms, database_url=database_url) as world:
        ada = await world.move_in()
        engine = world.service.root.database.engine
        with noting(engine) as statements:
            for role in (Role.OWNER, Role.SERVICE):
                await call_all(world, role, ada)
            await world.service.root.watcher.look()
            await world.service.root.jobs.run_due()
            await world.service.root.after_talk.schedule.look()
            await world.service.root.after_talk.jobs.run_due()
        scans = await find_scans(engine, statements)
    faults = [
        f"{table} is read whole by {statement}"
        for table, statement in scans.items()
        if table not in SMALL and KNOWN.get(table, "no such") not in statement
    ]
    assert not faults, "\n".join(faults)


async def test_lists_are_read_in_the_order_they_are_shown_in(tmp_path: Path, rooms: Rooms) -> None:
    async with running_world(tmp_path, rooms) as world:
        ada = await world.move_in()
        engine = world.service.root.database.engine
        with noting(engine) as statements:
            for path in ("/api/sessions", f"/api/session/{ada.ids['session_id']}/history"):
                assert (await ada.browser.http.get(path)).status_code == 200
        sorting = await find_sorts(engine, statements)
    assert not sorting, "\n".join(sorting)


async def call_all(world: World, role: Role, ada: Person) -> None:
    """Every route that is this role's, with what ends something last."""
    client = world.enter(role, ada, ada)
    for route, entry in sorted(TABLE.items(), key=lambda item: item[1].turn):
        method, path = route.split(" ", 1)
        if "logout" in path or "everywhere" in path or method == "WS":
            continue
        path = fill_path(route, entry, {"path": "history", **ada.ids})
        body, query = (fill(template, _Known(ada.ids)) for template in (entry.body, dict(entry.query)))
        await client.request(method, path, json=body, params=query, headers=dict(entry.headers))


class _Known(dict[str, str]):
    """The ids of a person, and a word for what they have none of."""

    def __missing__(self, key: str) -> str:
        return f"no-{key}"
