"""Nonsense on every socket of our own server: a defined answer, no crash, nothing left behind."""

import asyncio
import base64
import contextlib
import gzip
import json
import random
import socket
import urllib.request
from collections.abc import AsyncIterator, Iterator

import aiohttp
import pytest
from aioice import stun
from livekit import api
from livekit.protocol import agent, models
from livekit.protocol import rtc as wire

from tests.fakes.rooms_clients import Cast, cast, room_name, token, until
from tests.fakes.rooms_server import Rooms, running_rooms
from tests.fakes.rooms_wire import HandWorker, Signal, hand_worker, signalling

pytestmark = pytest.mark.rooms


@pytest.fixture(scope="module")
def sturdy() -> Iterator[Rooms]:
    with running_rooms(own=True, arguments=["--resume-window-s", "1", "--media-timeout-s", "4"]) as rooms:
        yield rooms


@pytest.fixture
async def bystanders(sturdy: Rooms) -> AsyncIterator[Cast]:
    """Two people who talk all the while: a test fails when they are disturbed, or something stays behind."""
    async with cast(sturdy) as people:
        ann = await people.join("ann")
        _, ear = await people.listener("bob")
        await people.speak(ann)
        await until(lambda: ear.hears("ann"), "heard before")
        yield people
        await until(lambda: ear.hears("ann"), "heard after")
    await until(lambda: health(sturdy)["transports"] == health(sturdy)["participants"] == 0, "all are gone", 20)


def health(rooms: Rooms) -> dict[str, int]:
    with urllib.request.urlopen(f"{rooms.http}/healthz", timeout=2) as answer:
        return json.load(answer)


@contextlib.asynccontextmanager
async def fool(people: Cast, **fields: object) -> AsyncIterator[Signal]:
    async with signalling(people.rooms, token(people.rooms, room_name(), "fool"), **fields) as signal:
        await signal.receive("join")
        yield signal


async def test_what_is_no_signal_request_closes_the_socket(bystanders: Cast):
    for frame, code in [(b"\xff" * 40, 1007), (b"x" * 600_000, 1009)]:
        async with fool(bystanders) as signal:
            await signal.socket.send_bytes(frame)
            assert await signal.close_code() == code
    async with fool(bystanders) as signal:
        await signal.socket.send_str('{"ping": 1}')
        assert await signal.close_code() == 1003


async def test_a_flood_of_requests_closes_the_socket(bystanders: Cast):
    async with fool(bystanders) as signal:
        with contextlib.suppress(ConnectionError, aiohttp.ClientError):
            for _ in range(2_000):
                await signal.send(ping=1)
        assert await signal.close_code() in (1006, 1008)


BAD_SDP = {
    "empty": "",
    "words": "hello there",
    "no fingerprint": "v=0\r\nm=audio 9 UDP/TLS/RTP/SAVPF 111\r\na=mid:0\r\na=ice-ufrag:x\r\n",
    "no mid": "v=0\r\na=ice-ufrag:x\r\na=fingerprint:sha-256 AA\r\nm=audio 9 UDP/TLS/RTP/SAVPF 111\r\n",
    "short m line": "v=0\r\na=ice-ufrag:x\r\nm=audio\r\na=mid:0\r\n",
    "a thousand sections": "v=0\r\na=ice-ufrag:x\r\n" + "m=audio 9 A 111\r\na=mid:0\r\n" * 1_000,
    "huge": "v=0\r\n" + "a=x\r\n" * 60_000,
}


async def test_an_offer_that_cannot_be_used_is_refused_and_the_socket_stays(bystanders: Cast):
    async with fool(bystanders) as signal:
        for name, sdp in BAD_SDP.items():
            await signal.send(offer=wire.SessionDescription(type="offer", sdp=sdp))
            answer = await signal.receive("request_response")
            assert answer.reason == wire.RequestResponse.INVALID_REQUEST, name
            assert answer.message.startswith("offer "), name
        await signal.send(ping=1)
        await signal.receive("pong")


async def test_odd_but_readable_requests_are_answered_or_ignored(bystanders: Cast):
    async with fool(bystanders) as signal:
        await signal.send(answer=wire.SessionDescription(type="answer", sdp="x"))
        await signal.send(mute=wire.MuteTrackRequest(sid="TR_none", muted=True))
        assert (await signal.receive("request_response")).reason == wire.RequestResponse.NOT_FOUND
        await signal.send(subscription=wire.UpdateSubscription(track_sids=["TR_none"], subscribe=True))
        assert (await signal.receive("subscription_response")).err == models.SE_TRACK_NOTFOUND
        await signal.send(track_setting=wire.UpdateTrackSettings(track_sids=["TR_none"] * 1_000, disabled=True))
        await signal.send(trickle=wire.TrickleRequest(candidateInit="{" * 10_000))
        await signal.send(update_layers=wire.UpdateVideoLayers(track_sid="x"))
        assert "not supported" in (await signal.receive("request_response")).message
        await signal.send(simulate=wire.SimulateScenario(subscriber_bandwidth=3))
        assert "subscriber_bandwidth" in (await signal.receive("request_response")).message
        for number in range(8):
            await signal.send(add_track=wire.AddTrackRequest(cid=str(number), type=models.AUDIO))
            await signal.receive("track_published")
        await signal.send(add_track=wire.AddTrackRequest(cid="one too many", type=models.AUDIO))
        assert (await signal.receive("request_response")).reason == wire.RequestResponse.LIMIT_EXCEEDED


async def test_a_join_request_that_cannot_be_read_is_a_400(sturdy: Rooms):
    made = token(sturdy, room_name(), "fool")
    bomb = wire.WrappedJoinRequest(
        compression=wire.WrappedJoinRequest.GZIP, join_request=gzip.compress(b"\0" * 50_000_000)
    )
    bad = ["!!!", "AAAA", base64.urlsafe_b64encode(bomb.SerializeToString()).decode(), "é"]
    async with aiohttp.ClientSession() as http:
        for value in bad:
            query = {"join_request": value, "access_token": made}
            async with http.get(f"{sturdy.http}/rtc/v1", params=query) as no:
                assert no.status == 400
                assert "join_request" in await no.text()
        async with http.get(f"{sturdy.http}/rtc/v1", params={"access_token": made}) as no:
            assert no.status == 400


async def test_nonsense_from_a_worker_closes_its_socket(bystanders: Cast):
    async with hand_worker(bystanders.rooms, room_name()) as worker:
        await worker.socket.send_bytes(b"\xff" * 30)
        assert (await worker.socket.receive()).type is aiohttp.WSMsgType.CLOSE
        assert worker.socket.close_code == 1007
    async with hand_worker(bystanders.rooms, room_name()) as worker:
        await worker.socket.send_str("{}")
        assert (await worker.socket.receive()).type is aiohttp.WSMsgType.CLOSE
        assert worker.socket.close_code == 1003
    async with hand_worker(bystanders.rooms, room_name()) as worker:
        await worker.send(update_job=agent.UpdateJobStatus(job_id="AJ_none", status=agent.JS_FAILED))
        await worker.send(availability=agent.AvailabilityResponse(job_id="AJ_none", available=True))
        await worker.send(ping=agent.WorkerPing(timestamp=3))
        assert (await worker.receive("pong")).last_timestamp == 3


async def test_a_worker_registers_first(bystanders: Cast):
    made = api.AccessToken(bystanders.rooms.key, bystanders.rooms.secret).with_grants(api.VideoGrants(agent=True))
    headers = {"Authorization": f"Bearer {made.to_jwt()}"}
    async with (
        aiohttp.ClientSession() as http,
        http.ws_connect(f"{bystanders.rooms.http}/agent", headers=headers) as socket,
    ):
        await HandWorker(socket).send(ping=agent.WorkerPing(timestamp=1))
        assert (await socket.receive()).type is aiohttp.WSMsgType.CLOSE
        assert socket.close_code == 1008


async def test_nonsense_on_the_media_port_is_dropped(bystanders: Cast):
    dice = random.Random(7)
    target = ("127.0.0.1", bystanders.rooms.udp_port)
    check = stun.Message(stun.Method.BINDING, stun.Class.REQUEST)
    check.attributes["USERNAME"] = "nobody:nothing"
    check.add_message_integrity(b"guess")
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as udp:
        udp.sendto(b"", target)
        udp.sendto(bytes(check), target)
        for first in range(256):
            for length in (1, 12, 20, 60, 1_400):
                udp.sendto(bytes([first]) + dice.randbytes(length - 1), target)
        udp.setblocking(False)
        await asyncio.sleep(0)
        with pytest.raises(BlockingIOError):
            udp.recv(1_500)


async def test_nonsense_on_a_data_channel_is_dropped(bystanders: Cast):
    room = room_name()
    bystanders.room = room
    cat = await bystanders.join("cat")
    dan = await bystanders.join("dan")
    got: list[bytes] = []
    dan.on("data_received", lambda packet: got.append(packet.data))
    await cat.local_participant.publish_data(b"x" * 60_000)
    await cat.local_participant.publish_data(b"")
    await until(lambda: got == [b"x" * 60_000, b""], "large and empty packets pass")


async def test_the_server_keeps_nothing_of_those_who_have_gone(sturdy: Rooms):
    before = health(sturdy)
    for _ in range(3):
        async with cast(sturdy) as people:
            ann = await people.join("ann")
            _, ear = await people.listener("bob", single=False)
            await people.speak(ann)
            await until(lambda ear=ear: ear.hears("ann"), "heard")
    await until(lambda: health(sturdy)["transports"] == 0, "all transports are gone", 20)
    await until(lambda: health(sturdy)["tasks"] <= before["tasks"], "all tasks have ended", 20)


async def test_paths_that_are_not_there(sturdy: Rooms):
    async with aiohttp.ClientSession() as http:
        async with http.get(f"{sturdy.http}/") as root:
            assert (root.status, await root.text()) == (200, "OK")
        async with http.get(f"{sturdy.http}/nowhere") as no:
            assert no.status == 404
        made = token(sturdy, room_name(), "ann")
        async with http.get(f"{sturdy.http}/rtc", params={"access_token": made}) as no:
            assert no.status == 400
        long = token(sturdy, "r" * 300, "ann")
        async with http.get(f"{sturdy.http}/rtc/validate", params={"access_token": long}) as no:
            assert no.status == 400
