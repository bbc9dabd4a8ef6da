"""Data between Python SDK clients: packets, streams and calls."""

import asyncio
import secrets

import pytest
from livekit import api, rtc

from tests.fakes.rooms_clients import Cast, until

pytestmark = pytest.mark.rooms


def inbox(room: rtc.Room) -> list[rtc.DataPacket]:
    received: list[rtc.DataPacket] = []
    room.on("data_received", received.append)
    return received


@pytest.mark.parametrize("single", [True, False], ids=["one-connection", "two-connections"])
async def test_a_thousand_reliable_packets_arrive_once_and_in_order(people: Cast, single: bool):
    ann = await people.join("ann", single=single)
    bob = await people.join("bob", single=single)
    got = inbox(bob)
    for number in range(1_000):
        await ann.local_participant.publish_data(str(number), reliable=True, topic="count")
    await until(lambda: len(got) >= 1_000, "all are there", 30)
    assert [int(packet.data) for packet in got] == list(range(1_000))
    assert {packet.topic for packet in got} == {"count"}
    assert {packet.participant.identity for packet in got if packet.participant} == {"ann"}


async def test_lossy_packets_arrive_on_loopback(people: Cast):
    ann, bob = await people.join("ann"), await people.join("bob")
    got = inbox(bob)
    await ann.local_participant.publish_data(b"quick", reliable=False)
    await until(lambda: got, "a lossy packet")
    assert got[0].kind == rtc.DataPacketKind.KIND_LOSSY


async def test_a_packet_goes_only_to_whom_it_names(people: Cast):
    ann, bob, cat = [await people.join(name) for name in ("ann", "bob", "cat")]
    bobs, cats = inbox(bob), inbox(cat)
    await ann.local_participant.publish_data(b"for cat", destination_identities=["cat"])
    await ann.local_participant.publish_data(b"for all")
    await until(lambda: bobs and len(cats) == 2, "delivered")
    assert [packet.data for packet in bobs] == [b"for all"]
    assert [packet.data for packet in cats] == [b"for cat", b"for all"]


async def test_text_and_byte_streams_carry_more_than_one_packet(people: Cast):
    ann, bob = await people.join("ann"), await people.join("bob")
    text, blob = "चाँद and stars " * 3_000, secrets.token_bytes(200_000)
    read: dict[str, object] = {}
    reading: set[asyncio.Task[None]] = set()

    def on_text(reader: rtc.TextStreamReader, who: str) -> None:
        async def run() -> None:
            read["text"] = (who, await reader.read_all(), reader.info.attributes)

        reading.add(asyncio.get_running_loop().create_task(run()))

    def on_bytes(reader: rtc.ByteStreamReader, who: str) -> None:
        async def run() -> None:
            read["bytes"] = b"".join([chunk async for chunk in reader])

        reading.add(asyncio.get_running_loop().create_task(run()))

    bob.register_text_stream_handler("lines", on_text)
    bob.register_byte_stream_handler("files", on_bytes)
    await ann.local_participant.send_text(text, topic="lines", attributes={"mood": "calm"})
    writer = await ann.local_participant.stream_bytes("blob", topic="files", total_size=len(blob))
    await writer.write(blob)
    await writer.aclose()
    await until(lambda: len(read) == 2, "both streams are read", 20)
    assert read["text"] == ("ann", text, {"mood": "calm"})
    assert read["bytes"] == blob


async def test_remote_calls_answer_and_fail(people: Cast):
    ann, bob = await people.join("ann"), await people.join("bob")

    async def double(call: rtc.RpcInvocationData) -> str:
        if call.payload == "bad":
            raise rtc.RpcError(1701, "not a number")
        return call.payload * 2

    bob.local_participant.register_rpc_method("double", double)
    calls = [
        ann.local_participant.perform_rpc(destination_identity="bob", method="double", payload=str(n))
        for n in range(10)
    ]
    assert await asyncio.gather(*calls) == [str(n) * 2 for n in range(10)]
    with pytest.raises(rtc.RpcError, match="not a number"):
        await ann.local_participant.perform_rpc(destination_identity="bob", method="double", payload="bad")


async def test_who_may_not_publish_data_is_not_heard(people: Cast):
    ann = await people.join("ann", can_publish_data=False)
    cat = await people.join("cat")
    bob = await people.join("bob")
    got = inbox(bob)
    await ann.local_participant.publish_data(b"unheard")
    await cat.local_participant.publish_data(b"heard")
    await until(lambda: got, "cat is heard")
    assert [packet.data for packet in got] == [b"heard"]


async def test_the_server_sends_data(people: Cast):
    bob, cat = await people.join("bob"), await people.join("cat")
    bobs, cats = inbox(bob), inbox(cat)
    request = api.SendDataRequest(room=people.room, data=b"news", topic="desk", kind=rtc.DataPacketKind.KIND_RELIABLE)
    request.destination_identities.append("bob")
    await people.api().room.send_data(request)
    del request.destination_identities[:]
    await people.api().room.send_data(request)
    await until(lambda: len(bobs) == 2 and cats, "delivered")
    assert (bobs[0].data, bobs[0].topic, bobs[0].participant) == (b"news", "desk", None)
    assert len(cats) == 1


def texts(room: rtc.Room, topic: str) -> list[str]:
    """Who is named as the author of each text stream that begins."""
    authors: list[str] = []
    room.register_text_stream_handler(topic, lambda _reader, who: authors.append(who))
    return authors


async def test_only_an_agent_writes_in_the_name_of_a_member(people: Cast):
    agent, mallory, bob = [
        await people.join(name, kind=kind) for name, kind in (("ai", "agent"), ("mal", ""), ("bob", ""))
    ]
    seen = texts(bob, "captions")
    for author in (agent, mallory):
        writer = await author.local_participant.stream_text(topic="captions", sender_identity="bob")
        await writer.write("as heard")
        await writer.aclose()
    stranger = await agent.local_participant.stream_text(topic="captions", sender_identity="nobody here")
    await stranger.aclose()
    await until(lambda: len(seen) == 3, "all streams")
    assert sorted(seen) == ["ai", "bob", "mal"]
