"""`POST /api/users/sessions/save`: the page hands over a conversation when it ends."""

from fastapi import APIRouter

from api.deps import Db, RootDep, User, limit
from api.errors import document
from api.history.service import describe
from api.ingest.save import save
from api.ingest.schemas import SaveRequest
from api.session.schemas import SessionAnswer
from astra.contracts.errors import ErrorCode

router = APIRouter(tags=["history"])


@router.post(
    "/api/users/sessions/save",
    dependencies=[limit("save")],
    responses=document(
        ErrorCode.MALFORMED,
        ErrorCode.UNAUTHENTICATED,
        ErrorCode.FORBIDDEN,
        ErrorCode.NOT_FOUND,
        ErrorCode.TOO_LARGE,
        ErrorCode.UNSUPPORTED,
        ErrorCode.INVALID,
        ErrorCode.RATE_LIMITED,
    ),
)
async def save_session(body: SaveRequest, db: Db, root: RootDep, who: User) -> SessionAnswer:
    """End the conversation and keep what live ingest has missed of it; as often as one likes."""
    session = await save(db, who, body, now=root.clock.now(), room_grace=root.sessions.grace)
    return (await describe(db, who, [session]))[0]
