"""The index of words that history is searched by: FTS5 in SQLite, a GIN index in Postgres, with the same words in both.

Every word is indexed with its person's number before it ("17upaint"), so that whatever others have said costs a search
nothing and can't be found by it; a stem has an "s" in the place of the "u". Messages are numbered by person and moment
(`api.models.MessageSearch`): newest first is the index's own order, and a span of days a span of numbers. A deleted
message takes its row and its words along.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from sqlalchemy import Uuid, bindparam, text
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel import col, delete, select
from sqlmodel.ext.asyncio.session import AsyncSession

from api.history.query import Term
from api.models import Message, MessageSearch, SearchOwner, Session

_MS_BITS = 42
_MS_MAX = 2**_MS_BITS - 2**20
"""A moment behind this (in the year 2109) counts as this."""
_AT_ONCE = 500
_MIN_OPEN_CHARS = 2


@dataclass(frozen=True, slots=True)
class Indexed:
    """A message as the index takes it: its words in order, and their stems."""

    message_id: UUID
    at: datetime
    words: Sequence[str]
    stems: Sequence[str]


@dataclass(frozen=True, slots=True)
class Found:
    """A message that was found, and its number: the next page goes on below it."""

    no: int
    message_id: UUID


async def hold_owner(db: AsyncSession, user_id: UUID) -> int:
    """A person's number, given where they have none; held against other writers until the transaction ends."""
    held = select(SearchOwner.user_no).where(SearchOwner.user_id == user_id).with_for_update()
    if (known := (await db.exec(held)).first()) is not None:
        return known
    connection = await db.connection()
    await connection.execute(_ADD_OWNER.bindparams(bindparam("user_id", type_=Uuid())), {"user_id": user_id})
    return (await db.exec(held)).one() or 0


_ADD_OWNER = text("INSERT INTO search_owner (user_id) VALUES (:user_id) ON CONFLICT (user_id) DO NOTHING")
"""Only for who has no number: in Postgres each try takes one from the sequence, and they end at two million."""


async def add_one(db: AsyncSession, user_id: UUID, item: Indexed) -> bool:
    """Index one new message of a person under the number of its moment, in the fewest steps.

    False, and nothing is done, where that number is taken, the message is indexed already or the person has no number.
    """
    connection = await db.connection()
    add = _ADD_ONE_SQLITE if _is_sqlite(connection) else _ADD_ONE_POSTGRES
    added = await connection.execute(
        add,
        {"user_id": user_id, "message_id": item.message_id, "size": 1 << _MS_BITS, "at": number(0, item.at)},
    )
    no = added.scalar_one_or_none()
    if no is not None:
        await _insert_words(connection, no >> _MS_BITS, [(no, item)])
    return no is not None


_NEW = (bindparam("user_id", type_=Uuid()), bindparam("message_id", type_=Uuid()))
_ADD_ONE_SQLITE = text(
    "INSERT INTO message_search (no, message_id) SELECT user_no * :size + :at, :message_id FROM search_owner "
    "WHERE user_id = :user_id ON CONFLICT DO NOTHING RETURNING no"
).bindparams(*_NEW)
_ADD_ONE_POSTGRES = text(
    "INSERT INTO message_search (no, message_id) "
    "SELECT user_no * CAST(:size AS bigint) + CAST(:at AS bigint), CAST(:message_id AS uuid) FROM search_owner "
    "WHERE user_id = :user_id FOR UPDATE ON CONFLICT DO NOTHING RETURNING no"
).bindparams(*_NEW)


async def find_owner(db: AsyncSession, user_id: UUID) -> int | None:
    """A person's number; None while nothing of theirs is indexed."""
    return (await db.exec(select(SearchOwner.user_no).where(SearchOwner.user_id == user_id))).first()


async def put_words(db: AsyncSession, user_no: int, items: Sequence[Indexed]) -> None:
    """Index messages of a person, in the place of what was indexed of them before."""
    for start in range(0, len(items), _AT_ONCE):
        await _put_some(db, user_no, items[start : start + _AT_ONCE])


async def _put_some(db: AsyncSession, user_no: int, items: Sequence[Indexed]) -> None:
    await db.exec(delete(MessageSearch).where(col(MessageSearch.message_id).in_([one.message_id for one in items])))
    ordered = sorted(items, key=lambda one: one.at)
    numbers = await _give_numbers(db, [number(user_no, one.at) for one in ordered])
    await insert_rows(await db.connection(), user_no, list(zip(numbers, ordered, strict=True)))


async def insert_rows(connection: AsyncConnection, user_no: int, items: Sequence[tuple[int, Indexed]]) -> None:
    """Write a person's messages under numbers that are free."""
    await connection.execute(
        _ADD_ROW.bindparams(bindparam("message_id", type_=Uuid())),
        [{"no": no, "message_id": one.message_id} for no, one in items],
    )
    await _insert_words(connection, user_no, items)


async def _insert_words(connection: AsyncConnection, user_no: int, items: Sequence[tuple[int, Indexed]]) -> None:
    write = _write_sqlite if _is_sqlite(connection) else _write_postgres
    await connection.execute(
        _ADD_WORDS_SQLITE if _is_sqlite(connection) else _ADD_WORDS_POSTGRES,
        [{"no": no, "terms": write(user_no, one.words, one.stems)} for no, one in items],
    )


_ADD_ROW = text("INSERT INTO message_search (no, message_id) VALUES (:no, :message_id)")
_ADD_WORDS_SQLITE = text("INSERT INTO message_words (rowid, terms) VALUES (:no, :terms)")
_ADD_WORDS_POSTGRES = text("INSERT INTO message_words (no, terms) VALUES (:no, CAST(CAST(:terms AS text) AS tsvector))")


async def _give_numbers(db: AsyncSession, wanted: Sequence[int]) -> list[int]:
    """The wanted numbers, ascending, or the next free ones behind them."""
    given: list[int] = []
    taken: set[int] = set()
    known_to = wanted[0] - 1
    last = -1
    for no in wanted:
        candidate = max(no, last + 1)
        while True:
            if candidate > known_to:
                high = max(wanted[-1], candidate) + len(wanted)
                found = await db.exec(
                    select(MessageSearch.no).where(MessageSearch.no >= candidate, MessageSearch.no <= high)
                )
                taken, known_to = set(found.all()), high
            if candidate not in taken:
                break
            candidate += 1
        given.append(candidate)
        last = candidate
    return given


def number(user_no: int, at: datetime) -> int:
    """The number of a moment of a person's."""
    ms = round(at.astimezone(UTC).timestamp() * 1000)
    return (user_no << _MS_BITS) + min(max(ms, 0), _MS_MAX)


def span(user_no: int, since: datetime | None, until: datetime | None) -> tuple[int, int]:
    """The first and the last number of a person's messages from `since` on and before `until`."""
    low = number(user_no, since) if since is not None else user_no << _MS_BITS
    high = number(user_no, until) - 1 if until is not None else ((user_no + 1) << _MS_BITS) - 1
    return low, high


async def find(
    db: AsyncSession,
    user_id: UUID,
    user_no: int,
    terms: Sequence[Term],
    *,
    low: int,
    high: int,
    persona: str | None,
    topic: str | None,
    limit: int,
) -> list[Found]:
    """The person's messages with all of these terms, newest first, from number `high` down to `low`."""
    connection = await db.connection()
    sqlite = _is_sqlite(connection)
    wanted = _MATCH_SQLITE if sqlite else _MATCH_POSTGRES
    wanted += " AND s.persona = :persona" if persona is not None else ""
    wanted += _OF_TOPIC if topic is not None else ""
    given = {
        "match": (_match_sqlite if sqlite else _match_postgres)(user_no, terms),
        "low": low,
        "high": high,
        "user_id": user_id,
        "limit": limit,
        **({"persona": persona} if persona is not None else {}),
        **({"topic": topic} if topic is not None else {}),
    }
    order = " ORDER BY message_words.rowid DESC" if sqlite else " ORDER BY message_words.no DESC"
    statement = text(wanted + order + " LIMIT :limit").bindparams(bindparam("user_id", type_=Uuid()))
    rows = await connection.execute(statement.columns(message_id=Uuid()), given)
    return [Found(no=row.no, message_id=row.message_id) for row in rows.all()]


_MATCH_SQLITE = (
    "SELECT message_words.rowid AS no, f.message_id AS message_id FROM message_words "
    "CROSS JOIN message_search AS f ON f.no = message_words.rowid CROSS JOIN message AS m ON m.id = f.message_id "
    "CROSS JOIN session AS s ON s.id = m.session_id WHERE message_words MATCH :match "
    "AND message_words.rowid BETWEEN :low AND :high AND s.user_id = :user_id AND s.deleted_at IS NULL"
)
"""`CROSS JOIN` keeps SQLite from looking through the person's sessions first."""
_MATCH_POSTGRES = (
    "SELECT message_words.no AS no, f.message_id AS message_id FROM message_words "
    "JOIN message_search AS f ON f.no = message_words.no JOIN message AS m ON m.id = f.message_id "
    "JOIN session AS s ON s.id = m.session_id WHERE message_words.terms @@ CAST(CAST(:match AS text) AS tsquery) "
    "AND message_words.no BETWEEN CAST(:low AS bigint) AND CAST(:high AS bigint) "
    "AND s.user_id = :user_id AND s.deleted_at IS NULL"
)
_OF_TOPIC = " AND EXISTS (SELECT 1 FROM session_topic AS t WHERE t.session_id = s.id AND t.key = :topic)"


async def compact(db: AsyncSession) -> None:
    """After words were forgotten: rewrite SQLite's index so that no page holds them; `VACUUM` does it in Postgres."""
    connection = await db.connection()
    if _is_sqlite(connection):
        await connection.execute(text("INSERT INTO message_words (message_words) VALUES ('optimize')"))


async def list_unindexed(db: AsyncSession, *, after: UUID | None, limit: int) -> list[tuple[Message, UUID]]:
    """Messages that no search finds yet, with whose they are, by id from `after` on."""
    query = (
        select(Message, Session.user_id)
        .join(Session, col(Session.id) == col(Message.session_id))
        .join(MessageSearch, col(MessageSearch.message_id) == col(Message.id), isouter=True)
        .where(col(MessageSearch.no).is_(None), col(Session.deleted_at).is_(None))
    )
    if after is not None:
        query = query.where(col(Message.id) > after)
    return list((await db.exec(query.order_by(col(Message.id)).limit(limit))).all())


async def list_there(db: AsyncSession, message_ids: Collection[UUID]) -> dict[UUID, Message]:
    """Those of these messages that are still there."""
    found: dict[UUID, Message] = {}
    wanted = list(message_ids)
    for start in range(0, len(wanted), _AT_ONCE):
        rows = await db.exec(select(Message).where(col(Message.id).in_(wanted[start : start + _AT_ONCE])))
        found.update({message.id: message for message in rows.all()})
    return found


def _is_sqlite(connection: AsyncConnection) -> bool:
    return connection.dialect.name == "sqlite"


def _write_sqlite(user_no: int, words: Sequence[str], stems: Sequence[str]) -> str:
    return " ".join([*(f"{user_no}u{word}" for word in words), *(f"{user_no}s{one}" for one in stems)])


def _write_postgres(user_no: int, words: Sequence[str], stems: Sequence[str]) -> str:
    said = (f"'{user_no}u{word}':{place}" for place, word in enumerate(words, start=1))
    return " ".join([*said, *(f"'{user_no}s{one}'" for one in stems)])


def _match_sqlite(user_no: int, terms: Sequence[Term]) -> str:
    parts: list[str] = []
    for term in terms:
        phrase = '"' + " ".join(f"{user_no}u{word}" for word in term.words) + '"'
        forms = [phrase]
        if term.stem is not None:
            forms += [f'"{user_no}u{term.stem}"', f'"{user_no}s{term.stem}"']
        if _is_open(term):
            forms.append(f"{phrase}*")
        parts.append(f"({' OR '.join(dict.fromkeys(forms))})")
    return " AND ".join(parts)


def _match_postgres(user_no: int, terms: Sequence[Term]) -> str:
    parts: list[str] = []
    for term in terms:
        phrase = " <-> ".join(f"'{user_no}u{word}'" for word in term.words)
        forms = [f"({phrase})"]
        if term.stem is not None:
            forms += [f"'{user_no}u{term.stem}'", f"'{user_no}s{term.stem}'"]
        if _is_open(term):
            forms.append(f"{phrase}:*")
        parts.append(f"({' | '.join(dict.fromkeys(forms))})")
    return " & ".join(parts)


def _is_open(term: Term) -> bool:
    """Whether words that go on count too; of a single plain letter far too many would."""
    return term.is_open and (len(term.words[-1]) >= _MIN_OPEN_CHARS or not term.words[-1].isascii())
