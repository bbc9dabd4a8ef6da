"""Pins what has changed of somebody's birth details, each piece with where it came from."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from api.birth import repository
from api.birth.pinned import read_precision, split_pieces
from api.db import AsyncSession
from api.models import BirthDetail
from astra.birth import BirthDetails, Origin, Piece


@dataclass(frozen=True, slots=True)
class Source:
    """Where pieces come from: the form, or an utterance (`kind` voice or typed) and its session."""

    kind: str
    session_id: UUID | None = None
    message_id: UUID | None = None


async def keep_details(
    db: AsyncSession, user_id: UUID, before: BirthDetails, after: BirthDetails, *, source: Source, now: datetime
) -> set[Piece]:
    """Pin what is new in `after` and unpin what it lacks; which changed. What is said again keeps its receipt."""
    known, _ = split_pieces(before)
    given, _ = split_pieces(after)
    changed = {piece for piece, value in given.items() if _value(known.get(piece)) != _value(value)}
    for piece in changed:
        await repository.put_detail(
            db, _as_row(user_id, piece, given[piece], read_precision(after, piece), source=source, now=now)
        )
    gone = known.keys() - given.keys()
    await repository.delete_details(db, user_id, {piece.value for piece in gone})
    return changed | gone


def _value(piece: dict[str, Any] | None) -> Any:
    return None if piece is None else piece["value"]


def _as_row(
    user_id: UUID, piece: Piece, value: dict[str, Any], precision: str | None, *, source: Source, now: datetime
) -> BirthDetail:
    return BirthDetail(
        user_id=user_id,
        piece=piece.value,
        value=value,
        precision=precision,
        source=Origin.GOOGLE.value if value.get("origin") == Origin.GOOGLE.value else source.kind,
        session_id=source.session_id,
        message_id=source.message_id,
        at=now,
    )
