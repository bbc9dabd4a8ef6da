"""Where replies go besides the page: what a platform must do with a reply, and nothing more.

A platform hands messages in through the inbox, and takes the replies out here.
"""

from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol
from uuid import UUID

from api.responder.routing import Command


class Platform(StrEnum):
    """Where people write from; the page reads replies from the thread and needs no outlet."""

    WEB = "web"
    TELEGRAM = "telegram"


@dataclass(frozen=True, slots=True)
class MadeReply:
    """A reply that is stored, or was made off the record and is only here.

    `account_id` is the person's account on the platform that the message came through; `item_id` names the reply in
    the transcript, and is the same however often it is handed out. `command` is what was asked for, if it was one.
    """

    user_id: UUID
    account_id: UUID
    session_id: UUID
    item_id: str
    text: str = field(repr=False)
    command: Command | None = None


class Outlet(Protocol):
    """A platform's way out."""

    def composing(self, account_id: UUID) -> AbstractAsyncContextManager[None]:
        """Let the person see that a reply is being made, while the block lasts. Never fails."""
        ...

    async def hand_out(self, reply: MadeReply) -> None:
        """Put a reply out for delivery; the same one again changes nothing."""
        ...
