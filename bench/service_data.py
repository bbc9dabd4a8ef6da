"""Fills a service's database with talks, quickly: people, their sessions, and messages that the search knows.

It writes rows as the service would, without asking it, so that a million messages take minutes and not hours:

    python -m bench.service_data --database sqlite+aiosqlite:////tmp/load.db --messages 1000000 --people 500

The same arguments write the same rows. Nobody can sign in as these people by a password: make a sign-in for one of
`list_people`, or ask the features below the endpoints.
"""

import argparse
import asyncio
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import NAMESPACE_OID, UUID, uuid5

from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel import insert

from api.db import make_engine
from api.history.index_repository import Indexed, insert_rows, number
from api.history.words import list_terms
from api.migrate import upgrade
from api.models import Message, SearchOwner, Session, SessionTopic, User

PER_SESSION = 40
RARE_WORD = "lighthouse"
"""About one message in a thousand speaks of one."""
COMMON_WORD = "number"
"""Every message holds it."""

_SESSIONS_AT_ONCE = 100
_BEGAN = datetime(2025, 1, 1, 8, 0, tzinfo=UTC)
_TOPICS = ("work", "family", "travel", "weather", "food", "stars")
_STARTS = ("I think", "Yesterday", "You know", "Maybe", "My sister says", "On Sunday", "At work", "Mujhe lagta hai")
_WHO = (
    "my brother",
    "the doctor",
    "our neighbour",
    "my boss",
    "Nora",
    "a friend",
    "the teacher",
    "Arjun",
    "the landlord",
)
_DID = ("painted", "forgot", "bought", "found", "sold", "repaired", "dreamed of", "wrote about", "borrowed", "saw")
_WHAT = ("the old house", "a letter", "the garden", "a red bicycle", "the train", "the moon", "a long journey",
         "the exam", "dinner", "rain", "an answer", "the piano", "ghar ka khana", "मेरी नौकरी")  # fmt: skip
_WHEN = ("last week", "in the morning", "again", "for the first time", "after the call", "in Lisbon")


@dataclass(frozen=True, slots=True)
class Plan:
    """How much: `messages` in all, in the talks of `people`, who have about as many each."""

    messages: int
    people: int
    seed: int = 7


@dataclass(frozen=True, slots=True)
class Person:
    """One of those who talk, and their number in the search index."""

    user_id: UUID
    user_no: int


@dataclass(frozen=True, slots=True)
class Talk:
    """One session with its messages and how the search knows them."""

    session: Session
    messages: list[Message]
    topic: str
    user_no: int


def list_people(plan: Plan) -> list[Person]:
    """The people of a plan."""
    return [Person(_name(plan, "person", n), n + 1) for n in range(plan.people)]


async def fill(database_url: str, plan: Plan) -> list[Person]:
    """Bring an empty database up to date and fill it; who is in it then."""
    engine = make_engine(database_url)
    await upgrade(engine)
    people = list_people(plan)
    async with engine.connect() as connection:
        await connection.execute(
            insert(User), [{"id": one.user_id, "created_at": _BEGAN, "display_name": "Load"} for one in people]
        )
        await connection.execute(
            insert(SearchOwner), [{"user_no": one.user_no, "user_id": one.user_id} for one in people]
        )
        await connection.commit()
        talks = _make_talks(plan, people)
        while batch := [talk for _, talk in zip(range(_SESSIONS_AT_ONCE), talks, strict=False)]:
            await _write_talks(connection, batch)
            await connection.commit()
        await connection.exec_driver_sql("ANALYZE")
        await connection.commit()
    await engine.dispose()
    return people


def _make_talks(plan: Plan, people: list[Person]) -> Iterator[Talk]:
    dice = random.Random(plan.seed)
    left, number_of = plan.messages, 0
    while left > 0:
        person = people[number_of % len(people)]
        round_ = number_of // len(people)
        began = _BEGAN + timedelta(hours=3 * round_, seconds=dice.randrange(600))
        yield _make_talk(plan, person, number_of, began, min(PER_SESSION, left), dice)
        left -= PER_SESSION
        number_of += 1


def _make_talk(plan: Plan, person: Person, no: int, began: datetime, count: int, dice: random.Random) -> Talk:
    session_id = _name(plan, "session", no)
    ended = began + timedelta(seconds=20 * count)
    lines = [_write_line(dice) for _ in range(count)]
    messages = [
        Message(
            id=_name(plan, "message", no, seq),
            session_id=session_id,
            item_id=f"item-{seq}",
            seq=seq,
            anchor=seq,
            role="user" if seq % 2 else "assistant",
            source="voice",
            text=line,
            at=began + timedelta(seconds=20 * seq),
            stored_at=ended,
        )
        for seq, line in enumerate(lines, start=1)
    ]
    session = Session(
        id=session_id,
        user_id=person.user_id,
        persona="astra",
        title=lines[0][:60],
        created_at=began,
        opened_at=began,
        last_activity=ended,
        last_user_message_at=ended,
        message_count=count,
        ended_at=ended,
        end_reason="user",
        endings=1,
        duration_s=20.0 * (count - 1),
    )
    return Talk(session, messages, _TOPICS[no % len(_TOPICS)], person.user_no)


def _write_line(dice: random.Random) -> str:
    what = f"the {RARE_WORD}" if dice.random() < 0.001 else dice.choice(_WHAT)
    line = f"{dice.choice(_STARTS)} {dice.choice(_WHO)} {dice.choice(_DID)} {what} {dice.choice(_WHEN)}"
    return f"{line}, {COMMON_WORD} {dice.randrange(10_000)}."


async def _write_talks(connection: AsyncConnection, talks: list[Talk]) -> None:
    await connection.execute(insert(Session), [talk.session.model_dump() for talk in talks])
    topics = [{"session_id": talk.session.id, "key": talk.topic, "label": talk.topic, "place": 0} for talk in talks]
    await connection.execute(insert(SessionTopic), topics)
    await connection.execute(insert(Message), [message.model_dump() for talk in talks for message in talk.messages])
    for talk in talks:
        await insert_rows(connection, talk.user_no, [_index(talk.user_no, message) for message in talk.messages])


def _index(user_no: int, message: Message) -> tuple[int, Indexed]:
    words, stems = list_terms(message.text)
    return number(user_no, message.at), Indexed(message.id, message.at, words, stems)


def _name(plan: Plan, *parts: object) -> UUID:
    return uuid5(NAMESPACE_OID, "\x1f".join(map(str, (plan.seed, plan.people, *parts))))


def main() -> None:
    """Fill the database that the command line names."""
    parser = argparse.ArgumentParser(description="fill a database with talks")
    parser.add_argument("--database", required=True, help="a SQLAlchemy URL with an async driver; an empty database")
    parser.add_argument("--messages", type=int, default=100_000)
    parser.add_argument("--people", type=int, default=100)
    parser.add_argument("--seed", type=int, default=7)
    given = parser.parse_args()
    asyncio.run(fill(given.database, Plan(given.messages, given.people, given.seed)))


if __name__ == "__main__":
    main()
