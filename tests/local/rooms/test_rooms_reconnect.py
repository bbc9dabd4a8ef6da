"""Wires that break: the signalling socket, the media path, both, and clients that vanish."""

import time
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass

import pytest
from livekit import rtc
from livekit.protocol import models
from livekit.protocol import rtc as wire

from tests.fakes.rooms_clients import Cast, cast, token, until
from tests.fakes.rooms_relay import TcpRelay, UdpRelay, tcp_relay, udp_relay
from tests.fakes.rooms_server import Rooms, free_port, running_rooms
from tests.fakes.rooms_wire import signalling

pytestmark = pytest.mark.rooms


@dataclass
class Wires:
    """A cast on a server whose wires can be cut; `url` leads through them."""

    people: Cast
    tcp: TcpRelay
    udp: UdpRelay
    url: str


@pytest.fixture(scope="module")
def server_behind_a_wire() -> Iterator[tuple[Rooms, int]]:
    advertised = free_port(udp=True)
    arguments = ["--udp-advertised-port", str(advertised), "--resume-window-s", "4", "--media-timeout-s", "6"]
    with running_rooms(own=True, arguments=arguments) as rooms:
        yield rooms, advertised


@pytest.fixture
async def wires(server_behind_a_wire: tuple[Rooms, int]) -> AsyncIterator[Wires]:
    rooms, advertised = server_behind_a_wire
    async with (
        udp_relay(advertised, rooms.udp_port) as udp,
        tcp_relay(rooms.port) as tcp,
        cast(rooms) as people,
    ):
        yield Wires(people, tcp, udp, f"ws://127.0.0.1:{tcp.port}")


def watch(room: rtc.Room) -> list[str]:
    """What the SDK says of its connection."""
    seen: list[str] = []
    room.on("reconnecting", lambda: seen.append("reconnecting"))
    room.on("reconnected", lambda: seen.append("reconnected"))
    room.on("disconnected", lambda _: seen.append("disconnected"))
    return seen


@pytest.mark.parametrize("single", [True, False], ids=["one-connection", "two-connections"])
async def test_a_cut_signalling_socket_is_resumed_and_nobody_notices(wires: Wires, single: bool):
    ann = await wires.people.join("ann", url=wires.url, single=single)
    bob, ear = await wires.people.listener("bob")
    left: list[str] = []
    bob.on("participant_disconnected", lambda who: left.append(who.identity))
    packets: list[bytes] = []
    bob.on("data_received", lambda packet: packets.append(packet.data))
    await wires.people.speak(ann)
    await until(lambda: ear.hears("ann"), "heard before")
    seen = watch(ann)
    sid = ann.local_participant.sid
    wires.tcp.cut()
    await ann.local_participant.publish_data(b"meanwhile")
    await until(lambda: "reconnected" in seen, "resumed")
    await until(lambda: packets == [b"meanwhile"] and ear.hears("ann"), "all goes on")
    assert ann.local_participant.sid == sid
    assert left == []


@pytest.mark.parametrize("single", [True, False], ids=["one-connection", "two-connections"])
async def test_a_dead_media_path_is_replaced_when_the_client_resumes(wires: Wires, single: bool):
    ann = await wires.people.join("ann", url=wires.url, single=single)
    bob, ear = await wires.people.listener("bob", url=wires.url, single=single)
    await wires.people.speak(ann)
    await wires.people.speak(bob)
    await until(lambda: ear.hears("ann"), "heard before")
    seen = watch(bob)
    wires.udp.rebind()
    wires.tcp.cut()
    await until(lambda: "reconnected" in seen and ear.hears("ann"), "audio is back")
    assert "disconnected" not in seen


async def test_reliable_data_survives_an_outage(wires: Wires):
    ann = await wires.people.join("ann", url=wires.url)
    bob = await wires.people.join("bob", url=wires.url)
    got: list[int] = []
    bob.on("data_received", lambda packet: got.append(int(packet.data)))
    for number in range(50):
        await ann.local_participant.publish_data(str(number))
    wires.udp.blocked = True
    for number in range(50, 100):
        await ann.local_participant.publish_data(str(number))
    wires.udp.blocked = False
    for number in range(100, 150):
        await ann.local_participant.publish_data(str(number))
    await until(lambda: len(got) >= 150, "all are there", 20)
    assert got == list(range(150))


@pytest.mark.parametrize("single", [True, False], ids=["one-connection", "two-connections"])
async def test_a_full_reconnect_brings_tracks_back(wires: Wires, single: bool):
    ann = await wires.people.join("ann", single=single)
    _, ear = await wires.people.listener("bob", single=single)
    await wires.people.speak(ann)
    await until(lambda: ear.hears("ann"), "heard before")
    sid = ann.local_participant.sid
    seen = watch(ann)
    await ann.simulate_scenario(rtc.SimulateScenarioKind.SIMULATE_FULL_RECONNECT)
    await until(lambda: "reconnected" in seen and ear.hears("ann"), "back as somebody new", 20)
    assert ann.local_participant.sid != sid


async def test_resuming_somebody_unknown_is_answered_with_reconnect(wires: Wires):
    made = token(wires.people.rooms, wires.people.room, "ann")
    async with signalling(wires.people.rooms, made, reconnect=True, participant_sid="PA_nobody") as ann:
        leave = await ann.receive("leave")
        assert (leave.action, leave.reason) == (wire.LeaveRequest.RECONNECT, models.STATE_MISMATCH)


async def test_a_resume_says_what_has_arrived_and_who_is_there(wires: Wires):
    bob = await wires.people.join("bob")
    ann = await wires.people.join("ann", url=wires.url)
    for _ in range(5):
        await ann.local_participant.publish_data(b"x")
    got: list[object] = []
    bob.on("data_received", got.append)
    await ann.local_participant.publish_data(b"last")
    await until(lambda: got, "arrived")
    made = token(wires.people.rooms, wires.people.room, "ann")
    sid = ann.local_participant.sid
    async with signalling(wires.people.rooms, made, reconnect=True, participant_sid=sid) as again:
        back = await again.receive("reconnect")
        assert back.last_message_seq == 6
        told = {who.identity for _ in range(2) for who in (await again.receive("update")).participants}
        assert told == {"ann", "bob"}


async def test_a_client_that_vanishes_is_gone_after_its_time(wires: Wires):
    ann = await wires.people.join("ann", url=wires.url)
    bob = await wires.people.join("bob")
    gone_at: list[float] = []
    bob.on("participant_disconnected", lambda _: gone_at.append(time.monotonic()))
    began = time.monotonic()
    wires.tcp.refuse = wires.udp.blocked = True
    wires.tcp.cut()
    try:
        await until(lambda: gone_at, "bob is told", 30)
    finally:
        wires.udp.blocked = wires.tcp.refuse = False
    assert gone_at[0] - began > 3
    assert ann.name == wires.people.room


async def test_signalling_that_never_brings_media_ends(wires: Wires):
    made = token(wires.people.rooms, wires.people.room, "ann")
    async with signalling(wires.people.rooms, made) as ann:
        await ann.receive("join")
        leave = await ann.receive("leave", 30)
        assert leave.reason == models.CONNECTION_TIMEOUT
