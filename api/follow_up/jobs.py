"""Sends one asking: into the talk that the chat goes on with, by the one exit of replies, and out by the platform."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from api.chat.minds import Minds
from api.chat.replying import Replies, Turn
from api.db import Database
from api.follow_up.plan import TOO_OLD, find_quiet_end
from api.follow_up.service import find_open, read_choice
from api.responder.inbox_names import name_item
from api.responder.outlets import MadeReply, Outlet, Platform
from api.responder.routing import Node
from api.session.context import ContextReader
from api.synapse.learning.schemas import LoopView
from api.telegram.accounts import Account, Accounts
from api.worker.runner import NotNowError
from astra.contracts.session import SessionContext
from astra.kernels.kernels import Kernels
from astra.kit.clock import Clock


class SendFollowUp:
    """Handles `follow_up.send`. Before anything is said it looks again whether it may be."""

    def __init__(
        self,
        db: Database,
        clock: Clock,
        contexts: ContextReader,
        *,
        accounts: Accounts,
        minds: Minds,
        replies: Replies,
        kernels: Kernels,
        outlets: Mapping[Platform, Outlet],
    ) -> None:
        self._db = db
        self._clock = clock
        self._contexts = contexts
        self._accounts = accounts
        self._minds = minds
        self._replies = replies
        self._kernels = kernels
        self._outlets = outlets

    async def __call__(self, payload: Mapping[str, Any]) -> None:
        """Ask about one thing, if it is still open and still wanted."""
        user_id, planned_at = UUID(payload["user_id"]), datetime.fromisoformat(payload["at"])
        async with self._db.read() as db:
            loop = await find_open(db, user_id, UUID(payload["loop_id"]))
            choice = await read_choice(db, user_id)
        now = self._clock.now()
        outlet = self._outlets.get(Platform.TELEGRAM)
        if loop is None or not choice.is_on or outlet is None or now - planned_at > TOO_OLD:
            return
        if (quiet_end := find_quiet_end(choice, now)) is not None:
            raise NotNowError(quiet_end - now)
        account = await self._find_account(user_id)
        session_id = None if account is None else await self._accounts.find_talk(account, Platform.TELEGRAM)
        if account is None or session_id is None:
            return  # nobody ever wrote there: there is no talk to go on with
        async with self._minds.turn(session_id):
            context = await self._contexts.read(session_id, even_ended=True)
            if context.off_record:
                return
            await self._ask(context, loop, account, planned_at, outlet)

    async def _ask(
        self, context: SessionContext, loop: LoopView, account: Account, planned_at: datetime, outlet: Outlet
    ) -> None:
        turn = Turn(name_item(loop.id), "", planned_at)
        text = await self._replies.find(context.session_id, turn)
        if text is None:
            text = self._kernels.spoken(
                f"follow_up_{loop.kind}", seed=str(loop.id), language=context.language, quote=loop.quote
            )
            await self._replies.store_reply(context.session_id, turn, text, node=Node.FOLLOW_UP)
        await outlet.hand_out(
            MadeReply(
                user_id=context.user_id,
                account_id=account.id,
                session_id=context.session_id,
                item_id=turn.reply_id,
                text=text,
            )
        )

    async def _find_account(self, user_id: UUID) -> Account | None:
        row = await self._accounts.find_reachable(user_id)
        return None if row is None else await self._accounts.find(row.id)
