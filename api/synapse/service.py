"""What other features and the endpoints may ask of the built-in memory.

`Synapse` answers the wire. The functions below it work inside a caller's transaction, for the learning layer and for
the person's own page: looking up turns, finding what a forgetting would touch, and the forgetting itself. User ids and
session ids are free strings here, as on the wire; for Astra's own people they are `str(uuid)`.
"""

from collections.abc import Sequence
from datetime import datetime

from api.db import AsyncSession, Database
from api.synapse.schemas import Erased, Learned, NothingLearned, Talk, Turn, TurnRef
from astra.contracts.memory import Loops, MemoryFacts, MemoryQuery, SessionIngest, StartBrief
from astra.kit.clock import Clock


class Synapse:
    """The memory service of this process; `learned` is the derived layer that joins in where it is wired."""

    def __init__(self, db: Database, clock: Clock, *, learned: Learned | None = None) -> None:
        self._db = db
        self._clock = clock
        self._learned: Learned = learned or NothingLearned()

    async def take_in(self, body: SessionIngest) -> None:
        """Keep a transcript; a longer one replaces a shorter one of the same session, any other is left alone."""
        raise NotImplementedError

    async def query(self, body: MemoryQuery) -> MemoryFacts:
        """Find what was said about something, best first."""
        raise NotImplementedError

    async def start_brief(self, user_id: str, session_id: str, *, now: datetime | None) -> StartBrief:
        """What to know when a talk begins; kept for the session until something new is learned or forgotten."""
        raise NotImplementedError

    async def brief(self, user_id: str, session_id: str) -> StartBrief:
        """The simpler form: how long ago, and what the last talk was about."""
        raise NotImplementedError

    async def loops(self, user_id: str) -> Loops:
        """What is still open."""
        raise NotImplementedError


async def read_talk(db: AsyncSession, user_id: str, session_id: str) -> Talk | None:
    """A remembered session with all its turns in order; None when there is none."""
    raise NotImplementedError


async def list_talks(db: AsyncSession, user_id: str) -> list[tuple[str, datetime, int]]:
    """A person's sessions as (session id, started at, number of turns), oldest first."""
    raise NotImplementedError


async def find_turns(db: AsyncSession, user_id: str, refs: Sequence[TurnRef]) -> list[Turn]:
    """Those of these turns that are remembered, in the order of time."""
    raise NotImplementedError


async def find_matching(db: AsyncSession, user_id: str, what: str, *, limit: int = 50) -> list[Turn]:
    """The turns that say something about `what` in their own words, in the order of time: what a forgetting touches."""
    raise NotImplementedError


async def erase(db: AsyncSession, user_id: str, refs: Sequence[TurnRef], *, now: datetime) -> Erased:
    """Remove turns for good within the caller's transaction: text, index and briefs; they never come back by ingest.

    Turns that memory does not hold (yet) are barred by their ids all the same.
    """
    raise NotImplementedError


async def erase_session(db: AsyncSession, user_id: str, session_id: str, *, now: datetime) -> Erased:
    """Remove a whole session for good; it can't be taken in again."""
    raise NotImplementedError


async def erase_user(db: AsyncSession, user_id: str) -> None:
    """Remove all that memory holds of a person."""
    raise NotImplementedError


async def drop_briefs(db: AsyncSession, user_id: str) -> None:
    """Make the next start brief of every session of this person a fresh one; after a correction, for example."""
    raise NotImplementedError


async def scrub(database: Database) -> None:
    """After erasing was committed: let nothing of it linger in the database's log files and dead rows."""
    raise NotImplementedError
