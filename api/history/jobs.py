"""What follows from the end of a session and from its analysis: its topics, and a better title."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from api.analysis.service import list_events
from api.db import Database
from api.history import repository
from api.history.captions import make_caption
from api.models import SessionCaption, SessionTopic
from api.worker.runner import Handler
from astra.kit.clock import Clock


class CaptionSession:
    """Captions the session named in the payload `{"session_id"}`; a second run changes nothing.

    With `analysed` the title is a better one than the first words. `first` is what must be done before.
    """

    def __init__(self, db: Database, clock: Clock, *, analysed: bool = False, first: Handler | None = None) -> None:
        self._db = db
        self._clock = clock
        self._analysed = analysed
        self._first = first

    async def __call__(self, payload: Mapping[str, Any]) -> None:
        """Caption it, unless it is deleted by now."""
        if self._first is not None:
            await self._first(payload)
        session_id = UUID(payload["session_id"])
        async with self._db.write() as db:
            user_id = await repository.hold_session(db, session_id)
            if user_id is None:
                return
            said = await repository.list_own_words(db, session_id)
            telling = {one.turn_id for one in await list_events(db, user_id) if one.session_id == session_id}
            made = make_caption(said, {message_id for message_id, _ in said if str(message_id) in telling})
            kept = (await repository.list_captions(db, [session_id])).get(session_id)
            await repository.store_caption(
                db,
                SessionCaption(
                    session_id=session_id, title=made.title if self._analysed else kept, made_at=self._clock.now()
                ),
                [
                    SessionTopic(session_id=session_id, key=key, label=label, place=place)
                    for place, (key, label) in enumerate(made.topics)
                ],
            )
