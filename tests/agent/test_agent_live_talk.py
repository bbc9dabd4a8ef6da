"""A talk in a real room with ears that listen along, and with words that have a say in when a turn is over."""

import json
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import numpy as np
import pytest

from tests.fakes.agent_stage import Stage, stop
from tests.fakes.room_guest import LOUD, RATE, guest_in_room, wait_until

pytestmark = pytest.mark.rooms

LIVE = {"STT_LIVE": "openai", "STT_LIVE_MODEL": "whisper-tiny-live", "ASTRA_BACKCHANNELS": "true"}
COLOURS = "I like red green blue yellow brown black white grey pink purple orange silver gold copper violet amber not"
"""Longer than the recording that it is told of: the last words are in the final transcript alone."""
LONG_REPLY = "The moon stands in the scales tonight. That is a good time for long talks with people whom you trust."
QUESTION = "how is the moon looking over the hills tonight"


@pytest.fixture(scope="module")
def live_stage(running_stage: Stage, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    home: Path = tmp_path_factory.mktemp("live")
    stage = running_stage.apart(home, "astra-live")
    stage.worker = stage.start_worker(**LIVE)
    yield stage
    stop(stage.worker.process)


@pytest.fixture
async def live(live_stage: Stage) -> AsyncIterator[Stage]:
    live_stage.openai.call("POST", "/_script", {"reset": True})
    yield live_stage
    await live_stage.end_talks(wait=False)
    live_stage.openai.reset()
    live_stage.openai.call("POST", "/_script", {"reset": True})  # tests without this fixture share both of them
    live_stage.service.told.clear()


@pytest.fixture(scope="module")
def question(running_stage: Stage) -> bytes:
    """From its first audible sample to its last."""
    samples = np.frombuffer(running_stage.synthesise(f"{QUESTION.capitalize()}?"), np.int16)
    loud = np.flatnonzero(np.abs(samples.astype(np.int32)) > LOUD)
    return samples[loud[0] : loud[-1] + 1].tobytes()


def count_replies_left(stage: Stage) -> int:
    return stage.openai.call("GET", "/_script")["replies"]


def read_log(stage: Stage, event: str, since: int) -> list[dict[str, Any]]:
    """The worker's log lines of this event, after the first `since` characters."""
    assert stage.worker is not None
    lines = stage.worker.log.read_text("utf-8", "replace")[since:].splitlines()
    return [json.loads(line) for line in lines if f'"{event}"' in line]


async def greet(stage: Stage, session_id: UUID) -> None:
    await wait_until(lambda: stage.service.texts(session_id, "assistant"), what="greeting stored")


async def test_words_are_shown_while_they_are_said_and_answered(live: Stage, question: bytes) -> None:
    live.openai.script(transcripts=[QUESTION], answers={QUESTION: "Full and calm."})  # asked of less, ahead, it differs
    session_id = live.service.add_session()
    _, token = await live.call(session_id)
    async with guest_in_room(live.rooms_url, token) as guest:
        await greet(live, session_id)
        await guest.speak(question)
        await wait_until(lambda: "Full and calm." in live.service.texts(session_id, "assistant"), what="answer")
        shown = list(guest.captions.values())
    assert live.worker is not None
    lines = [line for line in live.worker.log.read_text().splitlines() if '"turn.waterfall"' in line]
    steps = json.loads(lines[-1])
    assert 0 < steps["decided_ms"] < steps["sounding_ms"]
    assert {"words_ms", "packet_ms", "first_token_ms", "first_clause_ms", "first_byte_ms"} <= steps.keys()
    told = next(one for one in live.service.said(session_id) if one["text"] == "Full and calm.")["waterfall"]
    assert {f"{stage}_ms": ms for stage, ms in told["stages_ms"].items()}.items() <= steps.items()
    assert (told["providers"]["stt"], set(told["providers"])) == ("stt/live", {"stt", "llm", "tts"})
    assert live.service.texts(session_id, "user") == [QUESTION]
    assert any(text and text != QUESTION and QUESTION.startswith(text) for text in shown), shown


@pytest.mark.parametrize(
    ("transcript", "spoken", "outcome"),
    [("Really?", "Thought ahead.", "released"), (COLOURS, "Thought anew.", "dropped")],
    ids=["agrees", "differs"],
)
async def test_reply_is_begun_before_the_final_words_and_given_where_they_agree(
    live: Stage, question: bytes, transcript: str, spoken: str, outcome: str
) -> None:
    live.openai.set_fault("latency", stage="stt", model="whisper-tiny-live", seconds=1.5, times=1)
    live.openai.script(transcripts=[transcript], replies=["Thought ahead.", "Thought anew."])
    assert live.worker is not None
    since, update_id = len(live.worker.log.read_text("utf-8", "replace")), str(uuid4())
    session_id = live.service.add_session(updates=[{"id": update_id, "kind": "chart_ready", "text": "Ready."}])
    _, token = await live.call(session_id)
    async with guest_in_room(live.rooms_url, token) as guest:
        await greet(live, session_id)
        await wait_until(lambda: not guest.is_hearing, what="quiet")
        await guest.speak(question)
        await wait_until(lambda: count_replies_left(live) == 1, what="asked ahead")
        assert live.service.texts(session_id, "user") == []
        await wait_until(lambda: len(live.service.texts(session_id, "assistant")) > 1, what="answer")
        await wait_until(lambda: read_log(live, "turn.ahead", since), what="counted")
        await wait_until(lambda: (str(session_id), [update_id]) in live.service.told, what="update told")
        captions = " ".join(guest.agent_captions())
    said = live.service.said(session_id)[1:]
    assert [(one["role"], one["text"], one["generated"], one["sent"]) for one in said] == [
        ("user", transcript, None, None), ("assistant", spoken, None, None),
    ]  # fmt: skip
    assert ("Thought ahead" in captions) == (outcome == "released")
    assert count_replies_left(live) == (1 if outcome == "released" else 0)
    assert [line["outcome"] for line in read_log(live, "turn.ahead", since)] == [outcome]
    assert live.service.told.count((str(session_id), [update_id])) == 1
    assert len(read_log(live, "[chat.trace]", since)) == 1


@pytest.mark.slow
async def test_talk_goes_on_by_post_when_the_live_one_never_answers(live: Stage, question: bytes) -> None:
    live.openai.set_fault("hang_before", stage="stt", model="whisper-tiny-live")
    live.openai.script(transcripts=["never told", "by post"], replies=["Heard."])
    session_id = live.service.add_session()
    _, token = await live.call(session_id)
    async with guest_in_room(live.rooms_url, token) as guest:
        await greet(live, session_id)
        await guest.speak(question)
        await wait_until(lambda: "Heard." in live.service.texts(session_id, "assistant"), what="answer")
    assert live.service.texts(session_id, "user") == ["by post"]


@pytest.mark.parametrize("which", ["by post", pytest.param("live", marks=pytest.mark.slow)])
async def test_long_pause_after_unfinished_words_is_no_end(
    stage: Stage, live: Stage, question: bytes, which: str
) -> None:
    place = live if which == "live" else stage
    place.openai.script(transcripts=["I was born in", "Pune."], replies=["Full and calm."] * 3)
    session_id = place.service.add_session()
    _, token = await place.call(session_id)
    async with guest_in_room(place.rooms_url, token) as guest:
        await greet(place, session_id)
        await wait_until(lambda: not guest.is_hearing, what="quiet")
        await guest.speak(question + b"\0\0" * int(RATE * 0.8) + question)
        await wait_until(lambda: len(place.service.texts(session_id, "assistant")) > 1, what="answer")
    assert place.service.texts(session_id, "user") == ["I was born in Pune."]
    assert place.service.texts(session_id, "assistant")[1:] == ["Full and calm."]


async def test_sound_that_says_go_on_does_not_end_a_reply(live: Stage, question: bytes) -> None:
    live.openai.script(transcripts=["Mm-hmm."], replies=[LONG_REPLY, "Never asked for."])
    session_id = live.service.add_session()
    _, token = await live.call(session_id)
    async with guest_in_room(live.rooms_url, token) as guest:
        await greet(live, session_id)
        await guest.type("Tell me about the moon")
        await wait_until(lambda: any(text.startswith("The moon") for text in guest.agent_captions()), what="reply")
        await guest.speak(question[: RATE * 2])
        await wait_until(lambda: len(live.service.texts(session_id, "assistant")) > 1, within_s=30, what="reply stored")
    said = [(one["role"], one["text"], one["interrupted"]) for one in live.service.said(session_id)][1:]
    assert said == [("user", "Tell me about the moon", False), ("assistant", LONG_REPLY, False)]
