"""Taking a transcript in: numbered, indexed and searchable when the transaction ends, and never what was forgotten."""

import asyncio
import hashlib
import secrets
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from api.db import AsyncSession
from api.models import MemorySession, MemoryUser
from api.synapse import index_repository, repository
from api.synapse.language.words import write_terms
from api.synapse.schemas import LEARN_JOB
from api.synapse.tombstones import mark_session, mark_text, mark_turn
from api.worker.queue import enqueue
from astra.contracts.errors import AstraError, ErrorCode
from astra.contracts.memory import SessionIngest, TranscriptTurn

_GAP = 4
"""Free places between two talks, more than the ranking looks to either side."""
_MAX_SPEAKERS = 64
_LONG = 500
"""From so many turns on, words are cut beside the event loop and not on it."""


async def cut_transcript(transcript: Sequence[TranscriptTurn]) -> list[str]:
    """The index lines of a transcript's turns."""
    if len(transcript) < _LONG:
        return [write_terms(turn.text) for turn in transcript]
    return await asyncio.to_thread(lambda: [write_terms(turn.text) for turn in transcript])


def refuse_repeated_ids(transcript: Sequence[TranscriptTurn]) -> None:
    """422 when two turns of a transcript have one id: a receipt must lead to one turn."""
    seen: set[str] = set()
    for at, turn in enumerate(transcript):
        if turn.turn_id in seen:
            field = f"transcript.{at}.turnId"
            raise AstraError(ErrorCode.INVALID, f"{field}: stands for an earlier turn already", field=field)
        seen.add(turn.turn_id)


async def take_in(db: AsyncSession, body: SessionIngest, terms: Sequence[str], *, now: datetime) -> bool:
    """Keep a transcript within the caller's transaction; False when it is empty or one at least as long is kept."""
    if not body.transcript:
        return False
    user = await repository.hold_user(db, body.user_id, tombstone_key=secrets.token_hex(32))
    user_no = _number_of(user)
    session = await repository.find_session(db, user_no, body.session_id)
    if session is not None and len(body.transcript) <= session.length:
        return False
    kept = await _drop_forgotten(db, user, body)
    if kept is None:
        return False
    if session is not None:
        await _remove_turns(db, user, body.session_id)
    rows, indexed = _arrange(body, kept, terms, user)
    await repository.add_turns(db, rows)
    await index_repository.add_terms(db, user_no, indexed)
    user.next_place += len(rows) + _GAP
    user.turn_count += len(rows)
    names = {turn.speaker for turn in body.transcript if turn.speaker} - set(user.speakers)
    user.speakers = [*user.speakers, *sorted(names)][:_MAX_SPEAKERS]
    await repository.store_user(db, user)
    last_at = max([body.started_at, *(row["at"] for row in rows)])
    if session is None:
        session = MemorySession(
            user_no=user_no,
            session_id=body.session_id,
            started_at=body.started_at,
            last_at=last_at,
            length=0,
            taken_at=now,
        )
    session.started_at, session.ended_at, session.last_at = body.started_at, body.ended_at, last_at
    session.length, session.taken_at = len(body.transcript), now
    await repository.store_session(db, session)
    await repository.remove_briefs(db, user_no)
    return True


async def _drop_forgotten(db: AsyncSession, user: MemoryUser, body: SessionIngest) -> list[int] | None:
    """Which turns of the transcript may be kept, by their positions; None when the whole session was forgotten."""
    user_no, key = _number_of(user), user.tombstone_key
    everything = list(range(len(body.transcript)))
    if not await repository.has_marks(db, user_no):
        return everything
    whole = mark_session(key, body.session_id)
    by_id = [mark_turn(key, body.session_id, turn.turn_id) for turn in body.transcript]
    by_text = [mark_text(key, body.session_id, turn.text) for turn in body.transcript]
    standing = await repository.find_marks(db, user_no, [whole, *by_id, *by_text])
    if whole in standing:
        return None
    return [at for at in everything if by_id[at] not in standing and by_text[at] not in standing]


async def _remove_turns(db: AsyncSession, user: MemoryUser, session_id: str) -> None:
    user_no = _number_of(user)
    numbers = [turn.no for turn in await repository.list_turns(db, user_no, session_id)]
    await index_repository.remove_terms(db, numbers)
    await repository.remove_turns(db, user_no, numbers)
    user.turn_count -= len(numbers)


def _arrange(
    body: SessionIngest, kept: Sequence[int], terms: Sequence[str], user: MemoryUser
) -> tuple[list[dict[str, Any]], list[tuple[int, str]]]:
    """The rows of the turns and of their index, numbered on from the user's next free place."""
    user_no = _number_of(user)
    rows: list[dict[str, Any]] = []
    indexed: list[tuple[int, str]] = []
    latest = body.started_at
    for place, at in enumerate(kept, start=user.next_place):
        turn = body.transcript[at]
        latest = turn.at or latest
        no = index_repository.number(user_no, place)
        rows.append(
            {
                "no": no,
                "user_no": user_no,
                "session_id": body.session_id,
                "turn_id": turn.turn_id,
                "role": turn.role.value,
                "speaker": turn.speaker,
                "text": turn.text,
                "at": latest,
                "day": latest.date(),
            }
        )
        indexed.append((no, terms[at]))
    return rows, indexed


async def enqueue_learning(db: AsyncSession, body: SessionIngest, *, now: datetime) -> None:
    """Let what was taken in be learned from, once for each length of a transcript."""
    whose = hashlib.sha256(f"{body.user_id}\n{body.session_id}".encode()).hexdigest()
    key = f"{LEARN_JOB}:{whose}:{len(body.transcript)}"
    await enqueue(db, LEARN_JOB, {"user_id": body.user_id, "session_id": body.session_id}, now=now, dedup_key=key)


def _number_of(user: MemoryUser) -> int:
    assert user.user_no is not None  # noqa: S101  a stored row has its number
    return user.user_no
