"""Storing what the worker reports, once, whatever order and however often it comes; and what is typed, behind it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from api.birth.service import notice_utterances
from api.db import AsyncSession
from api.history.indexing import index_messages
from api.ingest import repository
from api.ingest.arrange import Row, arrange
from api.ingest.claims import Claims, normalise, read_whole
from api.memory.keeping import Words, choose_kept
from api.mind.service import read_version
from api.models import Message, Session
from api.session.service import enqueue_closed
from api.waterfall.service import store_waterfalls
from astra.contracts.base import MAX_UTTERANCE_CHARS
from astra.contracts.errors import AstraError, ErrorCode
from astra.contracts.utterance import IngestAnswer, IngestRequest, Role, Source, Utterance
from astra.contracts.waterfall import TurnWaterfall
from astra.kit.ids import new_id

Numbered = tuple[Utterance, int | None]
"""An utterance and the number that it gets; None where another one has its number already."""


@dataclass(frozen=True, slots=True)
class Line:
    """One typed message or its reply, before it has a number. `node` and `tool_calls` tell what made a reply."""

    item_id: str
    role: Role
    text: str
    at: datetime
    source: Source
    node: str | None = None
    tool_calls: tuple[str, ...] = ()


def _note_nothing(_turn: TurnWaterfall) -> None:
    """Nobody counts turns."""


async def store_utterances(
    db: AsyncSession,
    request: IngestRequest,
    *,
    now: datetime,
    note_turn: Callable[[TurnWaterfall], None] = _note_nothing,
) -> IngestAnswer:
    """Store a batch; 404 when the session is unknown or deleted. Ended sessions still take what comes late.

    What was said off the record or was forgotten is taken as known, and nothing of it is stored. `note_turn` is told of
    each spoken turn that is new.
    """
    if any(item.source is Source.PAGE for item in request.utterances):
        raise AstraError(ErrorCode.INVALID, "source: a worker reports voice or typed", field="utterances.source")
    session = await lock_live(db, request.session_id)
    fresh = await _drop_unkept(db, session, await _find_fresh(db, request), now)
    if fresh:
        taken = await repository.find_taken_seqs(db, session.id, [item.seq for item in fresh])
        floating = await repository.has_floating(db, session.id)
        numbered = _number(fresh, taken)
        messages = await _add(db, session, numbered, has_floating=floating, now=now)
        measured = [
            (message, item.waterfall)
            for message, (item, _) in zip(messages, numbered, strict=True)
            if item.waterfall is not None and item.role is Role.ASSISTANT
        ]
        await store_waterfalls(db, measured)
        for _, turn in measured:
            note_turn(turn)
    version = await read_version(db, session.id)
    return IngestAnswer(stored=len(fresh), duplicates=len(request.utterances) - len(fresh), context_version=version)


async def append(db: AsyncSession, session: Session, line: Line, *, now: datetime) -> bool:
    """Store a typed line behind all that a session has, in the transaction that holds its row; whether it is stored.

    One that is stored already stays as it is. False for what was said off the record or was forgotten.
    """
    standing = await repository.read_standing(db, session.id, line.item_id)
    if standing.has_item:
        return True
    item = Utterance(
        item_id=line.item_id,
        seq=standing.next_seq,
        role=line.role,
        text=line.text[:MAX_UTTERANCE_CHARS],
        at=line.at,
        source=line.source,
    )
    if standing.has_bars and not await _drop_unkept(db, session, [item], now):
        return False
    await _add(db, session, [(item, item.seq)], has_floating=standing.has_floating, now=now, line=line)
    return True


async def find_text(db: AsyncSession, session_id: UUID, item_id: str) -> str | None:
    """The text of a stored item; None when there is none."""
    return await repository.find_text(db, session_id, item_id)


async def lock_live(db: AsyncSession, session_id: UUID) -> Session:
    """The session's row, held until the transaction ends; 404 when unknown or deleted."""
    session = await repository.lock_session(db, session_id)
    if session is None or session.deleted_at is not None:
        raise AstraError(ErrorCode.NOT_FOUND, "There is no such conversation.", field="session_id")
    return session


async def settle(db: AsyncSession, session: Session, *, now: datetime) -> None:
    """After messages came or went: put those without a number in their places, and bring the session's figures up to
    date. What others hold of its words is out of date from here on.
    """
    if await repository.has_floating(db, session.id):
        messages = await repository.list_all(db, session.id)
        await repository.update_places(db, arrange([as_row(message) for message in messages]))
    last_user = await repository.read_last_user_moment(db, session.id)
    count = await repository.count(db, session.id)
    await _note_figures(db, session, count, [] if last_user is None else [last_user], now=now)


async def _note_figures(
    db: AsyncSession, session: Session, count: int, spoke: Sequence[datetime], *, now: datetime
) -> None:
    """The session has `count` messages now, and the person spoke at these moments, if not later still."""
    session.revision += 1
    session.message_count = count
    moments = [*spoke, *([] if session.last_user_message_at is None else [session.last_user_message_at])]
    session.last_user_message_at = min(max(moments), now) if moments else None
    session.last_activity = max(session.last_activity, now) if session.ended_at is None else session.last_activity
    if session.ended_at is not None:
        await enqueue_closed(db, session, now)
    db.add(session)
    await db.flush()


def as_row(message: Message) -> Row:
    """What placing needs of a message."""
    return Row(id=message.id, seq=message.seq, at_ms=round(message.at.timestamp() * 1000), page_ms=message.page_at)


async def _add(
    db: AsyncSession,
    session: Session,
    numbered: Sequence[Numbered],
    *,
    has_floating: bool,
    now: datetime,
    line: Line | None = None,
) -> list[Message]:
    """Store utterances that are not stored yet, with all that follows from it; their rows, in this order.

    Where every row has a number of its own the session's figures go on from what they were, else they are read anew.
    """
    claims = Claims(await repository.list_all(db, session.id) if has_floating else [])
    messages: list[Message] = []
    for item, seq in numbered:
        message = claims.take(item) or _new(item, session.id, now)
        _fill(message, item, seq)
        if line is not None and line.node is not None:
            message.node, message.tool_calls = line.node, list(line.tool_calls)
        db.add(message)
        messages.append(message)
    await db.flush()
    await index_messages(db, session.user_id, messages)
    await notice_utterances(db, session, messages, now=now)
    if has_floating or any(seq is None for _, seq in numbered):
        await settle(db, session, now=now)
    else:
        spoke = [item.at for item, _ in numbered if item.role is Role.USER]
        await _note_figures(db, session, session.message_count + len(messages), spoke, now=now)
    return messages


def _number(fresh: Sequence[Utterance], taken: set[int]) -> list[Numbered]:
    """The utterances in their order, each with its number unless that is taken."""
    numbered: list[Numbered] = []
    for item in sorted(fresh, key=lambda item: item.seq):
        numbered.append((item, None if item.seq in taken else item.seq))
        taken.add(item.seq)
    return numbered


async def _find_fresh(db: AsyncSession, request: IngestRequest) -> list[Utterance]:
    known = await repository.find_by_items(db, request.session_id, [item.item_id for item in request.utterances])
    fresh: dict[str, Utterance] = {}
    for item in request.utterances:
        if item.item_id not in known:
            fresh.setdefault(item.item_id, item)
    return list(fresh.values())


async def _drop_unkept(db: AsyncSession, session: Session, fresh: list[Utterance], now: datetime) -> list[Utterance]:
    """What of it may be kept. Words off the record still count as a sign of life, or the talk would close as idle."""
    verdict = await choose_kept(db, session, [_as_words(item) for item in fresh])
    unheard = [fresh[index] for index in verdict.off_record if fresh[index].role is Role.USER]
    if unheard:
        spoke = max(min(item.at, now) for item in unheard)
        session.last_user_message_at = max(spoke, session.last_user_message_at or spoke)
        session.last_activity = max(session.last_activity, spoke)
        db.add(session)
    return [fresh[index] for index in verdict.kept]


def _as_words(item: Utterance) -> Words:
    return Words(
        item_id=item.item_id,
        role=item.role.value,
        text=" ".join(part for part in (item.text, item.generated, item.sent) if part),
        words=normalise(item.text),
        at=item.at,
        whole=read_whole(item.text, item.generated, interrupted=item.interrupted),
    )


def _new(item: Utterance, session_id: UUID, now: datetime) -> Message:
    return Message(
        id=new_id(),
        session_id=session_id,
        anchor=item.seq,
        role=item.role.value,
        source=item.source.value,
        text=item.text,
        at=item.at,
        stored_at=now,
    )


def _fill(message: Message, item: Utterance, seq: int | None) -> None:
    message.item_id = item.item_id
    message.seq = seq
    message.anchor, message.place = (item.seq, 0.0) if seq is not None else (item.seq, 0.5)
    message.role = item.role.value
    message.source = item.source.value
    message.text = item.text
    message.generated, message.sent = item.generated, item.sent
    message.interrupted = item.interrupted and item.role is Role.ASSISTANT
    message.at = item.at
