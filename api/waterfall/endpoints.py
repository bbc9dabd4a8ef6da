"""`GET /api/session/{session_id}/waterfall` for its person, `GET /api/operator/waterfall` for who holds the service
token."""

from datetime import timedelta
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query

from api.deps import Db, RootDep, User, service_only
from api.errors import document
from api.waterfall import service
from api.waterfall.schemas import OperatorWaterfall, SessionWaterfall
from astra.contracts.errors import ErrorCode

router = APIRouter()
MAX_HOURS = 720


@router.get(
    "/api/session/{session_id}/waterfall",
    tags=["session"],
    responses=document(ErrorCode.UNAUTHENTICATED, ErrorCode.NOT_FOUND, ErrorCode.INVALID),
)
async def read_session_waterfall(session_id: UUID, db: Db, who: User) -> SessionWaterfall:
    """Where the time of a talk's spoken turns went: the last one's, and the median of each stage."""
    return await service.read_session(db, who, session_id)


@router.get(
    "/api/operator/waterfall",
    tags=["worker"],
    dependencies=[service_only],
    responses=document(ErrorCode.UNAUTHENTICATED, ErrorCode.INVALID),
)
async def sum_up_waterfalls(
    db: Db, root: RootDep, hours: Annotated[int, Query(ge=1, le=MAX_HOURS)] = 24
) -> OperatorWaterfall:
    """P50 and P90 of each stage with each provider, over the spoken turns of the last hours."""
    since = root.clock.now() - timedelta(hours=hours)
    return await service.sum_up(db, since, max_turns=root.settings.waterfall_turns)
