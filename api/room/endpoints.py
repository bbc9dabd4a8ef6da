"""`POST /api/room/webhook`: the room server says that something happened in a room.

Webhooks may be lost, so nothing depends on them: one that comes only lets the
watcher look at once.
"""

from fastapi import APIRouter, Request

from api.deps import RootDep
from api.errors import document
from astra.contracts.errors import AstraError, ErrorCode

router = APIRouter(tags=["rooms"])


@router.post("/api/room/webhook", status_code=204, responses=document(ErrorCode.UNAUTHENTICATED))
async def hear_of_rooms(request: Request, root: RootDep) -> None:
    """Take a webhook of the room server, signed with the key that we share with it."""
    body = await request.body()
    if not root.rooms.is_signed(body, request.headers.get("authorization", "")):
        raise AstraError(ErrorCode.UNAUTHENTICATED, "This is for the room server, and needs its signature.")
    root.watch_now.set()
