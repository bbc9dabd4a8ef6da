"""The Bot API, and what its answers mean to us. The only place that knows the library's calls and errors."""

import json
import logging
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

from telegram import Bot, MessageEntity, Update
from telegram.error import BadRequest, Forbidden, InvalidToken, TelegramError
from telegram.request import HTTPXRequest

from api.telegram.markup import Piece

logging.getLogger("telegram").setLevel(logging.CRITICAL + 1)  # what it can't read it would log with all that is in it

LISTENED_TO = ("message", "edited_message", "my_chat_member")
_CONNECTIONS = 64
_WITHIN_S = 10.0
_TOKEN_WRONG = timedelta(minutes=1)
_CHAT_GONE = ("chat not found", "user is deactivated", "peer_id_invalid")


class AwayError(Exception):
    """Telegram can't be asked just now; `after` is how long to wait, where it says so."""

    def __init__(self, after: timedelta | None = None) -> None:
        super().__init__("Telegram is away")
        self.after = after


class BlockedError(Exception):
    """The person does not want to hear from the bot, or is no longer there."""


class RefusedError(Exception):
    """Telegram does not take this message, and will not take it later either."""


class _SlowDownError(TelegramError):
    def __init__(self, after_s: float) -> None:
        super().__init__("slow down")
        self.after_s = after_s


class _Request(HTTPXRequest):
    """The library's own, which reads how long to wait before the library makes a deprecated attribute of it."""

    async def do_request(self, *args: Any, **given: Any) -> tuple[int, bytes]:
        code, payload = await super().do_request(*args, **given)
        if code == 429:
            raise _SlowDownError(_read_wait(payload))
        return code, payload


class TelegramWire:
    """One bot. Every call raises `AwayError`, `BlockedError` or `RefusedError` and nothing else."""

    def __init__(self, token: str, url: str) -> None:
        url = url.rstrip("/")
        self._requests = [_open_request(size) for size in (_CONNECTIONS, 1)]
        self._bot = Bot(
            token,
            base_url=f"{url}/bot",
            base_file_url=f"{url}/file/bot",
            request=self._requests[0],
            get_updates_request=self._requests[1],
        )
        self.name: str | None = None
        """The bot's name on Telegram, once it was read."""

    async def aclose(self) -> None:
        """Close the connections."""
        for request in self._requests:
            await request.shutdown()

    async def read_name(self) -> str:
        """The bot's name, as it stands in links."""
        if self.name is None:
            async with _meaning():
                self.name = (await self._bot.get_me()).username or ""
        return self.name

    def read_update(self, body: dict[str, Any]) -> Update | None:
        """What a webhook brought; None for what is no update."""
        if not isinstance(body.get("update_id"), int):
            return None
        try:
            return Update.de_json(body, self._bot)
        except (KeyError, TypeError, ValueError, AttributeError):
            return None

    async def fetch_updates(self, offset: int | None, *, wait_s: int) -> Sequence[Update]:
        """What has happened from `offset` on, as soon as something has; asking confirms all that came before it."""
        async with _meaning():
            return await self._bot.get_updates(
                offset=offset, timeout=wait_s, read_timeout=_WITHIN_S, allowed_updates=LISTENED_TO
            )

    async def set_webhook(self, url: str, secret: str) -> None:
        """Have updates brought to `url` from now on, with the secret in a header."""
        async with _meaning():
            await self._bot.set_webhook(url, secret_token=secret, allowed_updates=LISTENED_TO)

    async def drop_webhook(self) -> None:
        """Have updates kept until they are fetched."""
        async with _meaning():
            await self._bot.delete_webhook()

    async def send_text(self, chat_id: int, piece: Piece) -> None:
        """Send a message; where what stands out in it is not taken, the bare words."""
        entities = [MessageEntity(look, offset, length) for look, offset, length in piece.list_units()]
        async with _meaning():
            try:
                await self._bot.send_message(chat_id, piece.text, entities=entities or None)
            except BadRequest:
                if not entities:
                    raise
                await self._bot.send_message(chat_id, piece.text)

    async def send_voice(self, chat_id: int, sound: bytes) -> None:
        """Send MP3 as a voice note."""
        async with _meaning():
            await self._bot.send_voice(chat_id, sound, filename="reply.mp3")

    async def send_picture(self, chat_id: int, picture: bytes) -> None:
        """Send a PNG."""
        async with _meaning():
            await self._bot.send_photo(chat_id, picture, filename="chart.png")

    async def show_doing(self, chat_id: int, what: str) -> None:
        """Show that something (`typing`, `record_voice`) is being done, for some seconds."""
        async with _meaning():
            await self._bot.send_chat_action(chat_id, what)

    async def fetch_file(self, file_id: str) -> bytes:
        """What somebody sent as a file."""
        async with _meaning():
            found = await self._bot.get_file(file_id)
            return bytes(await found.download_as_bytearray())

    async def leave(self, chat_id: int) -> None:
        """Leave a group or channel."""
        async with _meaning():
            await self._bot.leave_chat(chat_id)


def _open_request(connections: int) -> _Request:
    return _Request(
        connection_pool_size=connections,
        read_timeout=_WITHIN_S,
        connect_timeout=_WITHIN_S,
        pool_timeout=_WITHIN_S,
        httpx_kwargs={"trust_env": False},
    )


@asynccontextmanager
async def _meaning() -> AsyncGenerator[None]:
    try:
        yield
    except _SlowDownError as error:
        raise AwayError(timedelta(seconds=error.after_s)) from None
    except Forbidden:
        raise BlockedError from None
    except InvalidToken:
        raise AwayError(_TOKEN_WRONG) from None
    except BadRequest as error:
        if any(gone in error.message.lower() for gone in _CHAT_GONE):
            raise BlockedError from None
        raise RefusedError from None
    except TelegramError:
        raise AwayError from None


def _read_wait(payload: bytes) -> float:
    try:
        return max(1.0, float(json.loads(payload)["parameters"]["retry_after"]))
    except (ValueError, KeyError, TypeError):
        return 5.0
