"""What the worker is told before it greets."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from api.analysis.updates import list_pending, mark_told
from api.birth.service import read_astro
from api.db import AsyncSession, Database
from api.memory.keeping import list_forgotten_items
from api.memory.off_record import read_off_record
from api.mind.service import read_kept
from api.models import Session
from api.room.service import name_user
from api.session import repository
from api.session.hot import ContextWindow, HotSessions
from api.session.personas import PersonaCatalogue
from api.session.service import find_with_name
from astra.contracts.errors import AstraError, ErrorCode
from astra.contracts.session import PastMessage, PendingUpdate, SessionContext, UpdateKind
from astra.contracts.utterance import Role
from astra.kit.clock import Clock
from astra.mind.corrections import find_corrections

_MESSAGES = 20
_READ_FOR_CORRECTIONS = 200


class ContextReader:
    """Puts the context of a session together."""

    def __init__(
        self,
        db: Database,
        personas: PersonaCatalogue,
        hot: HotSessions,
        clock: Clock,
        *,
        idle_close_s: float,
        grace_s: float,
    ) -> None:
        self._db = db
        self._hot = hot
        self._personas = personas
        self._clock = clock
        self._idle_close_s = idle_close_s
        self._grace_s = grace_s

    def language_of(self, persona: str) -> str:
        """The language a persona speaks first."""
        return self._personas.language_of(persona)

    async def read(self, session_id: UUID, *, even_ended: bool = False) -> SessionContext:
        """The context of an active session; 404 when unknown or deleted, 409 when it has ended."""
        async with self._db.read() as db:
            session, display_name, next_seq = await find_with_name(db, session_id)
            if session.ended_at is not None and not even_ended:
                raise AstraError(ErrorCode.CONFLICT, "The conversation has ended.", field="session_id")
            kept = await read_kept(db, session_id)
            astro = await read_astro(db, session.user_id, self._clock.now())
            window = await self._read_window(db, session)
            return SessionContext(
                session_id=session_id,
                user_id=session.user_id,
                user_identity=name_user(session.user_id),
                persona=session.persona,
                display_name=display_name,
                language=self._personas.language_of(session.persona),
                next_seq=next_seq,
                messages=window.messages,
                previous_session_ended_at=await repository.read_previous_end(db, session.user_id, session_id),
                previous_greeting=None
                if window.messages  # greeted already: every typed turn comes this way
                else await repository.read_previous_greeting(db, session.user_id, session_id),
                idle_close_s=self._idle_close_s,
                grace_s=self._grace_s,
                context_version=kept.context_version,
                memory_version=kept.memory_version,
                zone=astro.inputs.zone if astro.inputs is not None else "UTC",
                astro=astro,
                updates=tuple(
                    PendingUpdate(id=row.id, kind=UpdateKind(row.kind), text=row.text)
                    for row in await list_pending(db, session_id)
                ),
                rolling_summary=kept.rolling_summary,
                rolling_summary_session_id=kept.rolling_summary_session_id,
                corrections=window.corrections,
                off_record=(await read_off_record(db, session)).on,
                forgotten_item_ids=await list_forgotten_items(db, session),
            )

    async def _read_window(self, db: AsyncSession, session: Session) -> ContextWindow:
        """The last words of a session: those at hand where nothing came since, else read anew and kept at hand.

        The row was read before its words, so words are never older than the state that they are kept under.
        """
        if (known := await self._hot.read_window(session)) is not None:
            return known
        read = await repository.read_last_messages(db, session.id, _READ_FOR_CORRECTIONS)
        messages = [PastMessage(role=Role(m.role), text=m.text, at=m.at, item_id=m.item_id) for m in read]
        window = ContextWindow(messages=messages[-_MESSAGES:], corrections=find_corrections(messages))
        await self._hot.keep_window(session, window)
        return window


async def tick_off_told(db: AsyncSession, session_id: UUID, update_ids: Sequence[UUID], *, now: datetime) -> None:
    """These updates of the session were told; those of others are left alone."""
    waiting = {row.id for row in await list_pending(db, session_id)}
    await mark_told(db, [update_id for update_id in update_ids if update_id in waiting], now=now)
