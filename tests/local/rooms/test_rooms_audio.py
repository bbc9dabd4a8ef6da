"""Audio between unmodified Python SDK clients: heard, muted, taken back, published again, reported on."""

import pytest
from livekit import api, rtc

from tests.fakes.rooms_clients import Cast, until

pytestmark = pytest.mark.rooms


@pytest.mark.parametrize("single", [True, False], ids=["one-connection", "two-connections"])
async def test_a_voice_is_heard_by_who_was_there_and_by_who_comes_later(people: Cast, single: bool):
    ann = await people.join("ann", single=single)
    _, ear = await people.listener("bob", single=single)
    await people.speak(ann)
    await until(lambda: ear.hears("ann"), "bob hears ann")
    _, late = await people.listener("cat", single=single)
    await until(lambda: late.hears("ann"), "cat hears ann")


async def test_clients_with_one_and_two_connections_hear_each_other(people: Cast):
    ann, ann_ear = await people.listener("ann", single=True)
    bob, bob_ear = await people.listener("bob", single=False)
    await people.speak(ann)
    await people.speak(bob, hz=880)
    await until(lambda: ann_ear.hears("bob") and bob_ear.hears("ann"), "both hear each other")


async def test_mute_silences_and_unmute_brings_back(people: Cast):
    ann = await people.join("ann")
    bob, ear = await people.listener("bob")
    told: list[str] = []
    bob.on("track_muted", lambda *_: told.append("muted"))
    bob.on("track_unmuted", lambda *_: told.append("unmuted"))
    voice = await people.speak(ann)
    await until(lambda: ear.hears("ann"), "heard before")
    voice.track.mute()
    await until(lambda: told == ["muted"] and ear.silent("ann"), "muted")
    voice.track.unmute()
    await until(lambda: told == ["muted", "unmuted"] and ear.hears("ann"), "unmuted")


@pytest.mark.parametrize("single", [True, False], ids=["one-connection", "two-connections"])
async def test_unpublish_and_publish_again(people: Cast, single: bool):
    ann = await people.join("ann", single=single)
    bob, ear = await people.listener("bob", single=single)
    gone: list[str] = []
    bob.on("track_unpublished", lambda publication, _: gone.append(publication.sid))
    for hz in (440, 660, 880):
        voice = await people.speak(ann, hz)
        await until(lambda: ear.hears("ann"), f"heard at {hz} Hz")
        assert voice.publication is not None
        sid = voice.publication.sid
        await ann.local_participant.unpublish_track(sid)
        await until(lambda sid=sid: sid in gone and ear.silent("ann"), "unpublished")
    assert len(set(gone)) == 3


async def test_several_speakers_come_and_go_without_mixing_up(people: Cast):
    _, ear = await people.listener("zoe")
    voices = {}
    for name in ("ann", "bob", "cat", "dan", "eve"):
        room = await people.join(name, auto_subscribe=False)
        voices[name] = (room, await people.speak(room))
    await until(lambda: all(ear.hears(name) for name in voices), "all are heard at once")
    await voices["bob"][0].disconnect()
    await until(lambda: ear.silent("bob") and ear.hears("ann") and ear.hears("eve"), "only bob has gone silent")
    again = await people.join("bob", auto_subscribe=False)
    await people.speak(again)
    await until(lambda: all(ear.hears(name) for name in voices), "bob is back")


async def test_active_speakers_are_told_and_end(people: Cast):
    ann = await people.join("ann")
    bob = await people.join("bob")
    speaking: list[list[str]] = []
    bob.on("active_speakers_changed", lambda who: speaking.append([p.identity for p in who]))
    voice = await people.speak(ann)
    await until(lambda: ["ann"] in speaking, "ann speaks")
    voice.track.mute()
    await until(lambda: speaking[-1] == [], "ann has stopped")


@pytest.mark.timeout(30)
async def test_a_publisher_is_told_how_its_packets_arrive(people: Cast):
    ann = await people.join("ann")
    _, ear = await people.listener("bob")
    voice = await people.speak(ann)
    await until(lambda: ear.hears("ann"), "heard")
    reports: list[rtc.stats.RtcStats] = []
    while not (reports and reports[0].remote_inbound_rtp.remote_inbound.round_trip_time_measurements):
        stats = await voice.track.get_stats()
        reports = [s for s in stats if s.WhichOneof("stats") == "remote_inbound_rtp"]
    assert reports[0].remote_inbound_rtp.remote_inbound.fraction_lost < 0.5
    assert reports[0].remote_inbound_rtp.remote_inbound.round_trip_time < 1


async def test_connection_quality_is_told(people: Cast):
    told: dict[str, int] = {}

    def prepare(room: rtc.Room) -> None:
        room.on("connection_quality_changed", lambda who, quality: told.update({who.identity: quality}))

    ann = await people.join("ann", prepare=prepare)
    await people.speak(ann)
    await until(lambda: told.get("ann") == rtc.ConnectionQuality.QUALITY_EXCELLENT, "excellent on loopback", 15)


async def test_without_auto_subscribe_one_asks_for_a_track_and_gives_it_back(people: Cast):
    ann = await people.join("ann")
    bob, ear = await people.listener("bob", auto_subscribe=False)
    await people.speak(ann)
    await until(lambda: bob.remote_participants["ann"].track_publications, "bob sees the publication")
    publication = next(iter(bob.remote_participants["ann"].track_publications.values()))
    assert not ear.tracks
    publication.set_subscribed(True)
    await until(lambda: ear.hears("ann"), "subscribed")
    publication.set_subscribed(False)
    await until(lambda: ear.silent("ann") and not ear.tracks, "given back")
    publication.set_subscribed(True)
    await until(lambda: ear.hears("ann"), "subscribed again")


async def test_the_server_mutes_a_track(people: Cast):
    ann = await people.join("ann")
    _, ear = await people.listener("bob")
    voice = await people.speak(ann)
    await until(lambda: ear.hears("ann"), "heard")
    assert voice.publication is not None
    request = api.MuteRoomTrackRequest(room=people.room, identity="ann", track_sid=voice.publication.sid, muted=True)
    answer = await people.api().room.mute_published_track(request)
    assert answer.track.muted
    await until(lambda: ear.silent("ann"), "muted by the server")
