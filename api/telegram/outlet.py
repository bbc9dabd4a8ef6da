"""How replies leave for Telegram: into the job table; what is off the record is only held here until it is sent."""

import asyncio
import contextlib
from collections import OrderedDict
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from uuid import UUID

from api.db import Database
from api.responder.outlets import MadeReply
from api.responder.routing import Command
from api.telegram import errands, repository
from api.telegram.accounts import Account, Accounts
from api.telegram.markup import lay_out
from api.telegram.wire import AwayError, BlockedError, RefusedError, TelegramWire
from astra.kit.clock import Clock
from astra.kit.tasks import TaskGroup

_SHOW_EVERY_S = 4.5
"""Telegram shows it for five seconds."""
_HELD = 1000
_SPOKEN = frozenset({None, Command.CHART})
"""What other commands come to is there to be read."""


class TelegramOutlet:
    """Takes replies out of the responder."""

    def __init__(
        self, db: Database, clock: Clock, accounts: Accounts, wire: TelegramWire, *, to_send: asyncio.Event
    ) -> None:
        self._db = db
        self._clock = clock
        self._accounts = accounts
        self._wire = wire
        self._to_send = to_send
        self._held: OrderedDict[str, str] = OrderedDict()

    @asynccontextmanager
    async def composing(self, account_id: UUID) -> AsyncGenerator[None]:
        """Show that something is being written, or recorded."""
        account = await self._accounts.find(account_id)
        tasks = TaskGroup()
        if account is not None and not account.is_blocked:
            tasks.spawn(self._show(account), name="telegram.composing")
        try:
            yield
        finally:
            await tasks.aclose()

    async def hand_out(self, reply: MadeReply) -> None:
        """Put the reply out as messages or as a voice note, and with a reading of the chart its picture."""
        account = await self._accounts.find(reply.account_id)
        if account is None or account.user_id != reply.user_id:
            return  # unlinked meanwhile: the reply stays where the talk is
        async with self._db.write() as db:
            now = self._clock.now()
            if await repository.read_text(db, reply.session_id, reply.item_id) is None:
                self._hold(reply)
            if reply.command is Command.CHART:
                await errands.put_chart(db, account, reply, now=now)
            if account.wants_voice and reply.command in _SPOKEN:
                await errands.put_speech(db, account, reply, now=now)
            else:
                await errands.put_pieces(db, account, reply, len(lay_out(reply.text)), now=now)
        self._to_send.set()

    async def read_text(self, session_id: UUID, item_id: str) -> str | None:
        """The words of a reply; None when they were forgotten, or were off the record and this process is another."""
        async with self._db.read() as db:
            kept = await repository.read_text(db, session_id, item_id)
        return self._held.get(item_id) if kept is None else kept

    def let_go(self, item_id: str) -> None:
        """The reply was sent."""
        self._held.pop(item_id, None)

    def _hold(self, reply: MadeReply) -> None:
        self._held[reply.item_id] = reply.text
        while len(self._held) > _HELD:
            self._held.popitem(last=False)

    async def _show(self, account: Account) -> None:
        """Show it until cancelled; what is cancelled at any moment must not have the database in hand."""
        what = "record_voice" if account.wants_voice else "typing"
        while True:
            with contextlib.suppress(AwayError, BlockedError, RefusedError):
                await self._wire.show_doing(account.telegram_id, what)
            await asyncio.sleep(_SHOW_EVERY_S)
