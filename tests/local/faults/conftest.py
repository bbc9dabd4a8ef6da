"""Both stand-ins with fixed latencies: a fault is the same whatever engine stands behind it."""

from collections.abc import AsyncIterator, Iterator

import aiohttp
import pytest
from openai import AsyncOpenAI

from tests.fakes.standin_servers import Standin, elevenlabs_standin, openai_standin


@pytest.fixture(scope="session")
def fast_openai() -> Iterator[Standin]:
    with openai_standin("--fixed-latency", "--llm-first-token-ms", "5", "--stt-latency-ms", "5") as server:
        yield server


@pytest.fixture(scope="session")
def fast_elevenlabs() -> Iterator[Standin]:
    with elevenlabs_standin("--fixed-latency", "--tts-latency-ms", "5") as server:
        yield server


@pytest.fixture
def faulty_openai(fast_openai: Standin) -> Iterator[Standin]:
    yield fast_openai
    fast_openai.reset()


@pytest.fixture
def faulty_elevenlabs(fast_elevenlabs: Standin) -> Iterator[Standin]:
    yield fast_elevenlabs
    fast_elevenlabs.reset()


@pytest.fixture
async def client(fast_openai: Standin) -> AsyncIterator[AsyncOpenAI]:
    async with AsyncOpenAI(base_url=fast_openai.base_url, api_key="any", max_retries=0, timeout=1.5) as sdk:
        yield sdk


@pytest.fixture
async def http() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession(headers={"xi-api-key": "any"}) as session:
        yield session
