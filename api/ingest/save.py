"""Saving a conversation as its page saw it: what live ingest has missed is added, and nothing is said twice."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import structlog

from api.auth.schemas import SignedIn
from api.db import AsyncSession
from api.history.indexing import index_messages
from api.ingest import repository
from api.ingest.arrange import measure_skew
from api.ingest.claims import normalise, read_whole
from api.ingest.match import Claimed, Known, match
from api.ingest.schemas import MAX_MS, SavedMessage, SaveRequest
from api.ingest.service import as_row, lock_live, settle
from api.memory.keeping import Words, choose_kept
from api.models import Message, Session
from api.session.service import end_in
from astra.contracts.errors import AstraError, ErrorCode
from astra.contracts.session import EndReason
from astra.contracts.utterance import Source
from astra.kit.ids import new_id

_log = structlog.get_logger(__name__)


def read_session_id(request: SaveRequest) -> UUID:
    """The id as a UUID; 400 when it is missing or isn't one."""
    try:
        return UUID(request.session_id)
    except (ValueError, TypeError, AttributeError) as error:
        raise AstraError(ErrorCode.MALFORMED, "session_id: a UUID is needed", field="session_id") from error


async def save(
    db: AsyncSession, who: SignedIn, request: SaveRequest, *, now: datetime, room_grace: timedelta
) -> Session:
    """End the session and add the messages that are not stored; 403 for another person's, 404 for an unknown one."""
    session = await lock_live(db, read_session_id(request))
    if session.user_id != who.user_id:
        _log.warning("security.foreign_save", session_id=str(session.id), user_id=str(who.user_id))
        raise AstraError(ErrorCode.FORBIDDEN, "This conversation belongs to somebody else.", field="session_id")
    await _add_missing(db, session, request.messages, now=now)
    await settle(db, session, now=now)
    await end_in(db, session, EndReason.NEW_CHAT, now, room_close_at=now + room_grace)
    return session


async def _add_missing(db: AsyncSession, session: Session, messages: list[SavedMessage], *, now: datetime) -> None:
    stored = await repository.list_all(db, session.id)
    known = [_read_known(message) for message in stored]
    claimed = _claim_in_order(messages)
    matched = match(known, claimed)
    for claim, index in zip(claimed, matched, strict=True):
        if index is not None and stored[index].page_at is None:
            stored[index].page_at = claim.page_ms
            db.add(stored[index])
    skew = measure_skew([as_row(message) for message in stored])
    missing = [position for position, index in enumerate(matched) if index is None]
    said = [_as_words(messages[position], claimed[position], skew) for position in missing]
    kept = [missing[index] for index in (await choose_kept(db, session, said)).kept]
    rows = [_make_row(session, messages[position], claimed[position], now) for position in kept]
    await repository.add_all(db, rows)
    await index_messages(db, session.user_id, rows)


def _as_words(message: SavedMessage, claim: Claimed, skew: float) -> Words:
    """What the page claims, at its moment by the worker's clock."""
    at = datetime.fromtimestamp(min(max(claim.page_ms + skew, 0), MAX_MS) / 1000, UTC)
    return Words(item_id=None, role=message.role.value, text=message.text, words=claim.key[1], at=at)


def _read_known(message: Message) -> Known:
    return Known(
        key=(message.role, normalise(message.text)),
        at_ms=as_row(message).at_ms,
        page_ms=message.page_at,
        whole=read_whole(message.text, message.generated, interrupted=message.interrupted),
    )


def _claim_in_order(messages: list[SavedMessage]) -> list[Claimed]:
    """The page's list is in order even where its clock is not: each time is at least a millisecond after the last."""
    claimed: list[Claimed] = []
    last = -1
    for message in messages:
        last = max(message.timestamp, last + 1)
        claimed.append(Claimed(key=(message.role.value, normalise(message.text)), page_ms=last))
    return claimed


def _make_row(session: Session, message: SavedMessage, claim: Claimed, now: datetime) -> Message:
    return Message(
        id=new_id(),
        session_id=session.id,
        anchor=0,
        place=0.0,
        role=message.role.value,
        source=Source.PAGE.value,
        text=message.text,
        at=datetime.fromtimestamp(message.timestamp / 1000, UTC),
        page_at=claim.page_ms,
        stored_at=now,
    )
