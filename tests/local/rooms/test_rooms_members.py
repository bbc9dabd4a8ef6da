"""Who is in a room, what others learn of it, and what its token lets it do."""

import asyncio

import pytest
from livekit import api, rtc
from livekit.protocol import models
from livekit.protocol import rtc as wire

from tests.fakes.rooms_clients import Cast, Voice, token, until
from tests.fakes.rooms_wire import signalling

pytestmark = pytest.mark.rooms


async def test_members_learn_of_each_other_and_of_leaving(people: Cast):
    ann = await people.join("ann")
    came, went = [], []
    ann.on("participant_connected", lambda who: came.append((who.identity, who.name)))
    ann.on("participant_disconnected", lambda who: went.append((who.identity, who.disconnect_reason)))
    bob = await people.join("bob")
    await until(lambda: came == [("bob", "Bob")], "ann sees bob come")
    assert list(bob.remote_participants) == ["ann"]
    await bob.disconnect()
    await until(lambda: went, "ann sees bob go")
    assert went == [("bob", rtc.DisconnectReason.CLIENT_INITIATED)]


async def test_metadata_name_and_attributes_reach_the_others(people: Cast):
    ann = await people.join("ann", can_update_own_metadata=True)
    bob = await people.join("bob")
    await ann.local_participant.set_metadata("moon")
    await ann.local_participant.set_name("Anna")
    await ann.local_participant.set_attributes({"sign": "leo", "house": "5"})
    seen = bob.remote_participants["ann"]
    await until(lambda: seen.attributes.get("house") == "5", "attributes")
    assert (seen.metadata, seen.name, seen.attributes["sign"]) == ("moon", "Anna", "leo")
    await ann.local_participant.set_attributes({"sign": ""})
    await until(lambda: "sign" not in seen.attributes, "an empty attribute is removed")


async def test_without_the_grant_own_metadata_stays(people: Cast):
    made = token(people.rooms, people.room, "ann")
    async with signalling(people.rooms, made, metadata="mine", participant_attributes={"kind": "agent"}) as ann:
        joined = await ann.receive("join")
        assert joined.participant.metadata == ""
        assert not joined.participant.attributes
        await ann.send(update_metadata=wire.UpdateParticipantMetadata(metadata="moon", request_id=7))
        answer = await ann.receive("request_response")
        assert (answer.request_id, answer.reason) == (7, wire.RequestResponse.NOT_ALLOWED)


async def test_a_hidden_member_sees_and_is_not_seen(people: Cast):
    ann = await people.join("ann")
    await people.speak(ann)
    came = []
    ann.on("participant_connected", lambda who: came.append(who.identity))
    ghost, ear = await people.listener("ghost", hidden=True)
    await until(lambda: ear.hears("ann"), "the ghost hears")
    await people.join("bob")
    await until(lambda: came, "ann sees bob")
    assert came == ["bob"]
    assert "ann" in ghost.remote_participants


async def test_who_may_not_subscribe_hears_nothing(people: Cast):
    ann = await people.join("ann")
    _, deaf = await people.listener("deaf", can_subscribe=False)
    _, ear = await people.listener("bob")
    await people.speak(ann)
    await until(lambda: ear.hears("ann"), "bob hears")
    assert not deaf.tracks


@pytest.mark.parametrize(
    "grants", [{"can_publish": False}, {"can_publish_sources": ["screen_share_audio"]}], ids=["nothing", "not-this"]
)
async def test_who_may_not_publish_from_a_source_is_refused(people: Cast, grants: dict[str, object]):
    made = token(people.rooms, people.room, "ann", **grants)
    async with signalling(people.rooms, made) as ann:
        await ann.receive("join")
        await ann.send(add_track=wire.AddTrackRequest(cid="c", type=models.AUDIO, source=models.MICROPHONE))
        answer = await ann.receive("request_response")
        assert answer.reason == wire.RequestResponse.NOT_ALLOWED
        assert answer.add_track.cid == "c"


async def test_a_permitted_source_is_heard(people: Cast):
    ann = await people.join("ann", can_publish_sources=["microphone"])
    _, ear = await people.listener("bob")
    await people.speak(ann)
    await until(lambda: ear.hears("ann"), "microphone")


async def test_the_same_identity_takes_the_place_of_the_one_before(people: Cast):
    first = await people.join("ann")
    why: list[int] = []
    first.on("disconnected", why.append)
    _, ear = await people.listener("bob")
    second = await people.join("ann")
    await until(lambda: why, "the first is put out")
    assert why == [rtc.DisconnectReason.DUPLICATE_IDENTITY]
    await people.speak(second)
    await until(lambda: ear.hears("ann"), "the second is heard")


async def test_a_token_says_what_kind_a_member_is(people: Cast):
    ann = await people.join("ann")
    await people.join("helper", kind="agent")
    await until(lambda: "helper" in ann.remote_participants, "seen")
    assert ann.remote_participants["helper"].kind == rtc.ParticipantKind.PARTICIPANT_KIND_AGENT


async def test_permissions_can_be_taken_and_given(people: Cast):
    ann = await people.join("ann")
    bob, ear = await people.listener("bob")
    await people.speak(ann)
    await until(lambda: ear.hears("ann"), "heard")
    may_not = models.ParticipantPermission(can_publish=True, can_subscribe=False, can_publish_data=True)
    request = api.UpdateParticipantRequest(room=people.room, identity="bob", permission=may_not)
    await people.api().room.update_participant(request)
    await until(lambda: ear.silent("ann"), "no longer heard")
    request.permission.can_subscribe = True
    await people.api().room.update_participant(request)
    await until(lambda: ear.hears("ann"), "heard again")
    assert bob.isconnected()


async def test_a_publisher_chooses_its_audience(people: Cast):
    ann = await people.join("ann")
    _, bob = await people.listener("bob")
    _, cat = await people.listener("cat")
    await people.speak(ann)
    await until(lambda: bob.hears("ann") and cat.hears("ann"), "both hear")
    only_cat = rtc.ParticipantTrackPermission(participant_identity="cat", allow_all=True)
    ann.local_participant.set_track_subscription_permissions(
        allow_all_participants=False, participant_permissions=[only_cat]
    )
    await until(lambda: bob.silent("ann") and cat.hears("ann"), "only cat hears")
    ann.local_participant.set_track_subscription_permissions(allow_all_participants=True)
    await until(lambda: bob.hears("ann"), "bob hears again")


async def test_video_and_data_tracks_are_refused_by_name(own_people: Cast):
    made = token(own_people.rooms, own_people.room, "ann")
    async with signalling(own_people.rooms, made) as ann:
        await ann.receive("join")
        await ann.send(add_track=wire.AddTrackRequest(cid="v", type=models.VIDEO, source=models.CAMERA))
        answer = await ann.receive("request_response")
        assert answer.reason == wire.RequestResponse.UNSUPPORTED_TYPE
        assert "video" in answer.message
        await ann.send(publish_data_track_request=wire.PublishDataTrackRequest(pub_handle=3, name="d"))
        answer = await ann.receive("request_response")
        assert "data tracks" in answer.message
        assert answer.publish_data_track.pub_handle == 3


async def test_many_come_at_once(people: Cast):
    names = [f"guest-{n}" for n in range(8)]
    rooms = await asyncio.gather(*(people.join(name) for name in names))
    await until(lambda: all(len(room.remote_participants) == 7 for room in rooms), "all see all")
    voice: Voice = await people.speak(rooms[0])
    assert voice.publication is not None
    sid = voice.publication.sid
    await until(
        lambda: all(sid in room.remote_participants["guest-0"].track_publications for room in rooms[1:]), "announced"
    )
