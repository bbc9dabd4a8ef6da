"""Replying to a message that is stored, or is about to be: the one way in which the mind answers outside of a room."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from api.chat.minds import Minds
from api.db import AsyncSession, Database
from api.ingest.service import find_text, lock_live, note_making, store_utterances
from api.mind.news import ContextNews
from api.session.context import ContextReader, tick_off_told
from astra.contracts.base import MAX_UTTERANCE_CHARS
from astra.contracts.session import SessionContext
from astra.contracts.utterance import IngestRequest, Role, Source, Utterance
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


class Replies:
    """Stores a message, thinks, stores the reply. Who calls holds the session's turn (`Minds.turn`)."""

    def __init__(self, db: Database, contexts: ContextReader, clock: Clock, *, minds: Minds, news: ContextNews) -> None:
        self._db = db
        self._contexts = contexts
        self._clock = clock
        self._minds = minds
        self._news = news

    async def find(self, context: SessionContext, turn: Turn) -> str | None:
        """The reply that this message has already got; None when it has none."""
        async with self._db.read() as db:
            return await find_text(db, context.session_id, turn.reply_id)

    async def think(
        self,
        context: SessionContext,
        turn: Turn,
        *,
        made: Made = COMPANION,
        asked: str | None = None,
        on_text: OnText | None = None,
    ) -> tuple[str, TurnRecord]:
        """The mind's reply to a message, stored behind what `made` puts before it, with what became of the turn.

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
        answered_at = turn.at
        if reply:
            answered_at = await self.store_reply(context, turn, reply, node=made.node, tool_calls=record.tools)
        told = mind.commit(record, heard=thought, source=turn.source)
        if told:
            async with self._db.write() as db:
                await tick_off_told(db, context.session_id, told, now=answered_at)
        await self._news.announce_session(context.session_id)  # a voice in the same session is to know of it
        return reply, record

    async def store_message(self, session_id: UUID, turn: Turn) -> None:
        """Store what the person said."""
        async with self._db.write() as db:
            await self.put_message(db, session_id, turn)

    async def put_message(self, db: AsyncSession, session_id: UUID, turn: Turn) -> None:
        """The same within the caller's transaction."""
        await self._put(db, session_id, turn, Role.USER, item_id=turn.item_id, text=turn.text, at=turn.at)

    async def store_reply(
        self, context: SessionContext, turn: Turn, reply: str, *, node: str, tool_calls: Sequence[str] = ()
    ) -> datetime:
        """Store the reply, once, with what made it; when it was given. The one exit of every typed reply."""
        at = max(self._clock.now(), turn.at + timedelta(milliseconds=1))
        async with self._db.write() as db:
            await self._put(db, context.session_id, turn, Role.ASSISTANT, item_id=turn.reply_id, text=reply, at=at)
            await note_making(db, context.session_id, turn.reply_id, node=node, tool_calls=list(tool_calls))
        return at

    async def _put(
        self, db: AsyncSession, session_id: UUID, turn: Turn, role: Role, *, item_id: str, text: str, at: datetime
    ) -> None:
        await lock_live(db, session_id)  # or somebody else takes the number that is read next
        seq = await self._contexts.read_next_seq(db, session_id)
        utterance = Utterance(
            item_id=item_id, seq=seq, role=role, text=text[:MAX_UTTERANCE_CHARS], at=at, source=turn.source
        )
        request = IngestRequest(session_id=session_id, utterances=[utterance])
        await store_utterances(db, request, now=self._clock.now())


async def _collect(mind: SessionMind, said: Said, record: TurnRecord, on_text: OnText | None, *, before: str) -> str:
    text = ""
    async for piece in mind.answer(said, record):
        text += piece.replace("\x00", "")
        if on_text is not None and text.strip():
            on_text(f"{before}{text.strip()}")
    return text.strip()
