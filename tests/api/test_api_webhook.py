"""A signed word of the room server wakes the watcher; anybody else's is refused."""

import asyncio
import base64
import hashlib
from time import monotonic

from livekit import api

from tests.fakes.api_service import Browser, Service, said
from tests.fakes.rooms_server import Rooms

HOOK = {"content-type": "application/webhook+json"}


def sign(key: str, secret: str, body: bytes) -> str:
    digest = base64.b64encode(hashlib.sha256(body).digest()).decode()
    return api.AccessToken(key, secret).with_sha256(digest).to_jwt()


async def test_only_the_room_servers_word_counts(service: Service, rooms: Rooms, ada: Browser) -> None:
    body = b'{"event": "participant_left"}'
    good = sign(rooms.key, rooms.secret, body)
    client = service.client(**HOOK)
    forged = [
        {},
        {"authorization": "nonsense"},
        {"authorization": sign(rooms.key, "another-secret-of-more-than-32-bytes-x", body)},
        {"authorization": sign(rooms.key, rooms.secret, b"another body")},
        {"authorization": (await ada.open())["token"]},
    ]
    for headers in forged:
        assert (await client.post("/api/room/webhook", content=body, headers=headers)).status_code == 401
    answer = await client.post("/api/room/webhook", content=body, headers={"authorization": good})
    assert answer.status_code == 204


async def test_a_room_that_closes_wakes_the_watcher(service: Service, rooms: Rooms, ada: Browser) -> None:
    opened = await ada.open()
    await service.ingest(opened["session_id"], said(1, "hello"))
    await service.root.rooms.close(opened["room"])
    service.clock.move(11)
    body = b'{"event": "room_finished"}'
    headers = {"authorization": sign(rooms.key, rooms.secret, body), **HOOK}
    assert (await service.client().post("/api/room/webhook", content=body, headers=headers)).status_code == 204
    deadline = monotonic() + 15
    while (await ada.sessions())[0]["active"]:
        assert monotonic() < deadline, "the watcher slept on"
        await asyncio.sleep(0.05)


async def test_the_webhooks_type_opens_nothing_else(service: Service, ada: Browser) -> None:
    client = service.client(**HOOK)
    assert (await client.post("/api/auth/guest", content=b"{}")).status_code == 403
    client.headers["x-astra"] = "1"
    assert (await client.post("/api/auth/guest", content=b"{}")).status_code == 415
    client.cookies = ada.http.cookies
    assert (await client.post("/api/session", content=b"{}")).status_code == 415
