"""Behaviours by themselves, with time that the test moves."""

import asyncio
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest

from agent.behaviors.greet import choose_greeting
from agent.behaviors.idle_close import IdleWatch
from agent.behaviors.join_halves import TurnJoiner
from astra.contracts.session import PastMessage, SessionContext
from astra.contracts.utterance import Role
from astra.kernels.load import load_kernels
from astra.kit.clock import Clock
from astra.mind.open_thread import Day, OpenThread

NOW = datetime(2026, 5, 3, 12, tzinfo=UTC)
PROMPTS = Path(__file__).parents[2] / "prompts"


class VirtualTime:
    """A clock that only moves while someone pauses."""

    def __init__(self) -> None:
        self.elapsed_s = 0.0
        self.at: dict[float, list[object]] = {}
        self.clock = Clock(now=lambda: NOW, monotonic=lambda: self.elapsed_s)

    async def pause(self, seconds: float) -> None:
        self.elapsed_s += seconds
        await asyncio.sleep(0)


def context(**changes: object) -> SessionContext:
    return SessionContext.model_validate(
        {
            "session_id": uuid4(), "user_id": uuid4(), "user_identity": "user-1", "persona": "astra",
            "display_name": None, "next_seq": 1, "messages": [], "previous_session_ended_at": None,
            "idle_close_s": 300, "grace_s": 20,
        } | changes
    )  # fmt: skip


async def test_idle_counts_from_the_last_user_message_only() -> None:
    time = VirtualTime()
    spoken_at: list[float] = []

    async def pause(seconds: float) -> None:
        await time.pause(seconds)
        if not spoken_at and time.elapsed_s >= 200:
            spoken_at.append(time.elapsed_s)
            watch.note_user_message()

    watch = IdleWatch(idle_close_s=300, clock=time.clock, is_user_speaking=lambda: False, pause=pause)
    await watch.wait()
    assert 300 < time.elapsed_s - spoken_at[0] <= 301.1


async def test_someone_in_mid_sentence_is_not_idle() -> None:
    time = VirtualTime()
    watch = IdleWatch(idle_close_s=10, clock=time.clock, is_user_speaking=lambda: time.elapsed_s < 14, pause=time.pause)
    await watch.wait()
    assert time.elapsed_s >= 14


async def test_half_a_sentence_waits_for_the_other_half() -> None:
    time = VirtualTime()

    async def pause(seconds: float) -> None:
        await time.pause(seconds)
        if 0.4 < time.elapsed_s < 0.5:
            joiner.note_final_text()

    joiner = TurnJoiner(is_more_coming=lambda: time.elapsed_s < 0.5, pause=pause)
    assert await joiner.join("I would like to") is None
    time.elapsed_s = 1.0
    assert await joiner.join("ask something") == "I would like to ask something"
    assert await joiner.join("And you?") == "And you?"


async def test_turn_is_complete_when_what_followed_was_noise() -> None:
    time = VirtualTime()
    joiner = TurnJoiner(is_more_coming=lambda: time.elapsed_s < 0.5, pause=time.pause)
    assert await joiner.join("Good morning") == "Good morning"


async def test_turn_is_never_held_for_ever() -> None:
    time = VirtualTime()
    joiner = TurnJoiner(is_more_coming=lambda: True, pause=time.pause, max_hold_s=3)
    assert await joiner.join("Good morning") == "Good morning"
    assert time.elapsed_s <= 3.1


def friend(**changes: object) -> SessionContext:
    return context(display_name="Ravi", previous_session_ended_at=NOW - timedelta(days=3), **changes)


def test_greeting_knows_strangers_friends_and_talks_cut_short() -> None:
    kernels = load_kernels(PROMPTS)
    stranger = choose_greeting(kernels, context(), now=NOW).text
    known = choose_greeting(kernels, friend(), now=NOW).text
    past = [PastMessage(role=Role.USER, text="Hello", at=NOW)]
    resumed = choose_greeting(kernels, context(messages=past), now=NOW).text
    assert "Astra" in stranger
    assert "Ravi" in known
    assert kernels.gap_phrase(timedelta(days=3), seed="x") in known
    assert "Astra" not in resumed
    assert len({stranger, known, resumed}) == 3


@pytest.mark.parametrize("language", ["en", "hi"])
@pytest.mark.parametrize("day", list(Day))
def test_greeting_takes_up_what_was_left_open(day: Day, language: str) -> None:
    thread = OpenThread("interview at Google", day)
    greeting = choose_greeting(load_kernels(PROMPTS), friend(language=language), now=NOW, thread=thread)
    assert "interview at Google" in greeting.private
    assert "interview" not in greeting.opener, "the opener is kept as a recording, what is private is not"
    assert "Ravi" in greeting.opener
    assert greeting.text == f"{greeting.opener} {greeting.private}"
    assert bool(re.search(r"[\u0900-\u097f]", greeting.private)) is (language == "hi")


def test_greeting_leaves_open_what_is_no_matter_for_now() -> None:
    kernels, thread = load_kernels(PROMPTS), OpenThread("interview at Google", Day.TODAY)
    moment = NOW - timedelta(minutes=59)
    past = [PastMessage(role=Role.USER, text="Hello", at=NOW)]
    for one in (context(), context(previous_session_ended_at=moment), friend(messages=past)):
        assert choose_greeting(kernels, one, now=NOW, thread=thread).private == ""


@pytest.mark.parametrize("language", ["en", "hi"])
def test_greeting_is_never_the_same_twice_in_a_row(language: str) -> None:
    kernels = load_kernels(PROMPTS)
    last: str | None = None
    for _ in range(30):
        known = friend(previous_greeting=last, language=language)
        greeting = choose_greeting(kernels, known, now=NOW).text
        assert greeting != last
        last = greeting
    said = [PastMessage(role=Role.USER, text="Hello", at=NOW)]
    for _ in range(2):
        again = choose_greeting(kernels, context(messages=said, language=language), now=NOW).text
        assert again not in {message.text for message in said}
        said.append(PastMessage(role=Role.ASSISTANT, text=again, at=NOW))
