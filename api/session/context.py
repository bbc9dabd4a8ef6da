"""What the worker is told before it greets."""

from uuid import UUID

from api.db import Database
from api.room.service import name_user
from api.session import repository
from api.session.personas import PersonaCatalogue
from api.session.service import find_session
from astra.contracts.errors import AstraError, ErrorCode
from astra.contracts.session import PastMessage, SessionContext
from astra.contracts.utterance import Role

_MESSAGES = 20


class ContextReader:
    """Puts the context of a session together."""

    def __init__(self, db: Database, personas: PersonaCatalogue, *, idle_close_s: float, grace_s: float) -> None:
        self._db = db
        self._personas = personas
        self._idle_close_s = idle_close_s
        self._grace_s = grace_s

    async def read(self, session_id: UUID) -> SessionContext:
        """The context of an active session; 404 when unknown or deleted, 409 when it has ended."""
        async with self._db.read() as db:
            session = await find_session(db, session_id)
            if session.ended_at is not None:
                raise AstraError(ErrorCode.CONFLICT, "The conversation has ended.", field="session_id")
            messages = await repository.read_last_messages(db, session_id, _MESSAGES)
            return SessionContext(
                session_id=session_id,
                user_id=session.user_id,
                user_identity=name_user(session.user_id),
                persona=session.persona,
                display_name=await repository.read_display_name(db, session.user_id),
                language=self._personas.language_of(session.persona),
                next_seq=await repository.read_next_seq(db, session_id),
                messages=[PastMessage(role=Role(m.role), text=m.text, at=m.at) for m in messages],
                previous_session_ended_at=await repository.read_previous_end(db, session.user_id, session_id),
                idle_close_s=self._idle_close_s,
                grace_s=self._grace_s,
            )
