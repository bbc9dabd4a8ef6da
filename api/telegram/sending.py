"""The jobs that send to Telegram. What it can't take now is put off for as long as it says; nothing is given up for
an outage, only when it has become so old that nobody waits for it any more."""

import contextlib
from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import structlog

from api.chat.speech import Speech
from api.db import Database
from api.responder.outlets import MadeReply
from api.telegram import errands, job_names
from api.telegram.accounts import Account, Accounts
from api.telegram.markup import Piece, lay_out
from api.telegram.outlet import TelegramOutlet
from api.telegram.picture import Pictures
from api.telegram.wire import AwayError, BlockedError, RefusedError, TelegramWire
from api.worker.runner import Handler, NotNowError
from astra.contracts.errors import AstraError
from astra.kernels.kernels import Kernels
from astra.kit.clock import Clock

_log = structlog.get_logger(__name__)
KEEP_TRYING = timedelta(days=3)
_MAX_SPOKEN_CHARS = 3000
"""What is longer is better read."""


class Sending:
    """Sends replies, voice notes, pictures and lines of our own."""

    def __init__(
        self,
        db: Database,
        clock: Clock,
        accounts: Accounts,
        wire: TelegramWire,
        *,
        outlet: TelegramOutlet,
        kernels: Kernels,
        speech: Speech,
        pictures: Pictures,
    ) -> None:
        self._db = db
        self._clock = clock
        self._accounts = accounts
        self._wire = wire
        self._outlet = outlet
        self._kernels = kernels
        self._speech = speech
        self._pictures = pictures
        self.handlers: dict[str, Handler] = {
            job_names.SEND_PIECE: self.send_piece,
            job_names.SEND_SPEECH: self.send_speech,
            job_names.SEND_CHART: self.send_chart,
            job_names.SAY_LINE: self.say_line,
        }

    async def send_piece(self, payload: Mapping[str, Any]) -> None:
        """Send one message of a reply."""
        found = await self._find(payload)
        if found is None:
            return
        account, text = found
        pieces, index = lay_out(text), int(payload["piece"])
        if index < len(pieces):
            async with self._trying(payload, account.telegram_id):
                await self._wire.send_text(account.telegram_id, pieces[index])
        if index >= len(pieces) - 1:
            self._outlet.let_go(payload["item_id"])

    async def send_speech(self, payload: Mapping[str, Any]) -> None:
        """Send a reply as a voice note; as text where nobody can speak it, or it can't be sent as sound."""
        found = await self._find(payload)
        if found is None:
            return
        account, text = found
        sound = await self._speech.speak(text) if len(text) <= _MAX_SPOKEN_CHARS else None
        if sound is not None:
            async with self._trying(payload, account.telegram_id):
                with contextlib.suppress(RefusedError):
                    await self._wire.send_voice(account.telegram_id, sound)
                    self._outlet.let_go(payload["item_id"])
                    return
        async with self._db.write() as db:
            reply = _read_reply(payload, text)
            await errands.put_pieces(db, account, reply, len(lay_out(text)), now=self._clock.now())

    async def send_chart(self, payload: Mapping[str, Any]) -> None:
        """Send the picture of the person's chart, where they have one."""
        account = await self._find_account(payload)
        if account is None:
            return
        try:
            picture = await self._pictures.draw(account.user_id)
        except AstraError:  # there is no chart yet; the reply says what is missing
            return
        async with self._trying(payload, account.telegram_id):
            await self._wire.send_picture(account.telegram_id, picture)

    async def say_line(self, payload: Mapping[str, Any]) -> None:
        """Send a line of our own."""
        chat_id = int(payload["chat_id"])
        text = self._kernels.spoken(payload["line"], seed=str(chat_id), language=payload["language"])
        async with self._trying(payload, chat_id):
            await self._wire.send_text(chat_id, Piece(text))
        if payload["leave"]:
            async with self._trying(payload, chat_id):
                await self._wire.leave(chat_id)

    async def _find(self, payload: Mapping[str, Any]) -> tuple[Account, str] | None:
        """Who gets a reply, and its words; None where there is nothing left to send, or nobody to send it to."""
        account = await self._find_account(payload)
        if account is None:
            return None
        text = await self._outlet.read_text(UUID(payload["session_id"]), payload["item_id"])
        return None if text is None else (account, text)

    async def _find_account(self, payload: Mapping[str, Any]) -> Account | None:
        account = await self._accounts.find(UUID(payload["account_id"]))
        if account is None or account.is_blocked or str(account.user_id) != payload["user_id"]:
            return None
        return account

    @asynccontextmanager
    async def _trying(self, payload: Mapping[str, Any], chat_id: int) -> AsyncGenerator[None]:
        try:
            yield
        except AwayError as error:
            if self._clock.now() - datetime.fromisoformat(payload["at"]) < KEEP_TRYING:
                raise NotNowError(error.after) from None
            _log.error("telegram.given_up")
        except BlockedError:
            await self._accounts.note_blocked(chat_id, is_blocked=True)
        except RefusedError:
            _log.error("telegram.refused")


def _read_reply(payload: Mapping[str, Any], text: str) -> MadeReply:
    return MadeReply(
        user_id=UUID(payload["user_id"]),
        account_id=UUID(payload["account_id"]),
        session_id=UUID(payload["session_id"]),
        item_id=payload["item_id"],
        text=text,
    )
