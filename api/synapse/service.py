"""What other features and the endpoints may ask of the built-in memory.

`Synapse` answers the wire. The functions below it work inside a caller's transaction, for the learning layer and for
the person's own page: looking up turns, finding what a forgetting would touch, and the forgetting itself. User ids and
session ids are free strings here, as on the wire; for Astra's own people they are `str(uuid)`.
"""

from collections.abc import Sequence
from datetime import datetime

from api.at_once import AtOnce
from api.db import AsyncSession, Database
from api.models import MemoryBrief, MemoryTurn
from api.synapse import answer, brief, forget, index_repository, ingest, repository
from api.synapse.brief import Made
from api.synapse.embedding_jobs import enqueue_backlog, enqueue_embedding
from api.synapse.meanings import Meanings
from api.synapse.schemas import Erased, Learned, NothingLearned, Talk, Turn, TurnRef
from astra.contracts.memory import Loops, MemoryFact, MemoryFacts, MemoryQuery, SessionIngest, StartBrief
from astra.contracts.utterance import Role
from astra.kit.clock import Clock


class Synapse:
    """The memory service of this process; `learned` is the derived layer, and `meanings` the embeddings, that join in
    where they are wired."""

    def __init__(
        self, db: Database, clock: Clock, *, learned: Learned | None = None, meanings: Meanings | None = None
    ) -> None:
        self._db = db
        self._at_once = AtOnce(db)
        self._clock = clock
        self._learned: Learned = learned or NothingLearned()
        self._learns = learned is not None
        self._meanings = meanings

    async def aclose(self) -> None:
        """Close the connections of its own."""
        self._at_once.close()
        if self._meanings is not None:
            await self._meanings.aclose()

    async def catch_up(self) -> None:
        """Once, at the start: have embedded what was taken in without embeddings, or for another model."""
        if self._meanings is not None:
            await enqueue_backlog(self._db, self._meanings, self._clock)

    async def take_in(self, body: SessionIngest) -> None:
        """Keep a transcript; a longer one replaces a shorter one of the same session, any other is left alone."""
        ingest.refuse_repeated_ids(body.transcript)
        terms = await ingest.cut_transcript(body.transcript)
        now = self._clock.now()
        async with self._db.write() as db:
            if not await ingest.take_in(db, body, terms, now=now):
                return
            if self._learns:
                await ingest.enqueue_learning(db, body, now=now)
            if self._meanings is not None:
                await enqueue_embedding(db, body.user_id, now=now)

    async def query(self, body: MemoryQuery) -> MemoryFacts:
        """Find what was said about something, best first; by its meaning as well where that is known in time."""
        meant = None if self._meanings is None else await self._meanings.read_question(body.query)

        async def look(db: AsyncSession) -> list[MemoryFact]:
            user = await repository.find_user(db, body.user_id)
            return [] if user is None else await answer.find_facts(db, user, body, self._learned, meant=meant)

        return MemoryFacts(facts=await self._at_once.read(look))

    async def start_brief(self, user_id: str, session_id: str, *, now: datetime | None) -> StartBrief:
        """What to know when a talk begins; kept for the session until something new is learned or forgotten."""
        now = now or self._clock.now()
        async with self._db.read() as db:
            kept = await repository.find_brief(db, user_id, session_id)
        if kept is not None:
            return brief.with_gap(Made(StartBrief.model_validate(kept.answer), kept.last_at), now)
        async with self._db.write() as db:
            user = await repository.find_user(db, user_id)
            if user is None or user.user_no is None:
                return StartBrief()
            made = await brief.make_start_brief(db, user, session_id, self._learned, now=now)
            await repository.store_brief(
                db,
                MemoryBrief(
                    user_no=user.user_no,
                    session_id=session_id,
                    answer=made.brief.model_dump(mode="json", by_alias=True),
                    last_at=made.last_at,
                    made_at=self._clock.now(),
                ),
            )
        return brief.with_gap(made, now)

    async def brief(self, user_id: str, session_id: str) -> StartBrief:
        """The simpler form: when the last talk was, and how long ago."""
        async with self._db.read() as db:
            user = await repository.find_user(db, user_id)
            if user is None:
                return StartBrief()
            return brief.with_gap(await brief.make_brief(db, user, session_id), self._clock.now())

    async def loops(self, user_id: str) -> Loops:
        """What is still open."""
        async with self._db.read() as db:
            return Loops(loops=list(await self._learned.list_loops(db, user_id)))


async def read_talk(db: AsyncSession, user_id: str, session_id: str) -> Talk | None:
    """A remembered session with all its turns in order; None when there is none."""
    user = await repository.find_user(db, user_id)
    if user is None or user.user_no is None:
        return None
    session = await repository.find_session(db, user.user_no, session_id)
    if session is None:
        return None
    turns = await repository.list_turns(db, user.user_no, session_id)
    return Talk(session_id, session.started_at, session.ended_at, tuple(_read_turn(turn) for turn in turns))


async def list_talks(db: AsyncSession, user_id: str) -> list[tuple[str, datetime, int]]:
    """A person's sessions as (session id, started at, length of the transcript), oldest first."""
    user = await repository.find_user(db, user_id)
    if user is None or user.user_no is None:
        return []
    sessions = await repository.list_sessions(db, user.user_no)
    return [(session.session_id, session.started_at, session.length) for session in sessions]


async def find_matching(db: AsyncSession, user_id: str, what: str, *, limit: int = 50) -> list[Turn]:
    """The turns that say something about `what` in their own words, in the order of time: what a forgetting touches."""
    user = await repository.find_user(db, user_id)
    if user is None:
        return []
    return [_read_turn(turn) for turn in await forget.find_matching(db, user, what, limit=limit)]


async def erase(db: AsyncSession, user_id: str, refs: Sequence[TurnRef]) -> Erased:
    """Remove turns for good within the caller's transaction: text, index and briefs; they never come back by ingest.

    Turns that memory does not hold (yet) are barred by their ids all the same. Commit, then call `scrub`.
    """
    return await forget.erase(db, user_id, refs)


async def erase_session(db: AsyncSession, user_id: str, session_id: str) -> Erased:
    """Remove a whole session for good; it can't be taken in again. Commit, then call `scrub`."""
    return await forget.erase_sessions(db, user_id, [session_id])


async def erase_sessions(db: AsyncSession, user_id: str, session_ids: Sequence[str]) -> Erased:
    """The same for many at once."""
    return await forget.erase_sessions(db, user_id, session_ids)


async def erase_user(db: AsyncSession, user_id: str) -> None:
    """Remove all that memory holds of a person. Commit, then call `scrub`."""
    await forget.erase_user(db, user_id)


async def drop_briefs(db: AsyncSession, user_id: str) -> None:
    """Make the next start brief of every session of this person a fresh one; after a correction, for example."""
    user = await repository.find_user(db, user_id)
    if user is not None and user.user_no is not None:
        await repository.remove_briefs(db, user.user_no)


async def scrub(database: Database) -> None:
    """After erasing was committed: let nothing of it linger in the database's log files and dead rows."""
    await index_repository.scrub(database)


def _read_turn(turn: MemoryTurn) -> Turn:
    return Turn(
        ref=TurnRef(turn.session_id, turn.turn_id),
        role=Role(turn.role),
        speaker=turn.speaker,
        text=turn.text,
        at=turn.at,
        day=turn.day,
    )
