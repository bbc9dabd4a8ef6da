"""Every route as every role: nobody gets what is not theirs, and no route is left out."""

from pathlib import Path

import httpx
from fastapi import FastAPI, WebSocket

from tests.fakes.proof_listing import list_described, list_routes
from tests.fakes.proof_roles import STRANGERS, Entry, Role, everyone, explain_missing
from tests.fakes.proof_sockets import knock
from tests.fakes.proof_table import TABLE
from tests.fakes.proof_world import Person, World, fill, fill_path, running_world
from tests.fakes.rooms_server import Rooms

_LOOKS = ("/api/auth/me", "/api/sessions", "/api/memory", "/api/birth", "/api/memory/receipts")


async def test_every_route_gives_every_role_what_is_theirs_and_nothing_else(tmp_path: Path, rooms: Rooms) -> None:
    async with running_world(tmp_path, rooms) as world:
        assert explain_missing(world.routes, TABLE) == []
        faults = await _try_strangers(world)
        for role in (Role.OWNER, Role.SERVICE):
            faults += await _try_owners(world, role)
    assert not faults, "\n".join(faults)


def test_a_new_route_without_an_entry_is_named() -> None:
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)

    @app.get("/api/new/{thing_id}")
    def new(thing_id: int) -> int:
        return thing_id

    @app.get("/hidden", include_in_schema=False)
    def hidden() -> None: ...

    @app.websocket("/socket")
    async def socket(socket: WebSocket) -> None: ...

    routes = list_routes(app)
    assert routes == ["GET /api/new/{thing_id}", "GET /hidden", "WS /socket"]
    assert list_described(app) == ["GET /api/new/{thing_id}"]
    sentences = explain_missing(routes, {"GET /hidden": everyone(200), "GET /gone": everyone(200)})
    assert [sentence.split(" ")[1] for sentence in sentences] == ["/api/new/{thing_id}", "/socket", "/gone"]
    assert "say in tests/fakes/proof_table.py what each role gets" in sentences[0]


async def _try_strangers(world: World) -> list[str]:
    """Call every route as everybody to whom the owner's things are not there; and they must be as they were."""
    ada, bob = await world.move_in(member=True), await world.pass_by()
    before = await _look(ada)
    faults: list[str] = []
    for role in (*STRANGERS, Role.OTHER, Role.ELSEWHERE):
        for route, entry in _in_order():
            faults += await _try_out(world, role, route, entry, (ada, bob))
            if entry.turn and role not in STRANGERS:
                bob = await world.pass_by()
        if await _look(ada) != before:
            faults.append(f"{role} has changed something of the owner's")
    return faults


async def _try_owners(world: World, role: Role) -> list[str]:
    """Call every route as the owner, or as the worker of the owner's talk."""
    ada = await world.move_in(member=True)
    faults: list[str] = []
    for route, entry in _in_order():
        faults += await _try_out(world, role, route, entry, (ada, ada))
        if entry.ends and entry.expect[role] != 401:
            ada = await world.move_in()
    return faults


async def _try_out(world: World, role: Role, route: str, entry: Entry, people: tuple[Person, Person]) -> list[str]:
    ada, bob = people
    status, text = await _call(world, world.enter(role, ada, bob), route, entry, _choose_ids(role, ada, bob))
    faults: list[str] = []
    if not entry.allows(role, status):
        faults.append(f"{route} as {role}: {status} instead of {entry.expect[role]}: {text[:120]}")
    if role not in entry.shows and (leak := ada.find_leak(text, but_shared=entry.shows_shared)):
        faults.append(f"{route} as {role}: shows {leak}")
    return faults


def _in_order() -> list[tuple[str, Entry]]:
    return sorted(TABLE.items(), key=lambda item: item[1].turn)


def _choose_ids(role: Role, ada: Person, bob: Person) -> dict[str, str]:
    """The owner's things; a worker of another session names that session and its person, and links are one's own."""
    own = {name: bob.ids[name] for name in ("session_id", "user_id")} if role is Role.ELSEWHERE else {}
    links = {Role.OWNER: "token", Role.SHARER: "token", Role.REVOKED: "revoked_token"}
    token = ada.ids[links[role]] if role in links else "a-made-up-token-of-somebody-who-holds-none"
    return {**ada.ids, **own, "path": "history", "token": token}


async def _call(
    world: World, client: httpx.AsyncClient, route: str, entry: Entry, ids: dict[str, str]
) -> tuple[int, str]:
    method, path = route.split(" ", 1)[0], fill_path(route, entry, ids)
    if method == "WS":
        return await knock(world.service.app, path, fill(dict(entry.query), ids), client)
    answer = await client.request(
        method, path, json=fill(entry.body, ids), params=fill(dict(entry.query), ids), headers=dict(entry.headers)
    )
    return answer.status_code, answer.text + str(answer.headers)


async def _look(ada: Person) -> list[object]:
    """All that the owner sees of what is theirs."""
    seen: list[object] = [(await ada.browser.http.get(path)).json() for path in _LOOKS]
    return seen + [await ada.browser.history(ada.ids[name]) for name in ("session_id", "old_session_id")]
