"""What of a session is at hand for an hour without asking for it again: its last words, and when somebody was there.

The words are those that the next turn needs. They are only used for exactly the state of the session that they were
read at (its `revision`), and they are locked with the session's `hot_key`, which is in its row alone: when something is
forgotten the key is replaced in the same transaction, and no copy of the words opens again, wherever one may be left.
The session's row stays the truth about everything.
"""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from uuid import UUID

from cryptography.fernet import Fernet, InvalidToken
from pydantic import ValidationError

from api.models import Session
from api.session.hot_stores import HotStore
from astra.contracts.base import Wire
from astra.contracts.session import Correction, PastMessage
from astra.kit.ids import new_secret

_TOUCH_EVERY = timedelta(seconds=10)


class ContextWindow(Wire):
    """The last messages of a session, oldest first, and what the person put right in it."""

    messages: list[PastMessage]
    corrections: tuple[Correction, ...]


class _Kept(Wire):
    """A window, and the state of the session that it was read at."""

    session_id: UUID
    revision: int
    message_count: int
    window: ContextWindow

    def is_of(self, session: Session) -> bool:
        """Whether the session is still as it was."""
        return (self.session_id, self.revision, self.message_count) == (
            session.id,
            session.revision,
            session.message_count,
        )


def new_hot_key() -> str:
    """A key for what caches hold of a session."""
    return new_secret(32) + "="


class HotSessions:
    """The hot state of all sessions."""

    def __init__(self, store: HotStore) -> None:
        self._store = store
        self._touched: dict[UUID, datetime] = {}

    async def read_window(self, session: Session) -> ContextWindow | None:
        """The last words of a session just as its row is now; None where they must be read anew."""
        if session.hot_key is None or (sealed := await self._store.get(_name_words(session.id))) is None:
            return None
        try:
            kept = _Kept.model_validate_json(Fernet(session.hot_key).decrypt(sealed))
        except (InvalidToken, ValidationError):
            return None
        return kept.window if kept.is_of(session) else None

    async def keep_window(self, session: Session, window: ContextWindow) -> None:
        """Have the last words of a session at hand for its next turns."""
        if session.hot_key is None:
            return
        kept = _Kept(
            session_id=session.id, revision=session.revision, message_count=session.message_count, window=window
        )
        sealed = Fernet(session.hot_key).encrypt(kept.model_dump_json().encode())
        await self._store.put(_name_words(session.id), sealed)

    async def touch(self, session_id: UUID, at: datetime) -> None:
        """Somebody is there in the session; noted once in a while."""
        before = self._touched.get(session_id)
        if before is None or at - before >= _TOUCH_EVERY:
            self._touched[session_id] = at
            await self._store.put(_name_presence(session_id), at.isoformat().encode())

    async def read_last_seen(self, session: Session) -> datetime | None:
        """When somebody was last known to be there since the session was opened; exact to ten seconds."""
        noted = await self._store.get(_name_presence(session.id))
        try:
            at = None if noted is None else datetime.fromisoformat(noted.decode()).astimezone(UTC)
        except ValueError:
            return None
        return at if at is not None and at >= session.opened_at else None

    def forget_touches(self, but_of: Iterable[UUID]) -> None:
        """Remember only of these sessions when somebody was there."""
        kept = set(but_of)
        self._touched = {session_id: at for session_id, at in self._touched.items() if session_id in kept}

    async def drop(self, session_id: UUID) -> None:
        """The session is deleted: nothing of it stays at hand."""
        self._touched.pop(session_id, None)
        await self._store.drop(_name_words(session_id), _name_presence(session_id))

    async def aclose(self) -> None:
        """Let go of the store."""
        await self._store.aclose()


def _name_words(session_id: UUID) -> str:
    return f"words:{session_id}"


def _name_presence(session_id: UUID) -> str:
    return f"presence:{session_id}"
