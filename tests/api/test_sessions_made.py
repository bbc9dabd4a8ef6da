"""Making, naming and choosing sessions: whose they are, what a click makes, which one is current."""

import asyncio
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest

from api.session import repository
from tests.api.conftest import BOTH
from tests.fakes.api_service import Browser, Service, said


async def make(browser: Browser, intent: UUID | None = None, **body: Any) -> httpx.Response:
    headers = {} if intent is None else {"Idempotency-Key": str(intent)}
    return await browser.http.post("/api/session/create", json={"persona": "astra", **body}, headers=headers)


async def open_by_click(browser: Browser, intent: UUID, **body: Any) -> httpx.Response:
    return await browser.http.post("/api/session", json=body, headers={"Idempotency-Key": str(intent)})


async def current(browser: Browser) -> str | None:
    answer = await browser.http.get("/api/session/current")
    return answer.json()["session_id"] if answer.status_code == 200 else None


async def count_rows(service: Service, browser: Browser) -> int:
    async with service.root.database.read() as db:
        return len([s for s in await repository.list_watched(db) if s.user_id == UUID(browser.user_id)])


@BOTH
async def test_nobody_names_or_finds_another_persons_session(service: Service, ada: Browser, bob: Browser) -> None:
    click = uuid4()
    hers = (await make(ada, click, display_name="Moving to Pune")).json()["session_id"]
    for session_id in (hers, str(uuid4())):
        answer = await bob.http.patch(f"/api/session/{session_id}", json={"title": "planted"})
        assert (answer.status_code, answer.json()["error"]["code"]) == (404, "not_found")
    assert (await bob.http.get("/api/session/current")).status_code == 404
    his = await make(bob, click)
    assert his.status_code == 201, "a click is one of a person, whatever its id"
    assert his.json()["session_id"] != hers
    assert (await ada.http.get("/api/session/current")).json()["display_name"] == "Moving to Pune"


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("POST", "/api/session/create", {"persona": "astra"}),
        ("GET", "/api/session/current", None),
        ("PATCH", f"/api/session/{UUID(int=7)}", {"title": "x"}),
    ],
)
async def test_they_are_for_who_is_signed_in(service: Service, method: str, path: str, body: Any) -> None:
    nobody = service.client(**{"x-astra": "1"})
    assert (await nobody.request(method, path, json=body)).status_code == 401
    assert (await service.worker.request(method, path, json=body)).status_code == 401


async def test_a_made_session_can_be_typed_in_and_opened(service: Service, ada: Browser) -> None:
    answer = await make(ada, persona="meera", display_name="  Work  ", metadata={"from": "phone"})
    made = answer.json()
    assert answer.status_code == 201
    assert set(made) == {"session_id", "user_id", "created_at", "persona"}
    assert (made["user_id"], made["persona"]) == (ada.user_id, "meera")
    assert await ada.sessions() == [], "nothing was said in it"
    shown = (await ada.http.get("/api/session/current")).json()
    assert (shown["display_name"], shown["title"], shown["metadata"]) == ("Work", "Work", {"from": "phone"})
    opened = await ada.open(session_id=made["session_id"])
    assert opened["session_id"] == made["session_id"]
    assert len(await service.root.rooms.list_dispatches(opened["room"])) == 1
    await service.ingest(made["session_id"], said(1, "hello"))
    assert [item["title"] for item in await ada.sessions()] == ["Work"]


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "persona"),
        ({"persona": "nobody"}, "persona"),
        ({"persona": "astra", "display_name": " "}, "display_name"),
        ({"persona": "astra", "display_name": "x" * 81}, "display_name"),
        ({"persona": "astra", "display_name": "a\x00b"}, "display_name"),
        ({"persona": "astra", "metadata": {"k": 1}}, "metadata.k"),
        ({"persona": "astra", "metadata": {"k": "v" * 201}}, "metadata.k"),
        ({"persona": "astra", "metadata": {f"k{n}": "v" for n in range(17)}}, "metadata"),
        ({"persona": "astra", "metadata": ["k"]}, "metadata"),
        ({"persona": "astra", "user_id": "me"}, "user_id"),
    ],
)
async def test_what_a_session_can_not_be_made_of_is_named(ada: Browser, body: dict[str, Any], field: str) -> None:
    answer = await ada.http.post("/api/session/create", json=body)
    assert answer.status_code == 422
    assert answer.json()["error"]["field"] == field
    assert await current(ada) is None


async def test_names_are_given_changed_and_taken_back(service: Service, ada: Browser) -> None:
    session_id = (await ada.open())["session_id"]
    await service.ingest(session_id, said(1, "my new flat"))
    path = f"/api/session/{session_id}"
    for body, name in (({"display_name": "Flat"}, "Flat"), ({"title": "The flat"}, "The flat")):
        answer = await ada.http.patch(path, json=body)
        assert (answer.status_code, answer.json()["title"], answer.json()["display_name"]) == (200, name, name)
    assert (await ada.sessions())[0]["title"] == "The flat"
    taken_back = (await ada.http.patch(path, json={"title": None})).json()
    assert (taken_back["title"], taken_back["display_name"]) == ("my new flat", None)
    for body in ({}, {"title": "a", "display_name": "b"}, {"title": 5}, {"title": "a\nb"}, {"name": "x"}):
        assert (await ada.http.patch(path, json=body)).status_code == 422
    assert (await ada.http.patch("/api/session/nonsense", json={"title": "a"})).status_code == 422
    await ada.http.delete(f"{path}/clear")
    assert (await ada.http.patch(path, json={"title": "back"})).status_code == 404


@BOTH
async def test_one_session_is_current_and_it_is_the_one_chosen_last(service: Service, ada: Browser) -> None:
    assert await current(ada) is None
    first, second = [(await ada.open())["session_id"] for _ in range(2)]
    for session_id in (first, second):
        await service.ingest(session_id, said(1, "hello"))
    assert await current(ada) == second
    await ada.open(session_id=first)
    assert await current(ada) == first
    listed = {item["session_id"]: item["current"] for item in await ada.sessions()}
    assert listed == {first: True, second: False}
    third = (await ada.open())["session_id"]
    assert await current(ada) == third
    await ada.http.delete(f"/api/session/{third}")
    assert await current(ada) == first, "an empty one that is over is as if it had not been"
    await ada.http.delete(f"/api/session/{first}/clear")
    assert await current(ada) == second


async def test_who_has_two_browsers_has_one_current_session(service: Service, ada: Browser) -> None:
    other = Browser(service.client(**{"x-astra": "1"}), ada.user_id)
    other.http.cookies = httpx.Cookies(ada.http.cookies)
    opened = await ada.open()
    assert await current(other) == opened["session_id"]
    elsewhere = await other.open()
    assert await current(ada) == elsewhere["session_id"]


@BOTH
async def test_a_click_that_is_sent_again_makes_one_session(service: Service, ada: Browser) -> None:
    click = uuid4()
    answers = await asyncio.gather(*(open_by_click(ada, click) for _ in range(8)))
    assert sorted(answer.status_code for answer in answers) == [200] * 7 + [201]
    assert len({(answer.json()["session_id"], answer.json()["room"]) for answer in answers}) == 1
    assert await count_rows(service, ada) == 1
    alive = await service.root.rooms.list_alive()
    assert answers[0].json()["room"] in alive
    assert len(await service.root.rooms.list_dispatches(answers[0].json()["room"])) == 1
    another = await open_by_click(ada, uuid4())
    assert another.status_code == 201
    assert another.json()["session_id"] != answers[0].json()["session_id"]


@BOTH
async def test_so_does_a_click_that_makes_one_to_be_opened_later(service: Service, ada: Browser) -> None:
    click = uuid4()
    answers = await asyncio.gather(*(make(ada, click) for _ in range(8)))
    assert sorted(answer.status_code for answer in answers) == [200] * 7 + [201]
    assert len({str(answer.json()) for answer in answers}) == 1
    assert (await open_by_click(ada, click)).json()["session_id"] == answers[0].json()["session_id"]
    assert await count_rows(service, ada) == 1


async def test_a_click_finds_its_session_again_when_it_has_ended(service: Service, ada: Browser) -> None:
    click = uuid4()
    opened = (await open_by_click(ada, click)).json()
    await service.ingest(opened["session_id"], said(1, "hello"))
    await ada.http.delete(f"/api/session/{opened['session_id']}")
    again = await open_by_click(ada, click)
    assert (again.status_code, again.json()["session_id"]) == (200, opened["session_id"])
    await ada.http.delete(f"/api/session/{opened['session_id']}/clear")
    gone = await open_by_click(ada, click)
    assert gone.status_code == 409, "what was deleted doesn't come back, and nothing else comes by the same click"
    assert gone.json()["error"]["field"] == "idempotency-key"


async def test_a_click_whose_room_could_not_be_made_may_be_sent_again(
    service: Service, ada: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    click, rooms = uuid4(), service.root.rooms
    with monkeypatch.context() as away:
        away.setattr(rooms, "_url", "ws://127.0.0.1:9")
        away.setattr(rooms, "_api", None)
        assert (await open_by_click(ada, click)).status_code == 503
        await rooms.aclose()
    assert await count_rows(service, ada) == 0
    assert (await open_by_click(ada, click)).status_code == 201


async def test_a_click_is_named_by_a_uuid(ada: Browser) -> None:
    answer = await ada.http.post("/api/session", json={}, headers={"Idempotency-Key": "seven"})
    assert answer.status_code == 422
    assert answer.json()["error"]["field"].lower() == "idempotency-key"


async def test_an_old_conversation_goes_on_with_its_last_messages(service: Service, ada: Browser) -> None:
    first = (await ada.open())["session_id"]
    lines = [said(n, f"line {n}", role="user" if n % 2 else "assistant") for n in range(1, 31)]
    await service.ingest(first, *lines)
    await ada.save(first)
    second = (await ada.open())["session_id"]
    await service.ingest(second, said(1, "something else"))
    service.clock.move(3600)
    again = await ada.open(session_id=first)
    context = (await service.worker.get(f"/api/worker/sessions/{again['session_id']}/context")).json()
    assert [m["text"] for m in context["messages"]][-8:] == [f"line {n}" for n in range(23, 31)]
    assert context["next_seq"] == 31
    assert await current(ada) == first
    assert "something else" not in str(context["messages"])


async def test_personas_introduce_themselves(ada: Browser) -> None:
    items = {item["name"]: item for item in (await ada.http.get("/api/personas")).json()["items"]}
    assert {"astra", "meera", "orion", "tara"} <= items.keys()
    for name, item in items.items():
        assert item["picture"] == f"/personas/{name}.svg"
        assert item["language"] == item["languages"][0]
        assert item["greeting_sample"]
    assert len({items[name]["voice"] for name in ("astra", "meera", "orion", "tara")}) == 4
