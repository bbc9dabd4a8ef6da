"""Telegram with real processes: the service, the model that it asks, and a kill in the middle of a reply."""

import asyncio
import sqlite3
from collections.abc import AsyncGenerator, Callable
from contextlib import ExitStack, asynccontextmanager, closing
from pathlib import Path

import pytest

from tests.fakes.rooms_server import free_port
from tests.fakes.service_process import ServiceProcess, service_process
from tests.fakes.standin_servers import Standin, openai_standin
from tests.fakes.telegram_server import TOKEN, TelegramServer

pytestmark = pytest.mark.timeout(120)

ADA = 71
SPOKEN = "My cat is called Momo."
ANSWERS = {
    "When should I sleep?": "Nine is late enough.",
    "And when should I rise?": "With the first birds.",
    SPOKEN: "Momo is a fine name.",
}
_FINISHED = (
    "SELECT count(*) FROM job WHERE state IN ('ready', 'leased') AND (kind LIKE 'telegram.%' OR kind LIKE 'resp%')"
)


@asynccontextmanager
async def running(home: Path, openai: Standin, server: TelegramServer) -> AsyncGenerator[ServiceProcess]:
    """The service as a process, with the bot and the model that are given; off this loop, where the bot's server is."""
    environment = {
        "LIVEKIT_URL": "ws://127.0.0.1:9",
        "LIVEKIT_API_KEY": "testkey",
        "LIVEKIT_API_SECRET": "a-secret-of-the-tests-of-more-than-32-bytes",
        "TELEGRAM_BOT_TOKEN": TOKEN,
        "TELEGRAM_API_URL": server.url,
        "TELEGRAM_PAUSE_S": "0.1",
        "RESPONDER_LEASE_S": "1.5",
        "OPENROUTER_BASE_URL": openai.base_url,
        "OPENROUTER_API_KEY": "local",
        "LLM_MODEL": "astra-demo",
        "LLM_FALLBACK_MODEL": "astra-demo",
        "STT_BASE_URL": openai.base_url,
        "STT_API_KEY": "local",
        "STT_MODEL": "whisper-tiny",
    }
    with ExitStack() as stack:
        opening = service_process(home, free_port(), environment)
        service = await asyncio.to_thread(stack.enter_context, opening)
        try:
            yield service
        finally:
            await asyncio.to_thread(stack.close)


async def until(ready: Callable[[], bool]) -> None:
    async with asyncio.timeout(30):
        while not ready():
            await asyncio.sleep(0.02)


async def hear_back(server: TelegramServer, count: int, home: Path) -> str:
    """Wait until so many messages have come back and nothing is left to do; the last of them."""
    await until(lambda: len(server.said_to(ADA)) >= count)
    await until(lambda: read(home, _FINISHED) == [(0,)])
    assert len(server.said_to(ADA)) == count
    return server.said_to(ADA)[-1]


def read(home: Path, query: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(f"file:{home / 'astra.db'}?mode=ro", uri=True, timeout=5)) as db:
        return db.execute(query).fetchall()


async def test_text_voice_and_commands_are_answered_once_though_the_service_is_killed_in_mid_reply(
    tmp_path: Path,
) -> None:
    with openai_standin("--fixed-latency", "--llm-first-token-ms", "20") as openai:
        openai.script(transcripts=[SPOKEN], answers=ANSWERS)
        async with TelegramServer() as server:
            async with running(tmp_path, openai, server) as service:
                server.put(server.write(ADA, "When should I sleep?", 1))
                assert (await hear_back(server, 1, tmp_path)).endswith("Nine is late enough.")

                openai.set_fault("hang_middle", stage="llm", times=1)
                asked = server.write(ADA, "And when should I rise?", 2)
                server.put(asked)
                await until(lambda: openai.call("GET", "/_faults")["faults"] == [])  # the model has begun to answer
                service.kill()
            assert len(server.said_to(ADA)) == 1
            server.put({**asked, "update_id": asked["update_id"] + 500})  # and Telegram brings it again

            async with running(tmp_path, openai, server):
                assert await hear_back(server, 2, tmp_path) == "With the first birds."

                server.files["n1"] = b"OggS the sound of it"
                voice = {"file_id": "n1", "file_unique_id": "u1", "duration": 3, "file_size": 900}
                server.put(server.message(ADA, 3, voice=voice))
                assert await hear_back(server, 3, tmp_path) == "Momo is a fine name."

                server.put(server.write(ADA, "/new", 4))
                await hear_back(server, 4, tmp_path)
    said = read(tmp_path, "SELECT text FROM message WHERE role = 'user' ORDER BY stored_at")
    assert said == [("When should I sleep?",), ("And when should I rise?",), (SPOKEN,), ("/new",)]
    assert read(tmp_path, "SELECT count(*) FROM message WHERE role = 'assistant'") == [(4,)]
    assert read(tmp_path, "SELECT count(*) FROM session") == [(2,)]
