"""Keeps waterfalls beside their replies, and tells what they come to."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from api.auth.schemas import SignedIn
from api.db import AsyncSession
from api.models import Message, MessageWaterfall
from api.session.service import find_owned
from api.waterfall import repository
from api.waterfall.percentiles import find_medians, measure
from api.waterfall.schemas import OperatorWaterfall, SessionWaterfall
from astra.contracts.waterfall import TurnWaterfall

MEDIAN_TURNS = 200
"""A talk's medians are of its newest turns: an hour of talking in turns of twenty seconds."""


async def store_waterfalls(db: AsyncSession, measured: Sequence[tuple[Message, TurnWaterfall]]) -> None:
    """Keep them beside their messages, which are stored already."""
    if measured:
        await repository.add_all(db, [_as_row(message, turn) for message, turn in measured])


async def find_waterfalls(db: AsyncSession, messages: Sequence[Message]) -> dict[UUID, TurnWaterfall]:
    """Those of these messages that have one."""
    found = await repository.list_of_messages(db, [message.id for message in messages])
    return {row.message_id: _read(row) for row in found}


async def read_session(db: AsyncSession, who: SignedIn, session_id: UUID) -> SessionWaterfall:
    """The pace of the person's own talk; 404 for one that is not theirs."""
    await find_owned(db, who, session_id)
    turns = [_read(row) for row in await repository.list_of_session(db, session_id, limit=MEDIAN_TURNS)]
    return SessionWaterfall(turns=len(turns), last=turns[0] if turns else None, median_ms=find_medians(turns))


async def sum_up(db: AsyncSession, since: datetime, *, max_turns: int) -> OperatorWaterfall:
    """The pace of all talks since a moment, of at most `max_turns` turns."""
    rows = await repository.list_since(db, since, limit=max_turns + 1)
    turns = [_read(row) for row in rows[:max_turns]]
    return OperatorWaterfall(since=since, turns=len(turns), is_cut=len(rows) > max_turns, stages=measure(turns))


def _as_row(message: Message, turn: TurnWaterfall) -> MessageWaterfall:
    kept = turn.model_dump(mode="json")
    return MessageWaterfall(
        message_id=message.id,
        session_id=message.session_id,
        at=message.at,
        stages_ms=kept["stages_ms"],
        providers=kept["providers"],
    )


def _read(row: MessageWaterfall) -> TurnWaterfall:
    return TurnWaterfall.model_validate({"stages_ms": row.stages_ms, "providers": row.providers})
