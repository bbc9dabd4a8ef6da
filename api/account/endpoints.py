"""`/api/account`: taking everything along, and deleting it."""

from collections.abc import AsyncGenerator

from fastapi import APIRouter, Request, Response
from fastapi.responses import StreamingResponse

from api.account.schemas import DeleteRequest
from api.auth.cookie import clear_cookie
from api.deps import RootDep, User, limit
from api.errors import document
from astra.contracts.errors import ErrorCode

router = APIRouter(prefix="/api/account", tags=["account"])


@router.get(
    "/export",
    response_class=StreamingResponse,
    dependencies=[limit("account")],
    responses={
        200: {
            "description": "all that is kept of the person, as a file",
            "content": {"application/json": {"schema": {"type": "object"}}},
        },
        **document(ErrorCode.UNAUTHENTICATED, ErrorCode.RATE_LIMITED),
    },
)
async def export_account(root: RootDep, who: User) -> StreamingResponse:
    """Profile, sign-ins (without what opens them), birth details, all that is remembered, every conversation."""
    head = await root.account.export.write_head(who)

    async def write() -> AsyncGenerator[str]:
        yield head
        async for part in root.account.export.write_rest(who):
            yield part

    headers = {"content-disposition": 'attachment; filename="astra-account.json"'}
    return StreamingResponse(write(), media_type="application/json", headers=headers)


@router.delete(
    "",
    status_code=204,
    dependencies=[limit("account")],
    responses=document(
        ErrorCode.MALFORMED, ErrorCode.UNAUTHENTICATED, ErrorCode.FORBIDDEN, ErrorCode.INVALID, ErrorCode.RATE_LIMITED
    ),
)
async def delete_account(body: DeleteRequest, request: Request, response: Response, root: RootDep, who: User) -> None:
    """Delete the account and everything in it, now and for good."""
    await root.account.deletion.delete(who, body)
    clear_cookie(request, response)
