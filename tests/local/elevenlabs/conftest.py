"""One ElevenLabs stand-in with real engines, and one that answers with a tone after a fixed latency."""

from collections.abc import AsyncIterator, Iterator

import aiohttp
import pytest

from tests.fakes.standin_servers import Standin, elevenlabs_standin


@pytest.fixture(scope="session")
def real_elevenlabs() -> Iterator[Standin]:
    with elevenlabs_standin() as server:
        yield server


@pytest.fixture(scope="session")
def tone_elevenlabs() -> Iterator[Standin]:
    with elevenlabs_standin("--fixed-latency", "--tts-latency-ms", "10") as server:
        yield server


@pytest.fixture
async def http() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession(headers={"xi-api-key": "any"}) as session:
        yield session
