"""Nobody reaches another person's sessions, and nobody without the service token reaches the worker's calls."""

from typing import Any
from uuid import uuid4

import pytest

from tests.fakes.api_service import OURS, Browser, Service, said

FOREIGN_CALLS = [
    ("GET", "/api/session/{id}/history", None),
    ("DELETE", "/api/session/{id}", None),
    ("DELETE", "/api/session/{id}/clear", None),
    ("POST", "/api/session", {"session_id": "{id}"}),
    ("POST", "/conversation/end", {"session_id": "{id}"}),
]
WORKER_CALLS = [
    ("GET", "/api/worker/sessions/{id}/context", None),
    ("POST", "/api/worker/sessions/{id}/end", {"reason": "left"}),
    ("POST", "/api/ingest", {"session_id": "{id}", "utterances": [said(1, "hello")]}),
    (
        "POST",
        "/api/worker/heartbeat",
        {"worker_id": "w", "agent_name": "astra", "jobs": 0, "spool_backlog": 0, "chains": {}},
    ),
]


def fill(body: dict[str, Any] | None, session_id: str) -> dict[str, Any] | None:
    return body and {key: session_id if value == "{id}" else value for key, value in body.items()}


@pytest.mark.parametrize(("method", "path", "body"), FOREIGN_CALLS)
async def test_another_persons_session_is_as_if_unknown(
    service: Service, ada: Browser, bob: Browser, method: str, path: str, body: dict[str, Any] | None
) -> None:
    hers = (await ada.open())["session_id"]
    await service.ingest(hers, said(1, "mine alone"))
    for session_id in (hers, str(uuid4())):
        answer = await bob.http.request(method, path.format(id=session_id), json=fill(body, session_id))
        assert answer.status_code == 404
        assert answer.json()["error"]["code"] == "not_found"
    assert [m["text"] for m in await ada.history(hers)] == ["mine alone"]
    assert (await ada.sessions())[0]["active"] is True


async def test_saving_into_another_persons_session_is_forbidden_and_stores_nothing(
    service: Service, ada: Browser, bob: Browser
) -> None:
    hers = (await ada.open())["session_id"]
    await service.ingest(hers, said(1, "mine alone"))
    answer = await bob.save(hers, ("user", "planted", 5))
    assert answer.status_code == 403
    assert [m["text"] for m in await ada.history(hers)] == ["mine alone"]
    assert (await ada.sessions())[0]["active"] is True


async def test_lists_hold_only_ones_own(service: Service, ada: Browser, bob: Browser) -> None:
    hers = (await ada.open())["session_id"]
    await service.ingest(hers, said(1, "mine alone"))
    assert await bob.sessions() == []


@pytest.mark.parametrize(("method", "path", "body"), WORKER_CALLS)
async def test_worker_calls_want_the_service_token(
    service: Service, ada: Browser, method: str, path: str, body: dict[str, Any] | None
) -> None:
    hers = (await ada.open())["session_id"]
    path, body = path.format(id=hers), fill(body, hers)
    assert (await ada.http.request(method, path, json=body)).status_code == 401
    forged = service.client(authorization="Bearer wrong-token", **OURS)
    assert (await forged.request(method, path, json=body)).status_code == 401
    assert (await service.worker.request(method, path, json=body)).status_code < 300


@pytest.mark.parametrize(("method", "path", "body"), [*FOREIGN_CALLS, ("GET", "/api/sessions", None)])
async def test_the_service_token_opens_no_door_of_a_persons(
    service: Service, ada: Browser, method: str, path: str, body: dict[str, Any] | None
) -> None:
    hers = (await ada.open())["session_id"]
    answer = await service.worker.request(method, path.format(id=hers), json=fill(body, hers))
    assert answer.status_code == 401


@pytest.mark.parametrize(("method", "path", "body"), FOREIGN_CALLS)
async def test_ids_that_are_no_uuids_are_named(
    ada: Browser, method: str, path: str, body: dict[str, Any] | None
) -> None:
    answer = await ada.http.request(method, path.format(id="not-an-id"), json=fill(body, "not-an-id"))
    assert answer.status_code == 422
    assert answer.json()["error"]["field"] == "session_id"
