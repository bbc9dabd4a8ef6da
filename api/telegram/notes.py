"""Voice notes: fetched, understood by the same ears as recordings on the page, and then a message like any other."""

import contextlib
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import structlog

from api.chat.speech import Speech
from api.db import Database
from api.telegram import errands
from api.telegram.accounts import Account, Accounts
from api.telegram.reception import Reception
from api.telegram.wire import AwayError, BlockedError, RefusedError, TelegramWire
from api.worker.runner import NotNowError
from astra.contracts.errors import AstraError, ErrorCode
from astra.kit.clock import Clock

_log = structlog.get_logger(__name__)
_KEEP_TRYING = timedelta(hours=2)
"""How long a note may wait for ears; then the person is told."""


class Notes:
    """Understands voice notes."""

    def __init__(
        self,
        db: Database,
        clock: Clock,
        accounts: Accounts,
        wire: TelegramWire,
        *,
        speech: Speech,
        reception: Reception,
    ) -> None:
        self._db = db
        self._clock = clock
        self._accounts = accounts
        self._wire = wire
        self._speech = speech
        self._reception = reception

    async def hear(self, payload: Mapping[str, Any]) -> None:
        """Understand one note and put its words into the inbox; say so where there are none to be understood."""
        account = await self._accounts.find(UUID(payload["account_id"]))
        if account is None or str(account.user_id) != payload["user_id"]:
            return
        try:
            with contextlib.suppress(RefusedError, BlockedError):  # the file is gone
                sound = await self._wire.fetch_file(payload["file_id"])
                text = await self._speech.transcribe(sound, "ogg", language=account.language)
                await self._reception.store(account, UUID(payload["message_id"]), text)
                return
        except AwayError as error:
            self._put_off(payload, error.after)
        except AstraError as error:
            if error.code is ErrorCode.PROVIDER_FAILED:
                self._put_off(payload, None)
            elif error.code not in {ErrorCode.MALFORMED, ErrorCode.INVALID}:
                raise
        await self._say_unheard(account, payload)

    def _put_off(self, payload: Mapping[str, Any], after: timedelta | None) -> None:
        if self._clock.now() - datetime.fromisoformat(payload["at"]) < _KEEP_TRYING:
            raise NotNowError(after)
        _log.error("telegram.note_given_up")

    async def _say_unheard(self, account: Account, payload: Mapping[str, Any]) -> None:
        async with self._db.write() as db:
            now = self._clock.now()
            line, key = "telegram_note_unheard", str(payload["number"])
            await errands.put_line(db, account.telegram_id, key, line, account.language, now=now)
        self._reception.to_send.set()
