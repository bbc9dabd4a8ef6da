"""A service with a bot, a Bot API server beside it, and a model and ears to answer with."""

import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlmodel import col, select

from api.models import Job, Message, Session
from api.telegram.listening import WEBHOOK
from astra.llm.settings import LlmSettings
from tests.fakes.api_service import NO_SPEECH, NOWHERE, Service, running_service
from tests.fakes.openai_wire import OpenAiWire
from tests.fakes.speech_wire import SpeechWire
from tests.fakes.telegram_server import TOKEN, TelegramServer

_OPEN = ("ready", "leased")
SECRET_HEADER = "x-telegram-bot-api-secret-token"


@dataclass
class TelegramStage:
    """All that a test of Telegram has in hand."""

    service: Service
    server: TelegramServer
    wire: OpenAiWire
    speech: SpeechWire

    async def say(self, who: int, number: int, text: str) -> str:
        """Write something and wait for the one message that comes back."""
        before = len(self.server.said_to(who))
        self.server.put(self.server.write(who, text, number))
        await until(lambda: len(self.server.said_to(who)) > before)
        return self.server.said_to(who)[before]

    async def bring(self, update: dict[str, Any]) -> None:
        """Call the webhook until it takes the update, as Telegram does."""
        http = self.service.client(**{SECRET_HEADER: self.service.root.telegram.secret})
        async with asyncio.timeout(40):
            while (await http.post(WEBHOOK, json=update)).status_code != 200:
                await asyncio.sleep(0.1)

    async def settle(self) -> None:
        """Wait until nothing is left to answer or to send."""
        async with asyncio.timeout(40):
            while await self.list_open_jobs():
                await asyncio.sleep(0.03)

    async def list_open_jobs(self) -> list[str]:
        async with self.service.root.database.read() as db:
            found = await db.exec(select(Job.kind).where(col(Job.state).in_(_OPEN)))
            return [kind for kind in found.all() if kind.startswith(("telegram.", "responder."))]

    async def stored(self, role: str) -> list[str]:
        """The texts of a role, in the order in which they were stored."""
        async with self.service.root.database.read() as db:
            found = await db.exec(select(Message.text).where(Message.role == role).order_by(col(Message.stored_at)))
            return list(found.all())

    async def whose(self, text: str) -> set[str]:
        """The people who have a message with this text."""
        async with self.service.root.database.read() as db:
            found = await db.exec(
                select(Session.user_id)
                .join(Message, col(Message.session_id) == col(Session.id))
                .where(Message.text == text)
            )
            return {str(user_id) for user_id in found.all()}


@asynccontextmanager
async def telegram_stage(folder: Path, database_url: str, **settings: Any) -> AsyncGenerator[TelegramStage]:
    """The service answers what its model is told to; updates are fetched unless a webhook's address is given."""
    async with OpenAiWire() as wire, TelegramServer() as server, SpeechWire() as speech:
        llm = LlmSettings(
            openrouter_api_key=None,
            openrouter_base_url=wire.base_url,
            llm_model="m",
            llm_fallback_model="m",
            openai_api_key=None,
            openai_base_url=None,
            llm_cooldown_s=3600,
        )
        hearing = NO_SPEECH.model_copy(
            update={"stt_base_url": f"{speech.url}/stt", "eleven_base_url": f"{speech.url}/eleven"}
        )
        given: dict[str, Any] = {
            "database_url": database_url,
            "database_busy_ms": 10_000,
            "telegram_bot_token": TOKEN,
            "telegram_api_url": server.url,
            "telegram_pause_s": 0.02,
            **settings,
        }
        async with running_service(folder, NOWHERE, llm=llm, speech=hearing, context_debug=True, **given) as service:
            yield TelegramStage(service, server, wire, speech)


async def until(ready: Callable[[], Any]) -> None:
    """Wait until something is so."""
    async with asyncio.timeout(30):
        while not ready():
            await asyncio.sleep(0.02)
