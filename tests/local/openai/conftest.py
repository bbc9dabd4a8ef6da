"""One OpenAI stand-in with real engines for all tests of this folder, and one with fixed latencies."""

from collections.abc import AsyncIterator, Iterator

import pytest
from openai import AsyncOpenAI

from tests.fakes.standin_servers import Standin, openai_standin


@pytest.fixture(scope="session")
def real_openai(running_openai: Standin) -> Standin:
    return running_openai


@pytest.fixture(scope="session")
def bench_openai() -> Iterator[Standin]:
    with openai_standin("--fixed-latency", "--llm-first-token-ms", "60", "--stt-latency-ms", "20") as server:
        yield server


@pytest.fixture
async def client(real_openai: Standin) -> AsyncIterator[AsyncOpenAI]:
    async with AsyncOpenAI(base_url=real_openai.base_url, api_key="any", max_retries=0) as sdk:
        yield sdk
