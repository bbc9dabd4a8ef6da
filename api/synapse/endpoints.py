"""`/synapse`: the memory service on the wire, for Astra itself and for anybody who holds the service token."""

from fastapi import APIRouter

from api.deps import RootDep, service_only
from api.errors import document
from astra.contracts.errors import ErrorCode
from astra.contracts.memory import (
    BriefRequest,
    Loops,
    LoopsRequest,
    MemoryFacts,
    MemoryQuery,
    SessionIngest,
    StartBrief,
    StartBriefRequest,
)

router = APIRouter(
    prefix="/synapse",
    tags=["memory"],
    dependencies=[service_only],
    responses=document(
        ErrorCode.MALFORMED,
        ErrorCode.UNAUTHENTICATED,
        ErrorCode.TOO_LARGE,
        ErrorCode.UNSUPPORTED,
        ErrorCode.INVALID,
    ),
)


@router.post("/session/ingest", status_code=202)
async def ingest(body: SessionIngest, root: RootDep) -> None:
    """Keep the transcript of a session; its turns can be found as soon as this has answered."""
    await root.synapse.take_in(body)


@router.post("/session/startbrief")
async def start_brief(body: StartBriefRequest, root: RootDep) -> StartBrief:
    """What to know when a talk begins."""
    return await root.synapse.start_brief(body.user_id, body.session_id, now=body.now)


@router.post("/session/brief")
async def brief(body: BriefRequest, root: RootDep) -> StartBrief:
    """The simpler fallback of the start brief."""
    return await root.synapse.brief(body.user_id, body.session_id)


@router.post("/memory/query")
async def query(body: MemoryQuery, root: RootDep) -> MemoryFacts:
    """Find what was said about something."""
    return await root.synapse.query(body)


@router.post("/memory/loops")
async def loops(body: LoopsRequest, root: RootDep) -> Loops:
    """What was promised, planned or worried about and is not closed yet."""
    return await root.synapse.loops(body.user_id)
