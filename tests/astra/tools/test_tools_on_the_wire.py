"""The whole way of a look-up: chain, tool loop, the stand-in as a process, tools, and the claim check behind it."""

from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack
from datetime import UTC, datetime
from pathlib import Path

import pytest

from astra.chart import find_transits, make_snapshot
from astra.claims import check_stream, open_checker
from astra.llm import Chain, Cooldown, Deadlines, Link, Message, TextDelta, converse
from astra.tools import ToolContext, load_tools
from bench.claim_cases import make_charts
from tests.fakes.standin_servers import Standin

NOW = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
ZONE = "Asia/Kolkata"
CHART = make_charts()[0]
BOOK = load_tools(Path(__file__).parents[3] / "prompts")


@pytest.fixture
def standin(rules_openai: Standin) -> Standin:
    return rules_openai


@pytest.fixture
async def chain(standin: Standin) -> AsyncIterator[Chain]:
    async with AsyncExitStack() as stack:
        opened = Chain(
            [Link("standin", "demo", standin.base_url)], deadlines=Deadlines(20, 20, 40), cooldown=Cooldown(60, 60)
        )
        stack.push_async_callback(opened.aclose)
        yield opened


async def ask(chain: Chain, said: str, before: Sequence[Message] = ()) -> str:
    snapshot = make_snapshot(CHART, find_transits(CHART, NOW), 4_000)
    system = Message("system", f"## SITUATIONAL_CONTEXT\nTheir chart as computed:\n{snapshot}")
    tools = BOOK.offer(said, before[-1].content if before else "")
    runner = BOOK.runner(ToolContext(CHART, NOW, ZONE))

    async def words() -> AsyncIterator[str]:
        async for delta in converse(chain, [system, *before, Message("user", said)], tools, runner):
            if isinstance(delta, TextDelta):
                yield delta.text

    checker = open_checker(CHART, now=lambda: NOW, zone=ZONE)
    return "".join([piece async for piece in check_stream(words(), checker)])


async def test_a_date_is_looked_up_and_said(chain: Chain) -> None:
    assert "26 June 2027" in await ask(chain, "When does Jupiter enter Leo?")
    assert "February 2027" in await ask(chain, "When does Mercury turn retrograde?")


async def test_tomorrow_is_looked_up_after_a_word_about_the_chart(chain: Chain) -> None:
    before = [Message("user", "What's my moon sign?"), Message("assistant", "Your Moon is in Pisces.")]
    told = await ask(chain, "And what about tomorrow?", before)
    assert "the Moon is in" in told
    assert "22 November 2026" in told


async def test_another_app_is_explained(chain: Chain) -> None:
    assert "tropical" in await ask(chain, "Why does another app put my Moon in Aries?")


async def test_plain_talk_sends_no_tools_and_gets_words(chain: Chain) -> None:
    assert BOOK.offer("I walked along the river.") == ()
    assert await ask(chain, "I walked along the river.")
