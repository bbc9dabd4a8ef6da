"""Deleting an account: everything of a person goes, from every table and index, with the rooms they are in.

Work that was under way while it happened may put something back a moment later (a transcript on its way to memory, a
model's answer about it). A job looks twice, some time afterwards, and takes that out too.
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

import structlog

from api.account import repository
from api.account.schemas import DeleteRequest
from api.auth.local import LocalAccounts
from api.auth.schemas import SignedIn
from api.auth.service import Accounts
from api.db import Database
from api.history.indexing import compact_index
from api.room.service import Rooms
from api.session.service import Sessions
from api.synapse import service as synapse
from api.synapse.learning import service as learning
from api.telegram.traces import forget_chats_of
from api.worker.queue import enqueue
from astra.contracts.errors import AstraError, ErrorCode
from astra.contracts.session import EndReason
from astra.kit.clock import Clock

_log = structlog.get_logger(__name__)
ACCOUNT_GONE = "account.gone"
"""The kind of the job that looks for what came late: payload `{"user_id", "rooms"}`."""
_LOOK_AGAIN = (timedelta(minutes=2), timedelta(minutes=40))


class AccountDeletion:
    """Deletes accounts; called as a job it deletes what came after."""

    def __init__(
        self,
        db: Database,
        clock: Clock,
        *,
        accounts: Accounts,
        local: LocalAccounts,
        sessions: Sessions,
        rooms: Rooms,
    ) -> None:
        self._db = db
        self._clock = clock
        self._accounts = accounts
        self._local = local
        self._sessions = sessions
        self._rooms = rooms

    async def delete(self, who: SignedIn, wish: DeleteRequest) -> None:
        """Delete the person's account; 403 for a wrong password, 422 without what confirms it."""
        await self._confirm(who, wish)
        await self._accounts.revoke_all(who)
        async with self._db.read() as db:
            open_sessions = await repository.list_open_sessions(db, who.user_id)
        for session in open_sessions:
            await self._sessions.close(session.id, EndReason.DELETED)
        rooms = [session.room for session in open_sessions if session.room is not None]
        await self._erase(who.user_id, rooms)
        await synapse.scrub(self._db)
        _log.info("account.deleted", user_id=str(who.user_id))

    async def __call__(self, payload: Mapping[str, Any]) -> None:
        """Take out what came late, and close the rooms that outlived the account."""
        user_id = UUID(payload["user_id"])
        async with self._db.write() as db:
            if await repository.is_there(db, user_id):
                return
            await synapse.erase_user(db, str(user_id))
            await learning.erase_user(db, str(user_id))
            await repository.delete_jobs(db, user_id, [], but_not=ACCOUNT_GONE)
            await repository.delete_done_jobs(db, ACCOUNT_GONE, before=self._clock.now())
        await synapse.scrub(self._db)
        for room in payload["rooms"]:
            await self._rooms.close(room)

    async def _confirm(self, who: SignedIn, wish: DeleteRequest) -> None:
        has_password = (await self._accounts.describe(who.user_id)).has_password
        if has_password and wish.password is None:
            raise AstraError(ErrorCode.INVALID, "password: is needed to delete the account", field="password")
        if has_password:
            await self._local.check_password(who, wish.password, field="password")
        elif wish.confirm is None:
            raise AstraError(ErrorCode.INVALID, "confirm: must say delete", field="confirm")

    async def _erase(self, user_id: UUID, rooms: list[str]) -> None:
        now = self._clock.now()
        async with self._db.write() as db:
            session_ids = await repository.list_session_ids(db, user_id)
            await synapse.erase_user(db, str(user_id))
            await learning.erase_user(db, str(user_id))
            await forget_chats_of(db, user_id)
            await repository.delete_jobs(db, user_id, session_ids)
            await repository.delete_user(db, user_id)
            await compact_index(db)
            for wait in _LOOK_AGAIN:
                payload = {"user_id": str(user_id), "rooms": rooms}
                await enqueue(db, ACCOUNT_GONE, payload, now=now, run_at=now + wait)
