"""Getting updates: brought by Telegram to our webhook where we have an address, else fetched by asking again and again.

An update that can't be taken in now is asked for again; one that fails whatever is tried is left out after some tries,
so that it holds up nobody.
"""

import asyncio
import hashlib
import hmac
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any, TypeVar

import structlog
from telegram import Update

from api.db import AWAY
from api.telegram.reception import Reception
from api.telegram.wire import AwayError, BlockedError, RefusedError, TelegramWire
from astra.contracts.errors import AstraError, ErrorCode
from astra.kit.tasks import TaskGroup

_log = structlog.get_logger(__name__)
WEBHOOK = "/api/platforms/telegram/webhook"
_WAIT_S = 25
Answer = TypeVar("Answer")
_TRIES = 5
_PAUSE_S = 1.0
_LONGEST_PAUSE_S = 60.0
_STOP_WITHIN_S = 3.0


def derive_secret(service_token: str, bot_token: str) -> str:
    """What Telegram puts into the header of its calls: the same in every process, and telling neither token."""
    return hmac.new(service_token.encode(), f"telegram webhook {bot_token}".encode(), hashlib.sha256).hexdigest()


class Listening:
    """Has updates brought, or fetches them, until cancelled."""

    def __init__(
        self, wire: TelegramWire, reception: Reception, *, webhook_url: str, secret: str, pause_s: float = _PAUSE_S
    ) -> None:
        self._wire = wire
        self._reception = reception
        self._webhook_url = webhook_url
        self._secret = secret
        self._pause_s = pause_s
        self._tasks = TaskGroup()

    async def serve(self) -> None:
        """Say to Telegram how updates are to come, and fetch them where they are not brought."""
        await self._insist(self._wire.read_name)
        if self._webhook_url:
            url = f"{self._webhook_url.rstrip('/')}{WEBHOOK}"
            await self._insist(lambda: self._wire.set_webhook(url, self._secret))
            return
        await self._insist(self._wire.drop_webhook)
        offset: int | None = None
        while True:
            offset = await self._take_next(offset)

    async def _take_next(self, offset: int | None) -> int | None:
        updates = await self._insist(lambda: self._wire.fetch_updates(offset, wait_s=_WAIT_S))
        for update in sorted(updates, key=lambda update: update.update_id):
            await self._finish(self._take(update))
            offset = update.update_id + 1
        return offset

    async def _finish(self, errand: Coroutine[Any, Any, None]) -> None:
        """Do it to its end, though the service may be stopping: what is half stored is nobody's friend."""
        task = self._tasks.spawn(errand, name="telegram.update")
        try:
            await asyncio.shield(task)
        except asyncio.CancelledError:
            await asyncio.wait([task], timeout=_STOP_WITHIN_S)
            raise

    async def _take(self, update: Update) -> None:
        """Take one in; while the database is away, wait for it, because asking on would confirm what is not stored."""
        tries = 0
        while tries < _TRIES:
            try:
                await self._reception.take(update)
            except AWAY as error:
                _log.warning("telegram.update_waits", error=type(error).__name__)
            except AstraError as error:
                tries += error.code is not ErrorCode.UNAVAILABLE
                _log.warning("telegram.update_waits", error=error.code)
            except Exception as error:  # noqa: BLE001  this is the supervisor of an update
                tries += 1
                _log.error("telegram.update_failed", error=type(error).__name__)
            else:
                return
            await asyncio.sleep(self._pause_s)
        _log.error("telegram.update_left_out", update_id=update.update_id)

    async def _insist(self, ask: Callable[[], Awaitable[Answer]]) -> Answer:
        """Ask until there is an answer, ever more patiently."""
        pause = self._pause_s
        while True:
            try:
                return await ask()
            except AwayError as error:
                wait = pause if error.after is None else error.after.total_seconds()
                _log.warning("telegram.away", wait_s=round(wait, 1))
            except (BlockedError, RefusedError):
                _log.error("telegram.refused")
                wait = _LONGEST_PAUSE_S
            await asyncio.sleep(wait)
            pause = min(_LONGEST_PAUSE_S, pause * 2)
