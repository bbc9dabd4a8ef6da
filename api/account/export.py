"""All that is kept of a person, as one JSON document that is written while it is read, a page at a time."""

import json
from collections.abc import AsyncGenerator
from typing import Any
from uuid import UUID

from pydantic import BaseModel

from api.account.schemas import EXPORT_VERSION
from api.auth.schemas import SignedIn
from api.auth.service import Accounts
from api.birth.births import Births
from api.birth.service import read_inputs
from api.db import Database
from api.follow_up.service import read_choice
from api.history.schemas import HistoryPage, MessageAnswer
from api.history.service import list_sessions, read_history
from api.memory.service import PersonMemory
from api.telegram.export import describe_platforms
from astra.contracts.errors import AstraError
from astra.kit.clock import Clock


class AccountExport:
    """Writes `{format, version, exported_at, profile, sign_ins, birth, chart_inputs, platforms, follow_ups, memory,
    sessions}`."""

    def __init__(
        self, db: Database, clock: Clock, *, accounts: Accounts, births: Births, person_memory: PersonMemory
    ) -> None:
        self._db = db
        self._clock = clock
        self._accounts = accounts
        self._births = births
        self._person_memory = person_memory

    async def write_head(self, who: SignedIn) -> str:
        """The beginning of the document: everything that is not a list without end."""
        async with self._db.read() as db:
            inputs = await read_inputs(db, who.user_id)
            platforms = await describe_platforms(db, who.user_id)
            follow_ups = await read_choice(db, who.user_id)
        parts: dict[str, Any] = {
            "format": "astra-account",
            "version": EXPORT_VERSION,
            "exported_at": self._clock.now().isoformat(),
            "profile": _as_json(await self._accounts.describe(who.user_id)),
            "sign_ins": [_as_json(item) for item in await self._accounts.list_sign_ins(who)],
            "birth": _as_json(await self._births.read(who.user_id)),
            "chart_inputs": None if inputs is None else _as_json(inputs),
            "platforms": platforms,
            "follow_ups": _as_json(follow_ups),
        }
        return _write(parts)[:-1]  # the object is open still

    async def write_rest(self, who: SignedIn) -> AsyncGenerator[str]:
        """What goes on behind the beginning: what is remembered, then every conversation with its words."""
        yield ', "memory": ['
        mark = ""
        async for item in self._list_memory(who):
            yield mark + item
            mark = ",\n"
        yield '], "sessions": ['
        async for piece in self._write_sessions(who):
            yield piece
        yield "]}\n"

    async def _list_memory(self, who: SignedIn) -> AsyncGenerator[str]:
        cursor: str | None = None
        while True:
            page = await self._person_memory.list_page(who.user_id, kind=None, words=None, past=True, cursor=cursor)
            for item in page.items:
                yield _write(_as_json(item))
            cursor = page.next_cursor
            if cursor is None:
                return

    async def _write_sessions(self, who: SignedIn) -> AsyncGenerator[str]:
        """The inside of the list of sessions, in pieces of at most a page of messages."""
        cursor: str | None = None
        between = ""
        while True:
            async with self._db.read() as db:
                page = await list_sessions(db, who, cursor)
            for session in page.items:
                yield f'{between}{{"session": {_write(_as_json(session))}, "messages": ['
                between = ",\n"
                mark = ""
                async for messages in self._list_messages(who, session.session_id):
                    yield mark + messages
                    mark = ",\n"
                yield "]}"
            cursor = page.next_cursor
            if cursor is None:
                return

    async def _list_messages(self, who: SignedIn, session_id: UUID) -> AsyncGenerator[str]:
        cursor: str | None = None
        while True:
            try:
                async with self._db.read() as db:
                    page = await read_history(db, who, session_id, cursor, waterfalls=True)
            except AstraError:  # it was deleted a moment ago
                return
            if page.messages:
                yield ",\n".join(_write(_describe(message, page)) for message in page.messages)
            cursor = page.next_cursor
            if cursor is None:
                return


def _describe(message: MessageAnswer, page: HistoryPage) -> dict[str, Any]:
    """A message, and where the time of its turn went if that is known."""
    turn = page.waterfalls.get(message.id)
    return _as_json(message) | ({} if turn is None else {"waterfall": _as_json(turn)})


def _as_json(part: BaseModel) -> dict[str, Any]:
    return part.model_dump(mode="json")


def _write(part: dict[str, Any]) -> str:
    return json.dumps(part, ensure_ascii=False)
