"""The life of a session after it was opened: named, ended, deleted. Its room follows its row, never the other way
round."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID

import structlog

from api.analysis import service as analysis
from api.auth.schemas import SignedIn
from api.birth.service import forget_words_of_session
from api.db import AsyncSession, Database
from api.history.captions import drop_captions
from api.history.indexing import compact_index
from api.mind.service import drop_session
from api.models import Session
from api.room.service import Rooms
from api.session import repository
from api.session.hot import HotSessions, new_hot_key
from api.share.erasing import withdraw
from api.synapse import service as synapse
from api.synapse.learning import service as learning
from api.worker.queue import enqueue
from astra.contracts.errors import AstraError, ErrorCode
from astra.contracts.session import EndReason
from astra.kit.clock import Clock

_log = structlog.get_logger(__name__)

_JUST_REOPENED = timedelta(seconds=10)
_CLEARED_AT_ONCE = 100

SESSION_CLOSED = "session.closed"
"""The kind of the job that follows from every ending."""


class Sessions:
    """Closes sessions and their rooms, names them and deletes them."""

    def __init__(self, db: Database, rooms: Rooms, hot: HotSessions, clock: Clock, *, grace_s: float) -> None:
        self._db = db
        self._rooms = rooms
        self._hot = hot
        self._clock = clock
        self.grace = timedelta(seconds=grace_s)

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
            await self.close_room(session_id, room)
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

    async def take_back(self, session_id: UUID, room: str) -> bool:
        """Remove a new session that nobody came to, as if it had never been; False where there is more to it.

        One that was given a name or labels was made on purpose, and one that was opened again has been used before.
        """
        async with self._db.write() as db:
            await repository.hold(db, session_id)
            session = await repository.find(db, session_id)
            if session is None or session.room != room or session.ended_at is not None:
                return False
            is_new = session.opened_at == session.created_at and session.message_count == 0
            if not is_new or session.display_name is not None or session.labels is not None:
                return False
            await repository.remove(db, session)
        await self._hot.drop(session_id)
        try:
            await self._rooms.close(room)
        except AstraError:
            _log.warning("session.room_left_empty", session_id=str(session_id))
        return True

    async def clear(self, who: SignedIn, session_id: UUID) -> None:
        """Delete a session and its words for good; its bare id stays, so that nothing late can bring it back."""
        async with self._db.write() as db:
            if await repository.find_owned_tombstone(db, who.user_id, session_id):
                return
            await repository.hold(db, session_id)
            session = await find_owned(db, who, session_id)
            room = session.room
            await _erase(db, who.user_id, [session], self._clock.now())
        await self._clean_up({session_id: room})

    async def clear_all(self, who: SignedIn) -> None:
        """Delete all sessions of the person, some at a time; those that begin meanwhile as well."""
        while True:
            async with self._db.write() as db:
                found = await repository.hold_some_of(db, who.user_id, _CLEARED_AT_ONCE)
                rooms = {session.id: session.room for session in found}
                await _erase(db, who.user_id, found, self._clock.now())
            if not rooms:
                return
            await self._clean_up(rooms)

    async def _clean_up(self, rooms: Mapping[UUID, str | None]) -> None:
        """After sessions were deleted: nothing of them lingers, and the rooms they were in are closed."""
        for session_id in rooms:
            await self._hot.drop(session_id)
        await synapse.scrub(self._db)
        for session_id, room in rooms.items():
            if room is not None:
                await self.close_room(session_id, room)

    async def close_all_of(self, who: SignedIn) -> None:
        """End every session that this sign-in has open: its rooms hand out fresh tokens for as long as they live."""
        async with self._db.read() as db:
            sessions = await repository.list_open_of_sign_in(db, who.sign_in_id)
        for session in sessions:
            await self.close(session.id, EndReason.USER)

    async def close_room(self, session_id: UUID, room: str) -> None:
        """Close a room; if the room server is away, the watcher does it later."""
        try:
            await self._rooms.close(room)
        except AstraError:
            _log.warning("session.room_left_to_watcher", session_id=str(session_id))
            return
        async with self._db.write() as db:
            await repository.forget_room(db, session_id, room)


async def _erase(db: AsyncSession, user_id: UUID, sessions: Sequence[Session], now: datetime) -> None:
    """Within a transaction: take out all that these sessions of a person hold, and all that rests on it."""
    if not sessions:
        return
    ids = [session.id for session in sessions]
    names = [str(session_id) for session_id in ids]
    await repository.delete_messages(db, ids)
    await synapse.erase_sessions(db, str(user_id), names)
    await learning.erase_sessions(db, str(user_id), names, now=now)
    await analysis.erase_sessions(db, user_id, ids)
    await drop_captions(db, ids)
    await withdraw(db, ids)
    await compact_index(db)
    for session in sessions:
        await drop_session(db, session.id)
        await forget_words_of_session(db, user_id, session.id)
        session.ended_at = session.ended_at or now
        session.end_reason, session.deleted_at = EndReason.DELETED.value, now
        session.title = session.display_name = session.labels = None
        session.message_count, session.room_close_at = 0, now
        session.revision, session.hot_key = session.revision + 1, None
        db.add(session)
    await db.flush()


async def find_with_name(db: AsyncSession, session_id: UUID) -> tuple[Session, str | None, int]:
    """A session whoever asks, what its person is called, and its next utterance's number; 404 as `find_session`."""
    found = await repository.find_with_name(db, session_id)
    if found is None:
        raise _unknown()
    return found


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

    `persona`, where given, is who answers from now on. Its row is held until the transaction ends.
    """
    held = await repository.hold_owned(db, who.user_id, session_id)
    if held is None:
        raise _unknown()
    session, newest = held
    if session.ended_at is not None and session.room is None:
        session.ended_at, session.end_reason = None, None
        session.opened_at, session.sign_in_id = now, who.sign_in_id
    session.persona = persona or session.persona
    await _choose_behind(db, session, newest, now)
    return session


async def choose(db: AsyncSession, session: Session, now: datetime) -> None:
    """Within a transaction: from now on this is the person's current session."""
    await _choose_behind(db, session, await repository.read_newest_choice(db, session.user_id), now)


async def _choose_behind(db: AsyncSession, session: Session, newest: datetime | None, now: datetime) -> None:
    """Choose a session behind the person's `newest` choice, unless that is this one already."""
    if session.chosen_at is None or (newest is not None and session.chosen_at < newest):
        session.chosen_at = now if newest is None else max(now, newest + timedelta(microseconds=1))
    session.hot_key = session.hot_key or new_hot_key()
    db.add(session)
    await db.flush()


async def rename(db: AsyncSession, who: SignedIn, session_id: UUID, name: str | None) -> Session:
    """Give the person's own session the name that they want for it, or take it back; 404 for one that is not theirs."""
    session = await find_owned(db, who, session_id)
    session.display_name = name
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
    """The session that the person chose last, in whichever browser."""
    return await repository.read_current(db, who.user_id)


async def read_current(db: AsyncSession, who: SignedIn) -> Session:
    """The same as a row; 404 while there is none."""
    session_id = await find_current(db, who)
    session = None if session_id is None else await repository.find(db, session_id)
    if session is None:
        raise AstraError(ErrorCode.NOT_FOUND, "There is no conversation yet.")
    return session


def _unknown() -> AstraError:
    return AstraError(ErrorCode.NOT_FOUND, "There is no such conversation.", field="session_id")
