"""The worker when something is broken: providers, the service, curious participants, users who go quiet or leave."""

import asyncio
from pathlib import Path
from time import monotonic
from typing import Any
from uuid import uuid4

import pytest
from livekit.protocol.agent_pb import agent_session as pb

from astra.kernels.load import load_kernels
from tests.fakes.agent_stage import Stage
from tests.fakes.room_guest import guest_in_room, wait_until

pytestmark = pytest.mark.rooms
PROMPTS = Path(__file__).parents[2] / "prompts"


async def ask_typed(stage: Stage, words: str) -> tuple[list[str], list[dict[str, str]]]:
    """One typed question after the greeting; what was answered, and the notices by then."""
    session_id = stage.service.add_session()
    _, token = await stage.call(session_id)
    async with guest_in_room(stage.rooms_url, token, microphone=False) as guest:
        await wait_until(lambda: stage.service.texts(session_id, "assistant"), what="greeting")
        await guest.type(words)
        await wait_until(lambda: len(stage.service.texts(session_id, "assistant")) > 1, what="answer")
        await asyncio.sleep(0.2)
        return stage.service.texts(session_id, "assistant")[1:], guest.notices


def silence_every_voice(stage: Stage) -> None:
    for standin in (stage.eleven, stage.openai):
        standin.set_fault("status", stage="tts", status=500)


async def test_second_model_answers_when_the_first_fails(stage: Stage) -> None:
    stage.openai.set_fault("status", stage="llm", model="astra-demo", status=500)
    stage.openai.script(replies=["From the second one."])
    answers, notices = await ask_typed(stage, "Are you there?")
    assert answers == ["From the second one."]
    assert notices == []


async def test_every_model_down_is_said_and_the_session_goes_on(stage: Stage) -> None:
    stage.openai.set_fault("status", stage="llm", status=500)
    session_id = stage.service.add_session()
    _, token = await stage.call(session_id)
    async with guest_in_room(stage.rooms_url, token, microphone=False) as guest:
        await wait_until(lambda: stage.service.texts(session_id, "assistant"), what="greeting")
        for turn in range(2):
            await guest.type(f"Are you there? {turn}")
            await wait_until(lambda: len(stage.service.texts(session_id, "assistant")) > turn + 1, what="apology")  # noqa: B023
        assert "llm_down" in [notice["kind"] for notice in guest.notices]
        assert guest.heard_at


async def test_reply_that_breaks_off_is_owned_up_to_and_counts_as_no_outage(stage: Stage) -> None:
    stage.openai.set_fault("cut", stage="llm")
    stage.openai.script(replies=["The moon is bright tonight, and the evening is long and calm for everyone."])
    answers, notices = await ask_typed(stage, "Tell me about the moon")
    kernels = load_kernels(PROMPTS)
    apologies = {kernels.spoken("apology_truncated", seed=str(seed)) for seed in range(20)}
    assert answers[0].startswith("The moon")
    assert any(answers[0].endswith(apology) for apology in apologies)
    assert notices == []


@pytest.mark.parametrize("fault", [{"kind": "status", "status": 500}, {"kind": "hang_before"}])
async def test_second_voice_speaks_when_the_first_fails(stage: Stage, fault: dict[str, Any]) -> None:
    session_id = stage.service.add_session()
    _, token = await stage.call(session_id)
    async with guest_in_room(stage.rooms_url, token, microphone=False) as guest:
        await wait_until(lambda: stage.service.texts(session_id, "assistant"), what="greeting")
        stage.openai.script(replies=["From another throat."])
        stage.eleven.set_fault(stage="tts", **fault)
        quiet_since = monotonic()
        await guest.type("Say something")
        await wait_until(lambda: len(stage.service.texts(session_id, "assistant")) > 1, within_s=40, what="reply")
    last = stage.service.said(session_id)[-1]
    assert (last["text"], last["source"]) == ("From another throat.", "voice")
    assert guest.heard_at[-1] > quiet_since
    assert guest.notices == []


async def test_reply_goes_to_the_screen_when_no_voice_works(stage: Stage) -> None:
    session_id = stage.service.add_session()
    _, token = await stage.call(session_id)
    async with guest_in_room(stage.rooms_url, token, microphone=False) as guest:
        await wait_until(lambda: stage.service.texts(session_id, "assistant"), what="greeting")
        silence_every_voice(stage)
        await guest.type("Say something")
        await wait_until(lambda: guest.notices, what="notice")
        await wait_until(lambda: len(stage.service.said(session_id)) == 3, what="shown reply stored")
    last = stage.service.said(session_id)[-1]
    assert last["text"].endswith((".", "?"))
    assert last["source"] == "typed"
    assert guest.notices == [{"kind": "tts_down", "text": last["text"]}]


async def test_idle_session_is_closed_with_its_reason(stage: Stage) -> None:
    session_id = stage.service.add_session(idle_close_s=2.0)
    room, token = await stage.call(session_id)
    async with guest_in_room(stage.rooms_url, token) as guest:
        await wait_until(lambda: (str(session_id), "idle") in stage.service.ends, within_s=30, what="end reported")
        assert [notice["kind"] for notice in guest.notices] == ["idle_closing", "ended"]
        await wait_until(lambda: not guest.room.isconnected(), what="room closed")
    assert room not in await stage.room_names()


async def test_user_who_leaves_and_stays_away_ends_the_session(stage: Stage) -> None:
    session_id = stage.service.add_session(grace_s=1.0)
    _, token = await stage.call(session_id)
    async with guest_in_room(stage.rooms_url, token):
        await wait_until(lambda: stage.service.texts(session_id, "assistant"), what="greeting")
    await wait_until(lambda: (str(session_id), "left") in stage.service.ends, what="end reported")


async def test_unknown_session_leaves_the_room_at_once(stage: Stage) -> None:
    session_id = stage.service.add_session()
    _, token = await stage.call(session_id)
    del stage.service.contexts[str(session_id)]
    async with guest_in_room(stage.rooms_url, token, microphone=False) as guest:
        await wait_until(lambda: not guest.room.remote_participants, what="agent gone")
    assert stage.service.said(session_id) == []


async def test_agent_that_cannot_begin_leaves_the_room_to_another_one(stage: Stage) -> None:
    session_id = stage.service.add_session(persona="nobody-we-know")
    room, token = await stage.call(session_id)
    assert stage.worker is not None
    log = stage.worker.log
    async with guest_in_room(stage.rooms_url, token, microphone=False) as guest:
        await wait_until(lambda: f'"{session_id}", "error": "KernelError"' in log.read_text(), what="given up")
        await wait_until(lambda: not guest.room.remote_participants, what="no agent in the room")
        assert room in await stage.room_names()
        stage.service.contexts[str(session_id)]["persona"] = "astra"
        await stage.dispatch(room, session_id)
        await wait_until(lambda: stage.service.texts(session_id, "assistant"), what="another agent greets")
    assert stage.service.ends.count((str(session_id), "error")) == 0


async def test_strangers_get_neither_answers_nor_the_agents_history(stage: Stage) -> None:
    session_id = stage.service.add_session()
    room, token = await stage.call(session_id)
    async with guest_in_room(stage.rooms_url, token, microphone=False):
        await wait_until(lambda: stage.service.texts(session_id, "assistant"), what="greeting")
        async with guest_in_room(stage.rooms_url, stage.token(room, f"user-{uuid4()}"), microphone=False) as other:
            agent = next(p for p in other.room.remote_participants.values() if p.identity.startswith("agent"))
            got: list[bytes] = []
            other.room.register_byte_stream_handler("lk.agent.session", lambda reader, _who: got.append(b"stream"))
            other.room.on("data_received", lambda packet: got.append(packet.data))
            writer = await other.room.local_participant.stream_bytes(
                "request", topic="lk.agent.session", destination_identities=[agent.identity]
            )
            await writer.write(_ask_for_history())
            await writer.aclose()
            await other.type("And me?")
            await asyncio.sleep(1.0)
            assert got == []
    assert stage.service.texts(session_id, "user") == []


async def test_log_holds_none_of_what_was_said(stage: Stage) -> None:
    stage.openai.set_fault("status", stage="llm", status=500)
    silence_every_voice(stage)
    session_id = stage.service.add_session()
    _, token = await stage.call(session_id)
    async with guest_in_room(stage.rooms_url, token, microphone=False) as guest:
        await wait_until(lambda: guest.notices or guest.captions, what="agent is there")
        await guest.type("canaryword in a typed line")
        await wait_until(lambda: stage.service.texts(session_id, "user"), what="line stored")
        await wait_until(lambda: any(n["kind"] == "llm_down" for n in guest.notices), what="apology")
    assert stage.worker is not None
    log = stage.worker.log.read_text()
    assert "canaryword" not in log
    assert "What's on your mind" not in log
    assert "test-key" not in log


def _ask_for_history() -> bytes:
    request = pb.SessionRequest(request_id="r", get_chat_history=pb.SessionRequest.GetChatHistory())
    return pb.AgentSessionMessage(request=request).SerializeToString()
