"""The life of a session: opened, opened again, ended, deleted. Its room follows its row, never the other way round."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

import structlog

from api.analysis import service as analysis
from api.auth.schemas import SignedIn
from api.birth.service import forget_words_of_session
from api.db import AsyncSession, Database
from api.mind.service import drop_session
from api.models import Session
from api.room.schemas import TokenAnswer
from api.room.service import Rooms
from api.session import repository
from api.session.personas import PersonaCatalogue
from api.synapse import service as synapse
from api.synapse.learning import service as learning
from api.worker.queue import enqueue
from astra.contracts.errors import AstraError, ErrorCode
from astra.contracts.session import EndReason
from astra.kit.clock import Clock
from astra.kit.ids import new_id

_log = structlog.get_logger(__name__)

_JUST_REOPENED = timedelta(seconds=10)

SESSION_CLOSED = "session.closed"
"""The kind of the job that follows from every ending."""


@dataclass(frozen=True, slots=True)
class Opened:
    """An opened session: what its page needs, and whether it is new."""

    answer: TokenAnswer
    is_new: bool


class Sessions:
    """Opens and closes sessions and their rooms."""

    def __init__(
        self,
        db: Database,
        rooms: Rooms,
        personas: PersonaCatalogue,
        clock: Clock,
        *,
        rooms_public_url: str,
        grace_s: float,
    ) -> None:
        self._db = db
        self._rooms = rooms
        self._personas = personas
        self._clock = clock
        self._rooms_public_url = rooms_public_url
        self.grace = timedelta(seconds=grace_s)

    async def open(self, who: SignedIn, persona: str | None, session_id: UUID | None) -> Opened:
        """Open a new session, or again the one named; 404 for one that is not theirs, 422 for an unknown persona."""
        chosen = self._personas.choose(persona)
        if session_id is None:
            return Opened(await self._open_new(who, chosen), is_new=True)
        return Opened(await self._open_again(who, session_id), is_new=False)

    async def _open_new(self, who: SignedIn, persona: str) -> TokenAnswer:
        now = self._clock.now()
        room = self._rooms.new_name()
        session = Session(
            id=new_id(),
            user_id=who.user_id,
            sign_in_id=who.sign_in_id,
            persona=persona,
            created_at=now,
            opened_at=now,
            last_activity=now,
            room=room,
        )
        async with self._db.write() as db:
            await repository.add(db, session)
            await repository.make_current(db, who.sign_in_id, session.id)
        try:
            await self._rooms.open(room, session.id)
        except AstraError:
            async with self._db.write() as db:
                await repository.remove(db, session)
            raise
        return self._answer(who, session.id, room)

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
            await self._close_room(session_id, room)  # another tab was faster: its room is the one
            return await self._open_again(who, session_id)
        if before is not None:
            await self._close_room(session_id, before)
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
            db.add(session)
            await repository.make_current(db, who.sign_in_id, session_id)
        return True

    async def close(
        self,
        session_id: UUID,
        reason: EndReason,
        *,
        owner: SignedIn | None = None,
        only_room: str | None = None,
    ) -> bool:
        """End a session and close its room; True if it was active. Twice is harmless.

        404 if it is not the owner's. With `only_room`, a session that has another room by now is left alone.
        """
        now = self._clock.now()
        async with self._db.write() as db:
            if owner is not None:
                if await repository.find_owned_tombstone(db, owner.user_id, session_id):
                    return False
                session = await find_owned(db, owner, session_id)
            elif (found := await repository.find(db, session_id)) is not None:
                session = found
            else:
                return False
            if only_room is not None and session.room != only_room:
                return False
            was_active = session.ended_at is None
            await end_in(db, session, reason, now, room_close_at=now)
            room = session.room
        if room is not None:
            await self._close_room(session_id, room)
        return was_active

    async def close_for_worker(self, session_id: UUID, reason: EndReason) -> None:
        """The worker's word that it has closed a session.

        A word that comes just after the session was opened again is about the room before; whether the person is in
        the new one is the watcher's business.
        """
        async with self._db.read() as db:
            session = await repository.find(db, session_id)
        if session is None:
            return
        is_reopened = session.opened_at > session.created_at
        if is_reopened and reason is not EndReason.IDLE and self._clock.now() - session.opened_at < _JUST_REOPENED:
            return
        await self.close(session_id, reason)

    async def clear(self, who: SignedIn, session_id: UUID) -> None:
        """Delete a session and its words for good; its bare id stays, so that nothing late can bring it back."""
        now = self._clock.now()
        async with self._db.write() as db:
            if await repository.find_owned_tombstone(db, who.user_id, session_id):
                return
            session = await find_owned(db, who, session_id)
            await repository.delete_messages(db, session_id)
            await drop_session(db, session_id)
            await synapse.erase_session(db, str(who.user_id), str(session_id))
            await learning.erase_session(db, str(who.user_id), str(session_id), now=now)
            await analysis.erase_sessions(db, who.user_id, [session_id])
            await forget_words_of_session(db, who.user_id, session_id)
            room = session.room
            session.ended_at = session.ended_at or now
            session.end_reason, session.deleted_at = EndReason.DELETED.value, now
            session.title = session.display_name = None
            session.message_count, session.room_close_at = 0, now
            db.add(session)
        await synapse.scrub(self._db)
        if room is not None:
            await self._close_room(session_id, room)

    async def close_all_of(self, who: SignedIn) -> None:
        """End every session that this sign-in has open: its rooms hand out fresh tokens for as long as they live."""
        async with self._db.read() as db:
            sessions = await repository.list_open_of_sign_in(db, who.sign_in_id)
        for session in sessions:
            await self.close(session.id, EndReason.USER)

    async def _close_room(self, session_id: UUID, room: str) -> None:
        """Close a room; if the room server is away, the watcher does it later."""
        try:
            await self._rooms.close(room)
        except AstraError:
            _log.warning("session.room_left_to_watcher", session_id=str(session_id))
            return
        async with self._db.write() as db:
            await repository.forget_room(db, session_id, room)

    def _is_closing(self, session: Session) -> bool:
        return session.room_close_at is not None and session.room_close_at <= self._clock.now()

    def _answer(self, who: SignedIn, session_id: UUID, room: str) -> TokenAnswer:
        token = self._rooms.write_token(room, who.user_id)
        return TokenAnswer(session_id=session_id, room=room, url=self._rooms_public_url, token=token)


async def find_session(db: AsyncSession, session_id: UUID) -> Session:
    """A session whoever asks, for the worker; 404 when unknown or deleted."""
    session = await repository.find(db, session_id)
    if session is None:
        raise _unknown()
    return session


async def find_owned(db: AsyncSession, who: SignedIn, session_id: UUID) -> Session:
    """The person's own session; 404 when it is unknown, deleted or somebody else's, which look the same."""
    session = await repository.find(db, session_id)
    if session is None or session.user_id != who.user_id:
        raise _unknown()
    return session


async def go_on_in_writing(
    db: AsyncSession, who: SignedIn, session_id: UUID, persona: str | None, *, now: datetime
) -> Session:
    """A session that somebody types in is going on, with a room or without; 404 for one that is not theirs.

    `persona`, where given, is who answers from now on.
    """
    session = await find_owned(db, who, session_id)
    if session.ended_at is not None and session.room is None:
        session.ended_at, session.end_reason = None, None
        session.opened_at, session.sign_in_id = now, who.sign_in_id
    session.persona = persona or session.persona
    await repository.make_current(db, who.sign_in_id, session_id)
    db.add(session)
    await db.flush()
    return session


async def end_in(
    db: AsyncSession, session: Session, reason: EndReason, now: datetime, *, room_close_at: datetime
) -> None:
    """Within a transaction: mark the session ended, if it is not, and enqueue what follows from that."""
    if session.room is not None and (session.room_close_at is None or session.room_close_at > room_close_at):
        session.room_close_at = room_close_at
    if session.ended_at is None:
        session.ended_at, session.end_reason = now, reason.value
        session.endings += 1
        await enqueue_closed(db, session, now)
    db.add(session)
    await db.flush()


async def enqueue_closed(db: AsyncSession, session: Session, now: datetime) -> None:
    """Enqueue the work that follows from an ending, once for each state of the transcript."""
    key = f"{SESSION_CLOSED}:{session.id}:{session.endings}:{session.message_count}"
    await enqueue(db, SESSION_CLOSED, {"session_id": str(session.id)}, now=now, dedup_key=key)


async def find_current(db: AsyncSession, who: SignedIn) -> UUID | None:
    """The session that this sign-in opened last."""
    return await repository.read_current(db, who.sign_in_id)


def _unknown() -> AstraError:
    return AstraError(ErrorCode.NOT_FOUND, "There is no such conversation.", field="session_id")
