"""Opening sessions: made once for each click, opened in a room of their own, opened again where they were left.

A click may be sent again, because its answer was lost or two hands were faster than the page: it carries an id of its
own (`intent`), and whoever comes with the same one gets the same session. Its row comes first and its room after it,
so a second sender may find a row whose room isn't there yet. Whoever then loses closes their own room and joins the
other's: at every moment the room in the row is the one.
"""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from uuid import UUID
from weakref import WeakValueDictionary

from api.auth.schemas import SignedIn
from api.db import Database
from api.models import Session
from api.room.schemas import TokenAnswer
from api.room.service import Rooms
from api.session import repository
from api.session.personas import PersonaCatalogue
from api.session.schemas import CreatedAnswer, CreateRequest
from api.session.service import Sessions, choose, find_owned
from astra.contracts.errors import AstraError, ErrorCode
from astra.kit.clock import Clock
from astra.kit.ids import new_id


@dataclass(frozen=True, slots=True)
class Opened:
    """An opened session: what its page needs, and whether it is new."""

    answer: TokenAnswer
    is_new: bool


@dataclass(frozen=True, slots=True)
class Wish:
    """What a new session is to be, and the click that asked for it, where one is named."""

    persona: str
    intent: UUID | None = None
    display_name: str | None = None
    labels: dict[str, str] | None = None
    platform: str = "web"


class Openings:
    """Makes sessions and opens their rooms."""

    def __init__(
        self,
        db: Database,
        rooms: Rooms,
        sessions: Sessions,
        personas: PersonaCatalogue,
        clock: Clock,
        *,
        rooms_public_url: str,
    ) -> None:
        self._db = db
        self._rooms = rooms
        self._sessions = sessions
        self._personas = personas
        self._clock = clock
        self._rooms_public_url = rooms_public_url
        self._clicks: WeakValueDictionary[tuple[UUID, UUID], asyncio.Lock] = WeakValueDictionary()

    async def open(
        self, who: SignedIn, persona: str | None, session_id: UUID | None, intent: UUID | None = None
    ) -> Opened:
        """Open a new session, or again the one named or the one that the same click made before.

        404 for one that is not theirs, 409 for a click whose session they have deleted, 422 for an unknown persona.
        """
        wish = Wish(self._personas.choose(persona), intent)
        if session_id is not None:
            return Opened(await self._open_again(who, session_id), is_new=False)
        async with self._one_click(who, intent):
            room = self._rooms.new_name()
            session, is_new = await self._find_or_add(who, wish, room)
            if not is_new:
                return Opened(await self._open_again(who, session.id), is_new=False)
            return Opened(await self._open_first(who, session.id, room), is_new=True)

    async def create(
        self, who: SignedIn, request: CreateRequest, intent: UUID | None, *, platform: str = "web"
    ) -> tuple[CreatedAnswer, bool]:
        """Make a session without a room, to be opened or typed in by its id; True if it is new. Errors as `open`."""
        persona = self._personas.choose(request.persona)
        wish = Wish(persona, intent, request.display_name, dict(request.metadata) or None, platform)
        session, is_new = await self._find_or_add(who, wish, None)
        answer = CreatedAnswer(
            session_id=session.id, user_id=session.user_id, created_at=session.created_at, persona=session.persona
        )
        return answer, is_new

    async def _find_or_add(self, who: SignedIn, wish: Wish, room: str | None) -> tuple[Session, bool]:
        now = self._clock.now()
        async with self._db.write() as db:
            await repository.hold_user(db, who.user_id)
            if wish.intent is not None:
                known = await repository.find_by_intent(db, who.user_id, wish.intent)
                if known is not None and known.deleted_at is not None:
                    raise AstraError(
                        ErrorCode.CONFLICT, "Idempotency-Key: its conversation was deleted", field="idempotency-key"
                    )
                if known is not None:
                    return known, False
            session = Session(
                id=new_id(),
                user_id=who.user_id,
                sign_in_id=who.sign_in_id,
                persona=wish.persona,
                display_name=wish.display_name,
                labels=wish.labels,
                platform=wish.platform,
                intent=wish.intent,
                created_at=now,
                opened_at=now,
                last_activity=now,
                room=room,
            )
            await repository.add(db, session)
            await choose(db, session, now)
        return session, True

    async def _open_first(self, who: SignedIn, session_id: UUID, room: str) -> TokenAnswer:
        """Make the room of a new row. A second sender of the click may have given the session another one meanwhile."""
        try:
            await self._rooms.open(room, session_id)
        except AstraError:
            async with self._db.write() as db:
                await repository.hold(db, session_id)
                session = await repository.find(db, session_id)
                if session is not None and session.room == room:
                    await repository.remove(db, session)
            raise
        async with self._db.read() as db:
            session = await find_owned(db, who, session_id)
        if session.room == room:
            return self._answer(who, session_id, room)
        await self._sessions.close_room(session_id, room)
        return await self._open_again(who, session_id)

    async def _open_again(self, who: SignedIn, session_id: UUID) -> TokenAnswer:
        async with self._db.read() as db:
            session = await find_owned(db, who, session_id)
        before = session.room
        reusable = before is not None and not self._is_closing(session)
        if before is not None and reusable and before in await self._rooms.list_alive([before]):
            if await self._revive(who, session_id, before, before):
                return self._answer(who, session_id, before)
            return await self._open_again(who, session_id)
        room = self._rooms.new_name()
        await self._rooms.open(room, session_id)
        if not await self._revive(who, session_id, before, room):
            await self._sessions.close_room(session_id, room)  # another tab was faster: its room is the one
            return await self._open_again(who, session_id)
        if before is not None:
            await self._sessions.close_room(session_id, before)
        return self._answer(who, session_id, room)

    async def _revive(self, who: SignedIn, session_id: UUID, before: str | None, room: str) -> bool:
        """Make the session active in `room`; False if its room is no longer the one seen `before`."""
        now = self._clock.now()
        async with self._db.write() as db:
            await repository.hold(db, session_id)
            session = await find_owned(db, who, session_id)
            if session.room != before or (room == before and self._is_closing(session)):
                return False
            if room != before or session.ended_at is not None:
                session.opened_at = now
            session.room, session.room_close_at = room, None
            session.ended_at, session.end_reason = None, None
            session.sign_in_id = who.sign_in_id
            await choose(db, session, now)
        return True

    def _is_closing(self, session: Session) -> bool:
        return session.room_close_at is not None and session.room_close_at <= self._clock.now()

    def _answer(self, who: SignedIn, session_id: UUID, room: str) -> TokenAnswer:
        token = self._rooms.write_token(room, who.user_id)
        return TokenAnswer(session_id=session_id, room=room, url=self._rooms_public_url, token=token)

    @asynccontextmanager
    async def _one_click(self, who: SignedIn, intent: UUID | None) -> AsyncGenerator[None]:
        """Within this process the senders of one click go one after the other."""
        if intent is None:
            yield
            return
        lock = self._clicks.setdefault((who.user_id, intent), asyncio.Lock())
        async with lock:
            yield
