"""Sharing a conversation by a link, and reading one that somebody shared."""

from uuid import UUID

from fastapi import APIRouter, Response

from api.deps import Db, RootDep, User
from api.errors import document
from api.share.schemas import SharedTalkAnswer, ShareList, ShareMade, ShareRequest
from api.share.service import list_shares
from astra.contracts.errors import ErrorCode

router = APIRouter(tags=["share"])
_NO_ROBOTS = "noindex, nofollow, noarchive"


@router.post(
    "/api/session/{session_id}/share",
    status_code=201,
    responses=document(
        ErrorCode.MALFORMED,
        ErrorCode.UNAUTHENTICATED,
        ErrorCode.FORBIDDEN,
        ErrorCode.NOT_FOUND,
        ErrorCode.CONFLICT,
        ErrorCode.TOO_LARGE,
        ErrorCode.UNSUPPORTED,
        ErrorCode.INVALID,
    ),
)
async def share_session(session_id: UUID, body: ShareRequest, root: RootDep, who: User) -> ShareMade:
    """Make a link by which others read the conversation as it is now. The link is told this once."""
    return await root.shares.share(who, session_id, body.expires_in_days)


@router.get("/api/shares", responses=document(ErrorCode.UNAUTHENTICATED))
async def list_own_shares(db: Db, who: User) -> ShareList:
    """The person's links, those that hold no more among them."""
    return await list_shares(db, who)


@router.delete(
    "/api/shares/{share_id}",
    status_code=204,
    responses=document(ErrorCode.UNAUTHENTICATED, ErrorCode.FORBIDDEN, ErrorCode.NOT_FOUND, ErrorCode.INVALID),
)
async def revoke_share(share_id: UUID, root: RootDep, who: User) -> None:
    """Make a link hold no more, at once. Twice is harmless."""
    await root.shares.revoke(who, share_id)


@router.get("/api/shared/{token}", responses=document(ErrorCode.NOT_FOUND, ErrorCode.INVALID))
async def read_shared(token: str, response: Response, db: Db, root: RootDep) -> SharedTalkAnswer:
    """What a link shows; whoever has it may read it, and search engines may not."""
    response.headers["x-robots-tag"] = _NO_ROBOTS
    return await root.shares.show(db, token)
