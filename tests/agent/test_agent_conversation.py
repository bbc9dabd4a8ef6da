"""A person and the worker in a real room: greeting, turns, typed lines, interruptions, words over speech, captions."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import numpy as np
import pytest

from tests.fakes.agent_stage import Stage
from tests.fakes.room_guest import RATE, Guest, guest_in_room, wait_until

pytestmark = pytest.mark.rooms

LONG_REPLY = (
    "The moon stands in the sign of the scales tonight, and it will stay there until the day after tomorrow. "
    "That is a good time for talks with people you trust. Then it moves on to the scorpion, and things get deeper."
)
PAUSE_700_MS = b"\0\0" * int(RATE * 0.7)


@asynccontextmanager
async def in_call(stage: Stage, **changes: Any) -> AsyncIterator[tuple[UUID, Guest]]:
    session_id = stage.service.add_session(**changes)
    _, token = await stage.call(session_id)
    async with guest_in_room(stage.rooms_url, token) as guest:
        yield session_id, guest


async def wait_greeting_over(stage: Stage, session_id: UUID) -> None:
    await wait_until(lambda: stage.service.texts(session_id, "assistant"), what="greeting stored")


async def wait_stored(stage: Stage, session_id: UUID, role: str, words: str) -> None:
    await wait_until(
        lambda: any(words in text for text in stage.service.texts(session_id, role)), what=f"{role} said {words!r}"
    )


def is_under_way(guest: Guest) -> bool:
    return any(text.startswith("The moon") and text.count(" ") > 5 for text in guest.agent_captions())


def pause_inside(pcm: bytes) -> bytes:
    """The recording with 0.7 s of silence at its quietest place between a third and two thirds."""
    samples = np.frombuffer(pcm, np.int16).astype(np.int32)
    step = RATE // 50
    starts = range(len(samples) // 3, 2 * len(samples) // 3, step)
    at = min(starts, key=lambda start: np.abs(samples[start : start + step]).sum()) + step // 2
    return pcm[: at * 2] + PAUSE_700_MS + pcm[at * 2 :]


@pytest.fixture(scope="module")
def question(running_stage: Stage) -> bytes:
    return running_stage.synthesise("How is the moon looking tonight?")


async def test_greets_stranger_and_answers_typed_line(stage: Stage) -> None:
    stage.openai.script(answers={"Tell me about the moon": "The moon is **bright** tonight."})
    async with in_call(stage) as (session_id, guest):
        await wait_until(lambda: guest.is_hearing, what="greeting heard")
        await wait_greeting_over(stage, session_id)
        await guest.type("Tell me about the moon")
        await wait_stored(stage, session_id, "assistant", "The moon is bright tonight.")
        await wait_until(lambda: any("moon is bright" in text for text in guest.agent_captions()), what="caption")
    said = stage.service.said(session_id)
    assert [(one["seq"], one["role"], one["source"]) for one in said] == [
        (1, "assistant", "voice"), (2, "user", "typed"), (3, "assistant", "voice"),
    ]  # fmt: skip
    assert said[2]["generated"] == "The moon is **bright** tonight."
    assert not said[2]["interrupted"]


async def test_spoken_question_is_transcribed_and_answered(stage: Stage, question: bytes) -> None:
    stage.openai.script(transcripts=["How is the moon looking tonight?"], replies=["Full and calm."])
    async with in_call(stage) as (session_id, guest):
        await wait_greeting_over(stage, session_id)
        await guest.speak(question)
        await wait_stored(stage, session_id, "assistant", "Full and calm.")
    user = [one for one in stage.service.said(session_id) if one["role"] == "user"]
    assert [(one["text"], one["source"]) for one in user] == [("How is the moon looking tonight?", "voice")]


async def test_words_over_the_greeting_are_answered(stage: Stage, question: bytes) -> None:
    stage.openai.script(transcripts=["How is the moon looking tonight?"], replies=["Full and calm."])
    async with in_call(stage) as (session_id, guest):
        await wait_until(lambda: guest.is_hearing, what="greeting begins")
        await guest.speak(question)
        await wait_stored(stage, session_id, "user", "How is the moon looking tonight?")
        await wait_stored(stage, session_id, "assistant", "Full and calm.")
    assert stage.service.said(session_id)[0]["interrupted"]


async def test_words_spoken_before_the_agent_came_are_answered(stage: Stage, question: bytes) -> None:
    stage.openai.script(transcripts=["How is the moon looking tonight?"], replies=["Full and calm."])
    session_id = stage.service.add_session()
    room, token = await stage.open_room(session_id)
    async with guest_in_room(stage.rooms_url, token, early_words=question):
        await stage.dispatch(room, session_id)
        await wait_stored(stage, session_id, "user", "How is the moon looking tonight?")
        await wait_stored(stage, session_id, "assistant", "Full and calm.")
    assert stage.worker is not None
    assert "pre-connect" not in stage.worker.log.read_text()


async def test_recording_of_early_words_that_never_comes_makes_nobody_deaf(stage: Stage, question: bytes) -> None:
    stage.openai.script(transcripts=["How is the moon looking tonight?"], replies=["Full and calm."])
    session_id = stage.service.add_session()
    _, token = await stage.call(session_id)
    async with guest_in_room(stage.rooms_url, token, promises_recording=True) as guest:
        await wait_until(lambda: guest.is_hearing, what="greeting begins")
        await guest.speak(question)
        await wait_stored(stage, session_id, "assistant", "Full and calm.")


async def test_interrupted_reply_keeps_only_what_was_heard(stage: Stage, question: bytes) -> None:
    stage.openai.script(transcripts=["How is the moon looking tonight?"], replies=[LONG_REPLY, "Of course."])
    async with in_call(stage) as (session_id, guest):
        await wait_greeting_over(stage, session_id)
        await guest.type("Tell me about the moon")
        await wait_until(lambda: is_under_way(guest), what="some words of the reply")
        await guest.speak(question)
        await wait_stored(stage, session_id, "assistant", "Of course.")
        quiet_after = guest.heard_at[-1]
    cut = next(one for one in stage.service.said(session_id) if one["interrupted"])
    assert 0 < len(cut["text"]) < len(LONG_REPLY)
    assert LONG_REPLY.startswith(cut["text"].rstrip(" .,")[:20])
    assert cut["generated"] == LONG_REPLY
    assert quiet_after > 0


async def test_typed_line_interrupts_speech(stage: Stage) -> None:
    stage.openai.script(answers={"Tell me about the moon": LONG_REPLY, "Stop, tell me about the sun": "Gladly."})
    async with in_call(stage) as (session_id, guest):
        await wait_greeting_over(stage, session_id)
        await guest.type("Tell me about the moon")
        await wait_until(lambda: is_under_way(guest), what="some words of the reply")
        await guest.type("Stop, tell me about the sun")
        await wait_stored(stage, session_id, "assistant", "Gladly.")
    assert any(one["interrupted"] and one["role"] == "assistant" for one in stage.service.said(session_id))


async def test_a_line_that_is_sent_again_is_answered_once(stage: Stage) -> None:
    stage.openai.script(answers={"Tell me about the moon": "It is round.", "And the sun": "So is it."})
    async with in_call(stage) as (session_id, guest):
        await wait_greeting_over(stage, session_id)
        await guest.type("Tell me about the moon", line_id="typed:1")
        await wait_stored(stage, session_id, "assistant", "It is round.")
        await guest.type("Tell me about the moon", line_id="typed:1")
        await guest.type("And the sun", line_id="typed:2")
        await wait_stored(stage, session_id, "assistant", "So is it.")
    assert stage.service.texts(session_id, "user") == ["Tell me about the moon", "And the sun"]


async def test_pause_inside_a_sentence_gives_one_answer(stage: Stage) -> None:
    sentence = stage.synthesise("I would like to ask you whether tomorrow is a good day for a long journey.")
    stage.openai.script(
        transcripts=["I would like to ask you", "whether tomorrow is a good day"],
        replies=["Yes, it is."] * 6,
    )
    async with in_call(stage) as (session_id, guest):
        await wait_greeting_over(stage, session_id)
        await guest.speak(pause_inside(sentence))
        await wait_stored(stage, session_id, "assistant", "Yes, it is.")
        await asyncio.sleep(0.5)
    answers = [text for text in stage.service.texts(session_id, "assistant") if "Yes" in text]
    assert len(answers) == 1
    assert " ".join(stage.service.texts(session_id, "user")) == "I would like to ask you whether tomorrow is a good day"


async def test_known_user_is_not_greeted_as_a_stranger(stage: Stage) -> None:
    ended_at = datetime.now(UTC).replace(year=2025).isoformat()
    async with in_call(stage, previous_session_ended_at=ended_at, display_name="Ravi") as (session_id, _):
        await wait_greeting_over(stage, session_id)
        assert "Ravi" in stage.service.texts(session_id, "assistant")[0]


async def test_greeting_takes_up_what_was_left_open_and_keeps_no_recording_of_it(stage: Stage) -> None:
    yesterday = (datetime.now(UTC) - timedelta(days=1)).isoformat()
    loop = {"text": "interview at Lumen", "openedAt": yesterday, "dueAt": datetime.now(UTC).isoformat()}
    stage.service.memory = {"session/startbrief": {"items": []}, "memory/loops": {"loops": [loop]}}
    for _ in range(3):  # a greeting waits for nothing: on a busy machine memory may be told of too late
        recorded = set(stage.home.rglob("*.pcm"))
        async with in_call(stage, previous_session_ended_at=yesterday) as (session_id, guest):
            await wait_greeting_over(stage, session_id)
            greeting = stage.service.texts(session_id, "assistant")[0]
            captions = " ".join(guest.agent_captions())
        if "Lumen" in greeting:
            break
    assert "interview at Lumen" in greeting
    assert "interview at Lumen" in captions
    assert len(set(stage.home.rglob("*.pcm")) - recorded) <= 1, "of the opener at most"


async def test_resumed_talk_goes_on_with_its_numbers_and_messages(stage: Stage) -> None:
    past = [{"role": "user", "text": "My cat is called Momo", "at": "2026-05-03T10:00:00Z"}]
    async with in_call(stage, messages=past, next_seq=8) as (session_id, _):
        await wait_greeting_over(stage, session_id)
        said = stage.service.said(session_id)
    assert said[0]["seq"] == 8
    assert "I'm Astra" not in said[0]["text"]
