"""What other features may know and do of birth details, within their own transaction."""

import asyncio
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime
from functools import lru_cache
from uuid import UUID

from api.birth import repository
from api.birth.hints import may_tell_of_birth
from api.birth.pinned import join_pieces, write_lines
from api.birth.talk import dump_talk, list_open, load_talk
from api.db import AsyncSession
from api.models import Message, Session
from api.worker.queue import enqueue
from astra.birth import BirthDetails, Impossible, confirm_birthday, missing_fields
from astra.chart import cast_chart, find_transits, make_snapshot
from astra.contracts.astro import AstroContext, BirthField, ChartInputs
from astra.contracts.utterance import Role, Source

BIRTH_READ = "birth.read"
"""The kind of the job that reads utterances for birth details."""
_SKY_CHARS = 4_000
_SKY_LINES = 10


async def read_details(db: AsyncSession, user_id: UUID) -> BirthDetails:
    """The pinned pieces of a person with the questions that are open; empty for a stranger."""
    talk = await repository.find_talk(db, user_id)
    return join_pieces(await repository.list_details(db, user_id), list_open(talk))


async def read_inputs(db: AsyncSession, user_id: UUID) -> ChartInputs | None:
    """What the person's current chart was computed from; None without one."""
    chart = await repository.find_chart(db, user_id)
    return None if chart is None else ChartInputs.model_validate(chart.inputs)


async def read_astro(db: AsyncSession, user_id: UUID, now: datetime) -> AstroContext:
    """The astro part of the context packet for this person at `now`; empty lists and strings where nothing is known."""
    talk, chart = await repository.find_talk_and_chart(db, user_id)
    details = join_pieces(await repository.list_details(db, user_id), list_open(talk))
    known = AstroContext(pinned=write_lines(details), missing=missing_fields(details))
    if chart is None:
        return known
    inputs = ChartInputs.model_validate(chart.inputs)
    hour = now.replace(minute=0, second=0, microsecond=0)
    sky = await asyncio.to_thread(_list_sky, inputs.model_dump_json(), chart.snapshot, hour)
    return known.model_copy(update={"inputs": inputs, "snapshot": chart.snapshot, "transits": sky})


@lru_cache(maxsize=256)
def _list_sky(inputs_json: str, snapshot: str, now: datetime) -> tuple[str, ...]:
    """What only the day adds to the snapshot: the running periods, the Moon, what is retrograde, close contacts."""
    chart = cast_chart(ChartInputs.model_validate_json(inputs_json))
    known = set(snapshot.splitlines())
    whole = make_snapshot(chart, find_transits(chart, now), _SKY_CHARS)
    return tuple(line for line in whole.splitlines() if line not in known)[:_SKY_LINES]


async def propose_birthday(
    db: AsyncSession, user_id: UUID, *, year: int | None, month: int, day: int, now: datetime
) -> bool:
    """A linked account knows a birthday: put it as a question and pin nothing. False where one is known already."""
    details = await read_details(db, user_id)
    asked = {question.field for question in details.open_questions}
    question = confirm_birthday(year, month, day, now)
    if details.date is not None or BirthField.DATE in asked or isinstance(question, Impossible):
        return False
    state = load_talk(await repository.find_talk(db, user_id))
    proposed = replace(details, open_questions=(question, *details.open_questions))
    await repository.put_talk(db, dump_talk(user_id, state, proposed, now=now))
    return True


async def forget_said(db: AsyncSession, user_id: UUID, message_ids: Collection[UUID]) -> None:
    """Something said is forgotten: what was pinned from it goes too, and with it a chart that rests on it."""
    details = await repository.list_details(db, user_id)
    pieces = {detail.piece for detail in details if detail.message_id in message_ids}
    if not pieces:
        return
    await repository.delete_details(db, user_id, pieces)
    await repository.delete_talk(db, user_id)
    await repository.delete_chart(db, user_id)


async def forget_words_of_session(db: AsyncSession, user_id: UUID, session_id: UUID) -> None:
    """A conversation is deleted: what was pinned from it stays, without its words and without pointing there."""
    for detail in await repository.list_details_of_session(db, user_id, session_id):
        detail.value = {**detail.value, "quote": ""}
        detail.session_id = detail.message_id = None
        await repository.put_detail(db, detail)
    talk = await repository.find_talk(db, user_id)
    if talk is not None and talk.session_id == session_id:
        await repository.delete_talk(db, user_id)


async def notice_utterances(db: AsyncSession, session: Session, messages: Sequence[Message], *, now: datetime) -> None:
    """After utterances were stored: enqueue their reading where they may hold birth details. A glance otherwise.

    Once one may, those behind it are read as well, also while it waits: a bare "Mumbai" answers what was asked.
    """
    said = [item for item in messages if item.role == Role.USER.value and item.source != Source.PAGE.value]
    if not said:
        return
    key = f"{BIRTH_READ}:{session.id}:"
    talk, is_waiting = await repository.find_talk_and_waiting(db, session.user_id, key)
    state = load_talk(talk)
    heeded = state.heed > 0 and state.session_id == session.id
    if not heeded and not is_waiting:
        first = next((at for at, item in enumerate(said) if may_tell_of_birth(item.text)), len(said))
        said = said[first:]
    if said:
        payload = {"session_id": str(session.id), "message_ids": [str(item.id) for item in said]}
        await enqueue(db, BIRTH_READ, payload, now=now, dedup_key=f"{key}{said[-1].id}")
