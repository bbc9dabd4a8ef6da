"""What the worker asks and says of a session; reached with the service token only."""

from uuid import UUID

from fastapi import APIRouter

from api.deps import Db, RootDep, service_only
from api.errors import document
from api.session.context import tick_off_told
from astra.contracts.errors import ErrorCode
from astra.contracts.session import EndRequest, SessionContext, ToldRequest

router = APIRouter(prefix="/api/worker/sessions", tags=["worker"], dependencies=[service_only])


@router.get(
    "/{session_id}/context",
    responses=document(ErrorCode.UNAUTHENTICATED, ErrorCode.NOT_FOUND, ErrorCode.CONFLICT, ErrorCode.INVALID),
)
async def read_context(session_id: UUID, root: RootDep) -> SessionContext:
    """All that the worker needs before it greets."""
    return await root.contexts.read(session_id)


@router.post(
    "/{session_id}/told",
    status_code=204,
    responses=document(ErrorCode.MALFORMED, ErrorCode.UNAUTHENTICATED, ErrorCode.INVALID),
)
async def tick_off(session_id: UUID, body: ToldRequest, db: Db, root: RootDep) -> None:
    """These updates were in a reply that the person got; twice is harmless."""
    await tick_off_told(db, session_id, body.update_ids, now=root.clock.now())


@router.post(
    "/{session_id}/end",
    status_code=204,
    responses=document(ErrorCode.MALFORMED, ErrorCode.UNAUTHENTICATED, ErrorCode.INVALID),
)
async def end_session(session_id: UUID, body: EndRequest, root: RootDep) -> None:
    """The worker has closed the session; harmless when it had ended already."""
    await root.sessions.close_for_worker(session_id, body.reason)
