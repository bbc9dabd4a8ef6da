"""Taking in Astra's own export: every conversation becomes one of the person's own, under an id of ours.

What an id of the export was is remembered for each person, so that taking the same export in twice changes nothing, and
an id that somebody else has, here or elsewhere, means nothing.
"""

from collections.abc import Collection
from datetime import datetime

from api.auth.schemas import SignedIn
from api.db import AsyncSession, Database
from api.history import index_repository, repository
from api.history.schemas import ImportAnswer, ImportRequest, PortableSession
from api.ingest.importing import Imported, store_imported
from api.models import ImportedTalk, Session
from api.session.service import enqueue_closed
from astra.contracts.errors import AstraError, ErrorCode
from astra.contracts.session import EndReason
from astra.kit.ids import new_id


async def take_in(
    database: Database, who: SignedIn, export: ImportRequest, *, personas: Collection[str], now: datetime
) -> ImportAnswer:
    """Add what is not there yet, a conversation a transaction; 422 for an unknown persona, before anything is added."""
    for index, session in enumerate(export.sessions):
        if session.persona not in personas:
            field = f"sessions.{index}.persona"
            known = ", ".join(sorted(personas))
            raise AstraError(ErrorCode.INVALID, f"{field}: not known; known are: {known}", field=field)
    sessions = messages = skipped = 0
    for session in export.sessions:
        if not session.messages:
            continue
        async with database.write() as db:
            is_new, added = await _take_in_one(db, who, session, now=now)
        sessions += int(is_new)
        messages += added
        skipped += len(session.messages) - added
    return ImportAnswer(sessions=sessions, messages=messages, skipped=skipped)


async def _take_in_one(db: AsyncSession, who: SignedIn, given: PortableSession, *, now: datetime) -> tuple[bool, int]:
    """Whether a session was added for it, and how many messages were."""
    await index_repository.hold_owner(db, who.user_id)  # one import of a person at a time
    if await repository.list_by_ids(db, who.user_id, [given.session_id]):
        return False, 0
    session = await repository.find_imported(db, who.user_id, given.session_id)
    is_new = session is None
    if session is None:
        session = _make_session(who, given, now)
        db.add(session)
        await db.flush()
    said = [
        Imported(origin_id=m.id, role=m.role, text=m.text, at=min(m.at, now), interrupted=m.interrupted)
        for m in given.messages
    ]
    was = given.session_id if await repository.was_own(db, who.user_id, given.session_id) else None
    added = await store_imported(db, session, said, was=was, now=now)
    if is_new and not added:
        await db.delete(session)
        await db.flush()
        return False, 0
    if is_new:
        if added < len(said):
            session.title = None  # it may have been made of words that are not kept
        await repository.note_imported(
            db, ImportedTalk(user_id=who.user_id, origin_id=given.session_id, session_id=session.id)
        )
    if added:
        await enqueue_closed(db, session, now)
    return is_new, added


def _make_session(who: SignedIn, given: PortableSession, now: datetime) -> Session:
    last = min(given.last_activity, now)
    began = min(given.created_at, last)
    return Session(
        id=new_id(),
        user_id=who.user_id,
        persona=given.persona,
        display_name=given.display_name,
        platform=given.platform,
        title=given.title or None,
        created_at=began,
        opened_at=began,
        last_activity=last,
        ended_at=min(max(given.ended_at or last, last), now),
        end_reason=EndReason.USER.value,
        endings=1,
    )
