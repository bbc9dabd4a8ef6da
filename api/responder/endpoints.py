"""`/api/responder/messages`: typed messages into the outbox, and the thread for pages that can't hold a socket."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query

from api.deps import Db, RootDep, User, limit
from api.errors import document
from api.responder.inbox import Incoming
from api.responder.schemas import MAX_SEEN, MessageAccepted, MessageRequest, Thread
from api.responder.voice_notes import VoiceNote
from api.session.service import find_owned
from astra.contracts.errors import AstraError, ErrorCode
from astra.kit.ids import new_id

router = APIRouter(tags=["responder"])
Seen = Annotated[
    list[UUID] | None, Query(max_length=MAX_SEEN, description="ids of messages that the page has; they are left out")
]


@router.post(
    "/api/responder/messages",
    status_code=202,
    dependencies=[limit("chat")],
    responses=document(
        ErrorCode.MALFORMED,
        ErrorCode.UNAUTHENTICATED,
        ErrorCode.FORBIDDEN,
        ErrorCode.NOT_FOUND,
        ErrorCode.CONFLICT,
        ErrorCode.TOO_LARGE,
        ErrorCode.INVALID,
        ErrorCode.RATE_LIMITED,
        ErrorCode.PROVIDER_FAILED,
    ),
)
async def take_message(body: MessageRequest, root: RootDep, who: User) -> MessageAccepted:
    """Store a message and put it out for a reply; when this has answered, it is safe. Sent again it changes nothing."""
    message_id, transcript = body.message_id or new_id(), None
    if body.audio is not None and body.content is None:
        note = VoiceNote(body.audio, body.audio_format, message_id, body.session_id)
        received, transcript = await root.writing.voice_notes.receive(who, note)
    elif body.audio is None:
        received = await root.writing.inbox.receive(who, Incoming(body.content or "", message_id, body.session_id))
    else:
        raise AstraError(ErrorCode.INVALID, "content: send either content or audio", field="content")
    return MessageAccepted(
        message_id=received.message_id,
        session_id=received.session_id,
        state="answered" if received.is_answered else "pending",
        transcript=transcript,
    )


@router.get(
    "/api/responder/messages",
    responses=document(ErrorCode.UNAUTHENTICATED, ErrorCode.NOT_FOUND, ErrorCode.INVALID),
)
async def read_thread(session_id: UUID, db: Db, root: RootDep, who: User, seen: Seen = None) -> Thread:
    """The last 25 messages of a session, or what came since those that the page has seen."""
    await find_owned(db, who, session_id)
    return await root.writing.threads.read(session_id, frozenset(seen or ()))
