"""What the product says of the sky by itself must pass its own check unchanged: summaries, snapshots, the demo mind."""

from collections.abc import AsyncIterator, Callable

import pytest

from astra.chart import find_transits, make_snapshot, tell_chart
from astra.claims import ClaimChecker, check_stream, open_checker
from bench.claim_cases import NOW, ZONE, make_charts
from local.engines.talker.reading import Turn
from local.engines.talker.talker import Talker

ASKED = (
    "Tell me about my chart.",
    "What's my moon sign?",
    "Where are my Venus and my Mars?",
    "What is in my seventh house?",
    "Which dasha am I in?",
    "What is my rising sign?",
    "What about today, any transits?",
    "meri kundli batao",
    "mera mangal kahan hai",
    "मेरा चंद्रमा किस राशि में है?",
)
CHARTS = range(len(make_charts()))


async def _pass(text: str, checker: ClaimChecker) -> str:
    async def pieces() -> AsyncIterator[str]:
        yield text

    return "".join([piece async for piece in check_stream(pieces(), checker)])


@pytest.mark.parametrize("number", CHARTS)
async def test_a_spoken_summary_passes(number: int) -> None:
    chart = make_charts()[number]
    for language in ("english", "hinglish"):
        told = tell_chart(chart, language)
        assert await _pass(told, open_checker(chart, now=lambda: NOW, zone=ZONE)) == told


@pytest.mark.parametrize("number", CHARTS)
@pytest.mark.parametrize("asked", ASKED)
async def test_the_demo_mind_says_only_what_the_sky_supports(number: int, asked: str) -> None:
    chart = make_charts()[number]
    lines = make_snapshot(chart, find_transits(chart, NOW), 6_000)
    prompt = f"## SITUATIONAL_CONTEXT\nTheir chart as computed. No placement beyond it may be spoken of:\n{lines}"
    reply = Talker().reply([Turn("system", prompt), Turn("user", asked)]).text
    assert await _pass(reply, open_checker(chart, now=lambda: NOW, zone=ZONE)) == reply


async def test_news_of_a_chart_passes(checker: ClaimChecker, open_it: Callable[..., ClaimChecker]) -> None:
    said = "Your chart is ready. The Sun is in Aries, the Moon in Pisces, and Taurus was rising when you were born."
    assert await _pass(said, checker) == said
