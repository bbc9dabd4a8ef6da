"""How a message is named: in the transcript, among the jobs, and back again."""

import re
from uuid import UUID

from astra.mind.parts import TYPED_ITEM

REPLY_TO_MESSAGE = "responder.reply"
"""The kind of the job that follows from every message."""
_REPLY = "-reply"
_ITEM = re.compile(rf"{TYPED_ITEM}([0-9a-f]{{32}})({_REPLY})?$")


def name_item(message_id: UUID) -> str:
    """The transcript's name for a message."""
    return f"{TYPED_ITEM}{message_id.hex}"


def name_errand(session_id: UUID, item_id: str) -> str:
    """The key of the job that answers a message."""
    return f"{REPLY_TO_MESSAGE}:{session_id}:{item_id}"


def name_reply(item_id: str) -> str:
    """The transcript's name for the reply to a message."""
    return f"{item_id}{_REPLY}"


def name_lane(session_id: UUID) -> str:
    """The lane in which the jobs of a session wait."""
    return f"{REPLY_TO_MESSAGE}:{session_id}"


def read_message_id(name: str | None) -> UUID | None:
    """The message that an item or a job is about; None for what was not typed here."""
    found = _ITEM.search(name or "")
    return None if found is None else UUID(hex=found[1])
