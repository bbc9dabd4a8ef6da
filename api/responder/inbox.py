"""Where every text message arrives, whatever platform it comes from: stored once, and put out for a responder.

Message and errand are stored in one transaction, so that there is never one without the other. The errands of one
session share a lane: they are answered one after the other, in the order in which the messages came.

What is off the record is not stored, but held (`api.responder.held_words`), in this order: the transaction finds that
the words may not be kept and changes nothing; they are held while no transaction is open; a second transaction puts out
the errand with the key to them. Whoever finds an errand therefore finds its words. The moment at which the message came
decides in both, so that words are not kept because the person was on the record again in between.
"""

from dataclasses import dataclass
from uuid import UUID

from api.auth.schemas import SignedIn
from api.chat.replying import Replies, Turn
from api.db import Database
from api.responder import repository
from api.responder.held_words import HeldWords
from api.responder.inbox_names import REPLY_TO_MESSAGE, name_errand, name_item, name_lane
from api.responder.outlets import Platform
from api.responder.schemas import MAX_MESSAGE_CHARS
from api.responder.threads import Threads
from api.session.opening import Openings
from api.session.schemas import CreateRequest
from api.session.service import find_current, go_on_in_writing
from api.worker.queue import enqueue, find_new_keys
from astra.contracts.errors import AstraError, ErrorCode
from astra.kernels.kernels import DEFAULT_PERSONA
from astra.kit.clock import Clock
from astra.packet.quote import clean_text


@dataclass(frozen=True, slots=True)
class Incoming:
    """A message as a platform hands it in. With the same `message_id` it is the same message, however often sent."""

    text: str
    message_id: UUID
    session_id: UUID | None = None
    platform: Platform = Platform.WEB


@dataclass(frozen=True, slots=True)
class Received:
    """Where the message is, and whether it has its answer already."""

    session_id: UUID
    message_id: UUID
    is_answered: bool = False


class _OffRecordError(Exception):
    """The words may not be kept: they must be held before their errand is put out."""


class Inbox:
    """Takes messages in."""

    def __init__(
        self,
        db: Database,
        clock: Clock,
        *,
        replies: Replies,
        openings: Openings,
        threads: Threads,
        held: HeldWords,
    ) -> None:
        self._db = db
        self._clock = clock
        self._replies = replies
        self._openings = openings
        self._threads = threads
        self._held = held

    async def receive(self, who: SignedIn, message: Incoming) -> Received:
        """Store a message of a known person and put it out for an answer.

        400 for one that is blank or over 4,000 characters, 404 for a session that is not theirs.
        """
        text = _check(message.text)
        if (known := await self.find_received(who, message.message_id)) is not None:
            return known
        session_id = message.session_id or await self._choose_session(who, message.message_id)
        await self._put_out(who, message, session_id, text)
        self._threads.wake(session_id)
        self._threads.wake_responders(session_id)
        return Received(session_id, message.message_id)

    async def _put_out(self, who: SignedIn, message: Incoming, session_id: UUID, text: str) -> None:
        """Store message and errand; where the words may not be kept, hold them first."""
        turn = Turn(name_item(message.message_id), text, self._clock.now())
        try:
            await self._store(who, message, session_id, turn, key=None)
        except _OffRecordError:
            key = await self._held.hold(turn.item_id, text)
            if not await self._store(who, message, session_id, turn, key=key):
                await self._held.let_go(turn.item_id, key)

    async def _store(self, who: SignedIn, message: Incoming, session_id: UUID, turn: Turn, *, key: str | None) -> bool:
        """In one transaction; whether the errand was put out with the `key`. Raises where there must be one."""
        errand = name_errand(session_id, turn.item_id)
        async with self._db.write() as db:
            session = await go_on_in_writing(db, who, session_id, None, now=turn.at)
            is_kept = await self._replies.put_message(db, session, turn)
            payload = {
                "session_id": str(session_id),
                "sign_in_id": str(who.sign_in_id),
                "item_id": turn.item_id,
                "at": turn.at.isoformat(),
                "platform": message.platform.value,
            }
            needs_key = not is_kept and bool(await find_new_keys(db, [errand]))
            if needs_key:
                if key is None:
                    raise _OffRecordError
                payload["key"] = key
            await enqueue(
                db,
                REPLY_TO_MESSAGE,
                payload,
                now=turn.at,
                run_at=self._clock.now(),
                dedup_key=errand,
                lane=name_lane(session_id),
            )
        return needs_key

    async def find_received(self, who: SignedIn, message_id: UUID) -> Received | None:
        """Where a message of the person is that was received before."""
        item_id = name_item(message_id)
        async with self._db.read() as db:
            known = await repository.find_by_item(db, who.user_id, item_id)
            if known is None:
                return None
            reply = await repository.find_by_item(db, who.user_id, f"{item_id}-reply")
        return Received(known, message_id, is_answered=reply is not None)

    async def read_held(self, item_id: str, key: str) -> str | None:
        """The text of a message that is not stored, as held under the `key` of its errand; None once it is gone."""
        return await self._held.read(item_id, key)

    async def let_go(self, item_id: str, key: str) -> None:
        """The message is answered: it is held no longer."""
        await self._held.let_go(item_id, key)

    async def _choose_session(self, who: SignedIn, intent: UUID) -> UUID:
        async with self._db.read() as db:
            current = await find_current(db, who)
        if current is not None:
            return current
        created, _ = await self._openings.create(who, CreateRequest(persona=DEFAULT_PERSONA), intent)
        return created.session_id


def _check(text: str) -> str:
    kept = text.replace("\x00", "").strip()
    if not clean_text(kept).strip():
        raise AstraError(ErrorCode.MALFORMED, "content: can't be blank", field="content")
    if len(kept) > MAX_MESSAGE_CHARS:
        raise AstraError(
            ErrorCode.MALFORMED, f"content: at most {MAX_MESSAGE_CHARS} characters are accepted", field="content"
        )
    return kept
