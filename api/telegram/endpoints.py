"""`/api/platforms`: what a person is linked to elsewhere, codes that link, and where Telegram brings its updates."""

import json
import secrets
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Header, Request

from api.deps import RootDep, User, limit
from api.errors import document
from api.telegram.listening import WEBHOOK
from api.telegram.schemas import CodeAnswer, CodeRequest, PlatformAccount, PlatformList, TelegramState
from astra.contracts.errors import AstraError, ErrorCode

router = APIRouter(tags=["platforms"])
Secret = Annotated[str | None, Header(alias="x-telegram-bot-api-secret-token")]


@router.get("/api/platforms", responses=document(ErrorCode.UNAUTHENTICATED))
async def list_platforms(root: RootDep, who: User) -> PlatformList:
    """Whether there is a bot, and the person's accounts there."""
    rows = await root.telegram.accounts.list_of(who.user_id)
    return PlatformList(
        telegram=TelegramState(is_set_up=root.telegram.is_on, bot=root.telegram.bot_name),
        items=[
            PlatformAccount(
                account_id=row.id,
                platform="telegram",
                is_linked=row.is_linked,
                linked_at=row.linked_at,
                replies_as="voice" if row.voice == "voice" else "text",
                is_blocked=row.blocked_at is not None,
            )
            for row in rows
        ],
    )


@router.post(
    "/api/platforms/telegram/code",
    status_code=201,
    dependencies=[limit("telegram_code")],
    responses=document(
        ErrorCode.MALFORMED,
        ErrorCode.UNAUTHENTICATED,
        ErrorCode.FORBIDDEN,
        ErrorCode.NOT_FOUND,
        ErrorCode.INVALID,
        ErrorCode.RATE_LIMITED,
    ),
)
async def make_code(body: CodeRequest, root: RootDep, who: User) -> CodeAnswer:
    """A code to send to the bot within ten minutes: whoever sends it is this person from then on."""
    code, expires_at = await root.telegram.accounts.make_code(who, body.session_id)
    name = root.telegram.bot_name
    link = None if not name else f"https://t.me/{name}?start={code.replace('-', '')}"
    return CodeAnswer(code=code, expires_at=expires_at, link=link)


@router.delete(
    "/api/platforms/telegram/{account_id}",
    status_code=204,
    responses=document(ErrorCode.UNAUTHENTICATED, ErrorCode.FORBIDDEN, ErrorCode.NOT_FOUND, ErrorCode.INVALID),
)
async def unlink(account_id: UUID, root: RootDep, who: User) -> None:
    """Undo a link; what was said stays with the person of the page."""
    await root.telegram.accounts.unlink(who, account_id)


@router.post(
    WEBHOOK,
    responses=document(ErrorCode.MALFORMED, ErrorCode.UNAUTHENTICATED, ErrorCode.FORBIDDEN, ErrorCode.INVALID),
)
async def take_update(request: Request, root: RootDep, secret: Secret = None) -> None:
    """One update, from Telegram: its secret in the header, or nothing is looked at."""
    if secret is None or not root.telegram.secret:
        raise AstraError(ErrorCode.UNAUTHENTICATED, "This is for Telegram alone.")
    if not secrets.compare_digest(secret.encode(), root.telegram.secret.encode()):
        raise AstraError(ErrorCode.FORBIDDEN, "This is for Telegram alone.")
    try:
        body = json.loads(await request.body())
    except ValueError:
        raise AstraError(ErrorCode.MALFORMED, "The body is not valid JSON.") from None
    if not isinstance(body, dict) or not await root.telegram.take(body):
        raise AstraError(ErrorCode.MALFORMED, "The body is no update.")
