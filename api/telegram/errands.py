"""What is put into the job table for Telegram, and how: each thing once, and to one chat in order."""

from datetime import datetime
from typing import Any
from uuid import UUID

from api.db import AsyncSession
from api.responder.outlets import MadeReply
from api.telegram.accounts import Account
from api.telegram.job_names import (
    HEAR_NOTE,
    SAY_LINE,
    SEND_CHART,
    SEND_PIECE,
    SEND_SPEECH,
    name_hearing_lane,
    name_sending_lane,
)
from api.telegram.updates import Language, Spoke
from api.worker.queue import enqueue


async def put_pieces(db: AsyncSession, account: Account, reply: MadeReply, count: int, *, now: datetime) -> None:
    """Each message of a reply; the words stay where the reply is kept."""
    for piece in range(count):
        payload = {**_of_reply(reply, now), "piece": piece}
        await _put(db, SEND_PIECE, account.telegram_id, f"{reply.item_id}:{piece}", payload, now=now)


async def put_speech(db: AsyncSession, account: Account, reply: MadeReply, *, now: datetime) -> None:
    """A reply as a voice note."""
    await _put(db, SEND_SPEECH, account.telegram_id, reply.item_id, _of_reply(reply, now), now=now)


async def put_chart(db: AsyncSession, account: Account, reply: MadeReply, *, now: datetime) -> None:
    """The picture that goes with a reading of the chart."""
    await _put(db, SEND_CHART, account.telegram_id, reply.item_id, _of_reply(reply, now), now=now)


async def put_line(
    db: AsyncSession, chat_id: int, key: str, line: str, language: Language, *, now: datetime, leave: bool = False
) -> None:
    """A line of our own, once for each key; with `leave` the bot then leaves the chat."""
    payload = {"chat_id": chat_id, "line": line, "language": language, "leave": leave, "at": now.isoformat()}
    await _put(db, SAY_LINE, chat_id, f"{chat_id}:{key}", payload, now=now)


async def put_note(db: AsyncSession, account: Account, spoke: Spoke, *, message_id: UUID, now: datetime) -> None:
    """A voice note to understand."""
    payload = {
        "user_id": str(account.user_id),
        "account_id": str(account.id),
        "message_id": str(message_id),
        "number": spoke.message_id,
        "file_id": spoke.file_id,
        "at": now.isoformat(),
    }
    key = f"{HEAR_NOTE}:{message_id}"
    lane = name_hearing_lane(account.telegram_id)
    await enqueue(db, HEAR_NOTE, payload, now=now, dedup_key=key, lane=lane)


def _of_reply(reply: MadeReply, now: datetime) -> dict[str, Any]:
    return {
        "user_id": str(reply.user_id),
        "account_id": str(reply.account_id),
        "session_id": str(reply.session_id),
        "item_id": reply.item_id,
        "at": now.isoformat(),
    }


async def _put(db: AsyncSession, kind: str, chat_id: int, key: str, payload: dict[str, Any], *, now: datetime) -> None:
    await enqueue(db, kind, payload, now=now, dedup_key=f"{kind}:{key}", lane=name_sending_lane(chat_id))
