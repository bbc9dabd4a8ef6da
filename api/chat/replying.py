"""Replying to a message that is stored, or is about to be: the one way in which the mind answers outside of a room."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from api.chat.minds import Minds
from api.db import AsyncSession, Database
from api.ingest.service import Line, append, find_text, lock_live
from api.mind.news import ContextNews
from api.models import Session
from api.session.context import tick_off_told
from astra.contracts.session import SessionContext
from astra.contracts.utterance import Role, Source
from astra.kit.clock import Clock
from astra.mind import Said, SessionMind, TurnRecord

BRIEF_WAIT_S = 0.3

OnText = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Made:
    """What makes a reply: the kind of node, and what it puts before the companion's own words."""

    node: str
    before: str = ""


COMPANION = Made("companion")


@dataclass(frozen=True, slots=True)
class Turn:
    """One message to reply to. `item_id` names it in the transcript; its reply is named after it."""

    item_id: str
    text: str
    at: datetime
    source: Source = Source.TYPED

    @property
    def reply_id(self) -> str:
        """The item of the reply."""
        return f"{self.item_id}-reply"


@dataclass(frozen=True, slots=True)
class Stored:
    """A reply that was given: when, whether it is kept (off the record it is not), and whether a room listens."""

    at: datetime
    is_kept: bool
    has_room: bool


@dataclass(frozen=True, slots=True)
class Thought:
    """What the mind replied, blank for nothing, whether it is kept, and what became of the turn."""

    text: str
    is_kept: bool
    record: TurnRecord


class Replies:
    """Stores a message, thinks, stores the reply. Who calls holds the session's turn (`Minds.turn`)."""

    def __init__(self, db: Database, clock: Clock, *, minds: Minds, news: ContextNews) -> None:
        self._db = db
        self._clock = clock
        self._minds = minds
        self._news = news

    async def find(self, session_id: UUID, turn: Turn) -> str | None:
        """The reply that this message has already got; None when it has none."""
        async with self._db.read() as db:
            return await find_text(db, session_id, turn.reply_id)

    async def think(
        self,
        context: SessionContext,
        turn: Turn,
        *,
        made: Made = COMPANION,
        asked: str | None = None,
        on_text: OnText | None = None,
    ) -> Thought:
        """The mind's reply to a message, stored behind what `made` puts before it.

        `asked` is what the message stands for, where that is not its own text (a command). `on_text` is told the whole
        reply so far, each time that there is more of it.
        """
        mind = self._minds.mind_of(context)
        mind.start()
        mind.hear(asked or turn.text)
        await mind.wait_loaded(BRIEF_WAIT_S)
        said = Said(turn.item_id, asked or turn.text, turn.source, turn.at, tuple(context.messages))
        record = TurnRecord()
        thought = await _collect(mind, said, record, on_text, before=made.before)
        reply = f"{made.before}{thought}" if thought else ""
        stored = Stored(turn.at, is_kept=False, has_room=True)
        if reply:
            stored = await self.store_reply(
                context.session_id, turn, reply, node=made.node, tool_calls=tuple(record.tools)
            )
        told = mind.commit(record, heard=thought, source=turn.source)
        if told:
            async with self._db.write() as db:
                await tick_off_told(db, context.session_id, told, now=stored.at)
        # a voice in the same session is to know of it
        await self._news.announce_session(context.session_id, has_room=stored.has_room)
        return Thought(reply, stored.is_kept, record)

    async def store_message(self, session_id: UUID, turn: Turn) -> None:
        """Store what the person said; 404 when the session is unknown or deleted."""
        async with self._db.write() as db:
            await self.put_message(db, await lock_live(db, session_id), turn)

    async def put_message(self, db: AsyncSession, session: Session, turn: Turn) -> bool:
        """The same within the transaction that holds the session's row; False where the words may not be kept."""
        line = Line(turn.item_id, Role.USER, turn.text, turn.at, turn.source)
        return await append(db, session, line, now=self._clock.now())

    async def store_reply(
        self, session_id: UUID, turn: Turn, reply: str, *, node: str, tool_calls: tuple[str, ...] = ()
    ) -> Stored:
        """Store the reply, once, with what made it. The one exit of every typed reply; 404 without its session."""
        at = max(self._clock.now(), turn.at + timedelta(milliseconds=1))
        line = Line(turn.reply_id, Role.ASSISTANT, reply, at, turn.source, node, tool_calls)
        async with self._db.write() as db:
            session = await lock_live(db, session_id)
            is_kept = await append(db, session, line, now=self._clock.now())
            has_room = session.room is not None and session.ended_at is None
        return Stored(at, is_kept, has_room)


async def _collect(mind: SessionMind, said: Said, record: TurnRecord, on_text: OnText | None, *, before: str) -> str:
    text = ""
    async for piece in mind.answer(said, record):
        text += piece.replace("\x00", "")
        if on_text is not None and text.strip():
            on_text(f"{before}{text.strip()}")
    return text.strip()
