"""Whether the service lives, and the heartbeat by which the worker says that it does."""

from fastapi import APIRouter

from api.deps import Db, RootDep, service_only
from api.errors import document
from api.health import repository
from astra.contracts.errors import ErrorCode
from astra.contracts.worker import Heartbeat

router = APIRouter(tags=["health"])


@router.get("/healthz")
async def is_alive() -> dict[str, bool]:
    """Alive."""
    return {"ok": True}


@router.post(
    "/api/worker/heartbeat",
    status_code=204,
    tags=["worker"],
    dependencies=[service_only],
    responses=document(ErrorCode.MALFORMED, ErrorCode.UNAUTHENTICATED, ErrorCode.INVALID),
)
async def beat(body: Heartbeat, db: Db, root: RootDep) -> None:
    """The worker lives, and how its provider chains fare."""
    await repository.store_heartbeat(db, body, root.clock.now())
