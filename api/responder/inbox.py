"""Where every text message arrives, whatever platform it comes from: stored once, and put out for a responder.

Message and errand are stored in one transaction, so that there is never one without the other. The errands of one
session share a lane: they are answered one after the other, in the order in which the messages came.
"""

from collections import OrderedDict
from dataclasses import dataclass
from uuid import UUID

from api.auth.schemas import SignedIn
from api.chat.replying import Replies, Turn
from api.db import Database
from api.responder import repository
from api.responder.inbox_names import REPLY_TO_MESSAGE, name_errand, name_item, name_lane
from api.responder.outlets import Platform
from api.responder.schemas import MAX_MESSAGE_CHARS
from api.responder.threads import Threads
from api.session.opening import Openings
from api.session.schemas import CreateRequest
from api.session.service import find_current, go_on_in_writing
from api.worker.queue import enqueue
from astra.contracts.errors import AstraError, ErrorCode
from astra.kernels.kernels import DEFAULT_PERSONA
from astra.kit.clock import Clock
from astra.packet.quote import clean_text

_IN_HAND = 1000


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


class Inbox:
    """Takes messages in."""

    def __init__(self, db: Database, clock: Clock, *, replies: Replies, openings: Openings, threads: Threads) -> None:
        self._db = db
        self._clock = clock
        self._replies = replies
        self._openings = openings
        self._threads = threads
        self._in_hand: OrderedDict[str, str] = OrderedDict()

    async def receive(self, who: SignedIn, message: Incoming) -> Received:
        """Store a message of a known person and put it out for an answer.

        400 for one that is blank or over 4,000 characters, 404 for a session that is not theirs.
        """
        text = _check(message.text)
        item_id = name_item(message.message_id)
        async with self._db.read() as db:
            known = await repository.find_by_item(db, who.user_id, item_id)
            if known is not None:
                reply = await repository.find_by_item(db, who.user_id, f"{item_id}-reply")
                return Received(known, message.message_id, is_answered=reply is not None)
        session_id = message.session_id or await self._choose_session(who, message.message_id)
        self._hold(item_id, text)
        async with self._db.write() as db:
            now = self._clock.now()
            await go_on_in_writing(db, who, session_id, None, now=now)
            await self._replies.put_message(db, session_id, Turn(item_id, text, now))
            payload = {
                "session_id": str(session_id),
                "sign_in_id": str(who.sign_in_id),
                "item_id": item_id,
                "at": now.isoformat(),
                "platform": message.platform.value,
            }
            await enqueue(
                db,
                REPLY_TO_MESSAGE,
                payload,
                now=now,
                dedup_key=name_errand(session_id, item_id),
                lane=name_lane(session_id),
            )
        self._threads.wake(session_id)
        self._threads.wake_responders()
        return Received(session_id, message.message_id)

    def read_in_hand(self, item_id: str) -> str | None:
        """The text of a message that was not kept, because the person is off the record: it is only held here."""
        return self._in_hand.get(item_id)

    def let_go(self, item_id: str) -> None:
        """The message is answered."""
        self._in_hand.pop(item_id, None)

    async def _choose_session(self, who: SignedIn, intent: UUID) -> UUID:
        async with self._db.read() as db:
            current = await find_current(db, who)
        if current is not None:
            return current
        created, _ = await self._openings.create(who, CreateRequest(persona=DEFAULT_PERSONA), intent)
        return created.session_id

    def _hold(self, item_id: str, text: str) -> None:
        self._in_hand[item_id] = text
        while len(self._in_hand) > _IN_HAND:
            self._in_hand.popitem(last=False)


def _check(text: str) -> str:
    kept = text.replace("\x00", "").strip()
    if not clean_text(kept).strip():
        raise AstraError(ErrorCode.MALFORMED, "content: can't be blank", field="content")
    if len(kept) > MAX_MESSAGE_CHARS:
        raise AstraError(
            ErrorCode.MALFORMED, f"content: at most {MAX_MESSAGE_CHARS} characters are accepted", field="content"
        )
    return kept
