"""What the page is told of the platforms that a person is known on."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from astra.contracts.base import Wire


class CodeRequest(Wire):
    """`POST /api/platforms/telegram/code`: with `session_id`, that talk goes on in the chat that is linked."""

    session_id: UUID | None = None


class CodeAnswer(Wire):
    """A code that works once, until `expires_at`, and a link that brings it along, where the bot's name is known."""

    code: str
    expires_at: datetime
    link: str | None


class PlatformAccount(Wire):
    """An account of the person elsewhere. `is_linked` is false for the one that they began with."""

    account_id: UUID
    platform: Literal["telegram"]
    is_linked: bool
    linked_at: datetime
    replies_as: Literal["text", "voice"]
    is_blocked: bool


class TelegramState(Wire):
    """Whether there is a bot, and what it is called."""

    is_set_up: bool
    bot: str | None


class PlatformList(Wire):
    """`GET /api/platforms`."""

    telegram: TelegramState
    items: list[PlatformAccount]
