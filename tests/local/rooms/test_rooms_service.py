"""The calls of livekit-api."""

import asyncio
import io

import aiohttp
import pytest
from livekit import api, rtc
from livekit.protocol.models import ParticipantInfo

from tests.fakes.rooms_clients import Cast, room_name, until
from tests.fakes.rooms_server import Rooms

pytestmark = pytest.mark.rooms


async def test_rooms_are_created_listed_and_deleted(people: Cast):
    lk = people.api()
    made = await lk.room.create_room(
        api.CreateRoomRequest(
            name=people.room, empty_timeout=77, departure_timeout=5, max_participants=3, metadata="dusk"
        )
    )
    assert made.sid.startswith("RM_")
    assert (made.empty_timeout, made.departure_timeout, made.max_participants, made.metadata) == (77, 5, 3, "dusk")
    again = await lk.room.create_room(api.CreateRoomRequest(name=people.room))
    assert again.sid == made.sid
    listed = await lk.room.list_rooms(api.ListRoomsRequest(names=[people.room, room_name()]))
    assert [room.name for room in listed.rooms] == [people.room]
    await lk.room.delete_room(api.DeleteRoomRequest(room=people.room))
    assert not (await lk.room.list_rooms(api.ListRoomsRequest(names=[people.room]))).rooms


async def test_deleting_a_room_puts_everybody_out(people: Cast):
    why: list[int] = []
    ann = await people.join("ann", prepare=lambda room: room.on("disconnected", why.append))
    await people.api().room.delete_room(api.DeleteRoomRequest(room=people.room))
    await until(lambda: why, "ann is out")
    assert why == [rtc.DisconnectReason.ROOM_DELETED]
    assert not ann.isconnected()


async def test_participants_are_listed_read_and_removed(people: Cast):
    lk = people.api()
    why: list[int] = []
    ann = await people.join("ann", prepare=lambda room: room.on("disconnected", why.append))
    await people.speak(ann)
    await people.join("bob")
    room = people.room
    listed = await lk.room.list_participants(api.ListParticipantsRequest(room=room))
    assert sorted(who.identity for who in listed.participants) == ["ann", "bob"]
    info = await lk.room.get_participant(api.RoomParticipantIdentity(room=room, identity="ann"))
    assert info.state == ParticipantInfo.ACTIVE
    assert [track.source for track in info.tracks] == [rtc.TrackSource.SOURCE_MICROPHONE]
    await lk.room.remove_participant(api.RoomParticipantIdentity(room=room, identity="ann"))
    await until(lambda: why, "ann is put out")
    assert why == [rtc.DisconnectReason.PARTICIPANT_REMOVED]
    with pytest.raises(api.ServerError) as missing:
        await lk.room.get_participant(api.RoomParticipantIdentity(room=room, identity="ann"))
    assert missing.value.code == "not_found"


async def test_a_participant_and_the_rooms_metadata_are_changed_from_outside(people: Cast):
    lk = people.api()
    ann, bob = await people.join("ann"), await people.join("bob")
    changed = api.UpdateParticipantRequest(room=people.room, identity="ann", metadata="m", name="Annie")
    changed.attributes["mood"] = "bright"
    info = await lk.room.update_participant(changed)
    assert (info.metadata, info.name) == ("m", "Annie")
    seen = bob.remote_participants["ann"]
    await until(lambda: (seen.metadata, seen.attributes.get("mood")) == ("m", "bright"), "bob sees it")
    await lk.room.update_room_metadata(api.UpdateRoomMetadataRequest(room=people.room, metadata="night"))
    await until(lambda: ann.metadata == "night" and bob.metadata == "night", "all see the room's metadata")


async def test_subscriptions_are_changed_from_outside(people: Cast):
    ann = await people.join("ann")
    _, ear = await people.listener("bob")
    voice = await people.speak(ann)
    await until(lambda: ear.hears("ann"), "heard")
    assert voice.publication is not None
    request = api.UpdateSubscriptionsRequest(
        room=people.room, identity="bob", track_sids=[voice.publication.sid], subscribe=False
    )
    await people.api().room.update_subscriptions(request)
    await until(lambda: ear.silent("ann"), "not heard")
    request.subscribe = True
    await people.api().room.update_subscriptions(request)
    await until(lambda: ear.hears("ann"), "heard again")


async def test_a_room_holds_no_more_than_it_was_made_for(people: Cast):
    await people.api().room.create_room(api.CreateRoomRequest(name=people.room, max_participants=1))
    ann = await people.join("ann")
    with pytest.raises(rtc.ConnectError):
        await people.join("bob")
    assert ann.isconnected()


async def test_an_empty_room_ends_by_its_own_times(people: Cast):
    lk = people.api()
    unvisited, visited = room_name(), people.room
    await lk.room.create_room(api.CreateRoomRequest(name=unvisited, empty_timeout=1))
    await lk.room.create_room(api.CreateRoomRequest(name=visited, departure_timeout=1))
    ann = await people.join("ann")

    async def gone(name: str) -> None:
        async with asyncio.timeout(15):
            while (await lk.room.list_rooms(api.ListRoomsRequest(names=[name]))).rooms:
                await asyncio.sleep(0.1)

    await gone(unvisited)
    assert (await lk.room.list_rooms(api.ListRoomsRequest(names=[visited]))).rooms
    await ann.disconnect()
    await gone(visited)


async def test_what_is_not_done_says_so_by_name(own_people: Cast):
    lk = own_people.api()
    refused = [
        lk.egress.list_egress(api.ListEgressRequest()),
        lk.ingress.list_ingress(api.ListIngressRequest()),
        lk.room.move_participant(api.MoveParticipantRequest(room="a", identity="b", destination_room="c")),
        lk.room.forward_participant(api.ForwardParticipantRequest(room="a", identity="b", destination_room="c")),
        lk.sip.list_inbound_trunk(api.ListSIPInboundTrunkRequest()),
    ]
    for call in refused:
        with pytest.raises(api.ServerError) as no:
            await call
        assert (no.value.code, no.value.status) == ("unimplemented", 501)
        assert "not supported" in no.value.message


async def test_the_calls_take_json_too(own_rooms: Rooms):
    made = api.AccessToken(own_rooms.key, own_rooms.secret).with_grants(
        api.VideoGrants(room_create=True, room_list=True)
    )
    headers = {"Authorization": f"Bearer {made.to_jwt()}"}
    base = f"{own_rooms.http}/twirp/livekit.RoomService"
    name = room_name()
    async with aiohttp.ClientSession(headers=headers) as http:
        async with http.post(f"{base}/CreateRoom", json={"name": name, "empty_timeout": 9}) as created:
            assert (await created.json())["empty_timeout"] == 9
        for body, kind, status, code in [
            (b"{", "application/json", 400, "malformed"),
            (b"\xff\xff\xff", "application/protobuf", 400, "malformed"),
            (b"x", "text/plain", 404, "bad_route"),
            (b'{"name": ""}', "application/json", 400, "invalid_argument"),
            (b'{"name": "' + b"n" * 300 + b'"}', "application/json", 400, "invalid_argument"),
            (b'{"name": "a", "metadata": "' + b"m" * 70_000 + b'"}', "application/json", 400, "invalid_argument"),
        ]:
            async with http.post(f"{base}/CreateRoom", data=body, headers={"Content-Type": kind}) as no:
                assert (no.status, (await no.json())["code"]) == (status, code)
        async with http.post(f"{base}/Dance", json={}) as no:
            assert no.status == 501
        async with http.post(f"{own_rooms.http}/twirp/livekit.Ballroom/Dance", json={}) as no:
            assert (await no.json())["code"] == "bad_route"
        async with http.post(f"{base}/CreateRoom", data=io.BytesIO(b"x" * 2_000_000)) as no:
            assert no.status == 413
        async with http.post(f"{base}/DeleteRoom", json={"room": name}) as done:
            assert done.status == 200
