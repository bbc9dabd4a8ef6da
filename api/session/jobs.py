"""What follows from the end of a session: its title and how long it was. Later work hangs on the same job."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import pairwise
from typing import Any
from uuid import UUID

from api.db import Database
from api.session import repository
from api.session.title import make_title
from api.worker.runner import Handler


class SessionClosed:
    """Handles `session.closed`; a second run changes nothing."""

    def __init__(self, db: Database, *, idle_close_s: float, then: Sequence[Handler] = ()) -> None:
        self._db = db
        self._idle_close_s = idle_close_s
        self._then = then

    async def __call__(self, payload: Mapping[str, Any]) -> None:
        """Settle the title and the duration of the session named in the payload, unless it is deleted by now."""
        session_id = UUID(payload["session_id"])
        async with self._db.write() as db:
            if await repository.find(db, session_id) is None:
                return
            title = make_title(await repository.read_first_user_text(db, session_id))
            moments = await repository.read_moments(db, session_id)
            await repository.store_figures(
                db, session_id, title=title, duration_s=measure_talk_s(moments, self._idle_close_s)
            )
        for handler in self._then:
            await handler(payload)


def measure_talk_s(moments: Sequence[datetime], idle_s: float) -> float:
    """Seconds talked: from message to message, where a pause longer than `idle_s` means that nobody was there."""
    ordered = sorted(moments)
    gaps = ((after - before).total_seconds() for before, after in pairwise(ordered))
    return round(sum(gap for gap in gaps if gap <= idle_s), 3)
