"""Tokens at every door: who is let in, what the others are told, and the fresh tokens inside."""

import time
from typing import Any

import aiohttp
import jwt
import pytest
from livekit import api, rtc

from tests.fakes.rooms_clients import Cast, room_name, token, until
from tests.fakes.rooms_server import Rooms
from tests.fakes.rooms_wire import join_parameter, signalling

pytestmark = pytest.mark.rooms

GRANTS = {"roomJoin": True, "room": "door", "roomCreate": True, "roomList": True, "agent": True}


def forge(rooms: Rooms, *, key: str | None = None, secret: str | None = None, **changes: Any) -> str:
    now = int(time.time())
    claims = {"iss": key or rooms.key, "sub": "ann", "nbf": now - 5, "exp": now + 60, "video": GRANTS, **changes}
    return jwt.encode({k: v for k, v in claims.items() if v is not None}, secret or rooms.secret, algorithm="HS256")


def bad_tokens(rooms: Rooms) -> dict[str, tuple[str, str]]:
    other = "another-secret-that-is-long-enough-to-sign"
    return {
        "expired": (forge(rooms, exp=int(time.time()) - 3_600), "expired"),
        "not yet": (forge(rooms, nbf=int(time.time()) + 3_600), "not valid yet"),
        "forged": (forge(rooms, secret=other), "signature"),
        "foreign": (forge(rooms, key="somebody-else"), "another API key"),
        "endless": (forge(rooms, exp=None), "exp"),
        "garbage": ("garbage", "malformed"),
        "no grants object": (forge(rooms, video=[1, 2]), "malformed"),
        "none": ("", "no access token"),
        "unsigned": (jwt.encode({"iss": rooms.key, "exp": time.time() + 60}, "", algorithm="none"), "malformed"),
    }


@pytest.mark.filterwarnings("ignore::jwt.warnings.InsecureKeyLengthWarning")
async def test_bad_tokens_are_refused_at_every_door_with_the_reason(own_rooms: Rooms):
    async with aiohttp.ClientSession() as http:
        for name, (bad, reason) in bad_tokens(own_rooms).items():
            headers = {"Authorization": f"Bearer {bad}"}
            join = {"join_request": join_parameter()}
            doors = [
                http.get(f"{own_rooms.http}/rtc/v1", params=join, headers=headers),
                http.get(f"{own_rooms.http}/rtc", params={"access_token": bad}),
                http.get(f"{own_rooms.http}/rtc/validate", params={"access_token": bad}),
                http.get(f"{own_rooms.http}/agent", headers=headers),
                http.post(f"{own_rooms.http}/twirp/livekit.RoomService/ListRooms", data=b"", headers=headers),
            ]
            for door in doors:
                async with door as answer:
                    text = await answer.text()
                    assert answer.status == 401, (name, answer.url.path)
                    assert reason in text, (name, text)
                    assert not bad or bad not in text


async def test_a_token_opens_only_what_it_names(rooms: Rooms):
    plain = api.AccessToken(rooms.key, rooms.secret).with_identity("ann")
    async with aiohttp.ClientSession() as http:
        nothing = {"Authorization": "Bearer " + plain.with_grants(api.VideoGrants()).to_jwt()}
        async with http.get(f"{rooms.http}/rtc/v1", params={"join_request": join_parameter()}, headers=nothing) as no:
            assert no.status == 401
        async with http.get(f"{rooms.http}/agent", headers=nothing) as no:
            assert no.status == 401
    elsewhere = plain.with_grants(api.VideoGrants(room_admin=True, room="elsewhere"))
    async with aiohttp.ClientSession() as http:
        body = api.ListParticipantsRequest(room="door").SerializeToString()
        headers = {"Authorization": f"Bearer {elsewhere.to_jwt()}", "Content-Type": "application/protobuf"}
        url = f"{rooms.http}/twirp/livekit.RoomService/ListParticipants"
        async with http.post(url, data=body, headers=headers) as no:
            assert no.status in (401, 403)
            assert (await no.json())["code"] in ("permission_denied", "unauthenticated")


async def test_validate_tells_a_page_of_any_origin(rooms: Rooms):
    good = token(rooms, room_name(), "ann")
    async with (
        aiohttp.ClientSession() as http,
        http.get(
            f"{rooms.http}/rtc/validate", params={"access_token": good}, headers={"Origin": "http://localhost:8000"}
        ) as yes,
    ):
        assert yes.status == 200
        assert yes.headers["Access-Control-Allow-Origin"] in ("*", "http://localhost:8000")


async def test_inside_one_is_handed_a_fresh_token_of_ten_minutes(rooms: Rooms):
    made = token(rooms, room_name(), "ann", ttl_s=30, can_publish_sources=["microphone"], can_publish_data=False)
    async with signalling(rooms, made) as ann:
        fresh = await ann.receive("refresh_token")
    claims = jwt.decode(fresh, rooms.secret, algorithms=["HS256"])
    assert 500 < claims["exp"] - time.time() <= 601
    assert claims["sub"] == "ann"
    assert claims["video"]["canPublishSources"] == ["microphone"]
    assert claims["video"]["canPublishData"] is False
    async with signalling(rooms, fresh) as again:
        joined = await again.receive("join")
        assert joined.participant.identity == "ann"


async def test_the_fresh_token_knows_changed_permissions(people: Cast):
    made = token(people.rooms, people.room, "ann")
    async with signalling(people.rooms, made) as ann:
        await ann.receive("refresh_token")
        request = api.UpdateParticipantRequest(room=people.room, identity="ann")
        request.permission.can_subscribe = True
        await people.api().room.update_participant(request)
        claims = jwt.decode(await ann.receive("refresh_token"), people.rooms.secret, algorithms=["HS256"])
        assert claims["video"]["canPublish"] is False
        assert claims["video"]["canSubscribe"] is True


async def test_the_sdk_is_told_why_it_may_not_come_in(own_people: Cast):
    room = rtc.Room()
    bad, _ = bad_tokens(own_people.rooms)["forged"]
    with pytest.raises(rtc.ConnectError, match=r"401|signature"):
        await room.connect(own_people.rooms.url, bad)
    await until(lambda: not room.isconnected(), "not in")
