"""Tells other services what happens in the rooms: one signed POST an event, in order, tried three times."""

import asyncio
import contextlib
from typing import Any

import aiohttp
import structlog
from google.protobuf.json_format import MessageToJson
from livekit.protocol.webhook import WebhookEvent

from local.kit.clock import Clock
from local.kit.tasks import TaskGroup
from local.rooms.ids import Kind, new_sid
from local.rooms.settings import Settings
from local.rooms.tokens import Tokens

_TRIES = 3
_BACK_OFF_S = 0.5
_TIMEOUT = aiohttp.ClientTimeout(total=5)

_log = structlog.get_logger(__name__)


class Webhooks:
    """A bounded queue for each address; when one is full its newest events are dropped and counted."""

    def __init__(self, settings: Settings, clock: Clock, tokens: Tokens, errands: TaskGroup) -> None:
        self._clock = clock
        self._tokens = tokens
        self._errands = errands
        self._queues: dict[str, asyncio.Queue[WebhookEvent]] = {
            url: asyncio.Queue(maxsize=settings.limits.webhook_queue) for url in settings.webhook_urls
        }
        self._dropped = dict.fromkeys(self._queues, 0)
        self._http: aiohttp.ClientSession | None = None

    def start(self) -> None:
        """Begin to deliver."""
        if self._queues:
            self._http = aiohttp.ClientSession(timeout=_TIMEOUT)
        for url in self._queues:
            self._errands.spawn(self._deliver(url), name="webhooks.deliver")

    def send(self, event: str, **about: Any) -> None:
        """Queue an event: `room`, `participant`, `track` as they are now."""
        for url, queue in self._queues.items():
            if queue.full():
                self._dropped[url] += 1
                continue
            note = WebhookEvent(
                event=event,
                id=new_sid(Kind.EVENT),
                created_at=self._clock.wall_s(),
                num_dropped=self._dropped[url],
                **about,
            )
            queue.put_nowait(note)
            self._dropped[url] = 0

    async def flush(self, seconds: float) -> None:
        """Give what waits a moment to go out."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await asyncio.gather(*(queue.join() for queue in self._queues.values()))

    async def aclose(self) -> None:
        """Stop; what has not gone out is lost."""
        if self._http is not None:
            await self._http.close()

    async def _deliver(self, url: str) -> None:
        queue = self._queues[url]
        while True:
            note = await queue.get()
            body = MessageToJson(note, indent=None).encode()
            for attempt in range(_TRIES):
                if await self._post(url, body):
                    break
                await asyncio.sleep(_BACK_OFF_S * 2**attempt)
            else:
                _log.warning("webhook.given_up", event_name=note.event)
            queue.task_done()

    async def _post(self, url: str, body: bytes) -> bool:
        headers = {"Authorization": self._tokens.for_webhook(body), "Content-Type": "application/webhook+json"}
        if self._http is None:
            return False
        try:
            async with self._http.post(url, data=body, headers=headers) as response:
                return response.status < 300
        except (aiohttp.ClientError, TimeoutError):
            return False
