"""What the page hands over when a conversation ends."""

from typing import Annotated, Any

from pydantic import Field, WithJsonSchema

from astra.contracts.base import UtteranceText, Wire
from astra.contracts.utterance import RoleIn

MAX_SAVED_MESSAGES = 2000
MAX_MS = 253_402_300_799_000
"""The end of the year 9999."""


class SavedMessage(Wire):
    """One message as the page has it; `timestamp` is in milliseconds since 1970 by the page's own clock."""

    role: RoleIn
    text: UtteranceText
    timestamp: Annotated[int, Field(ge=0, le=MAX_MS)]


class SaveRequest(Wire):
    """`POST /api/users/sessions/save`: the whole conversation, in order."""

    session_id: Annotated[Any, WithJsonSchema({"type": "string", "format": "uuid"})] = None
    """Checked by hand: a missing or malformed id is 400 here, not 422."""
    messages: Annotated[list[SavedMessage], Field(max_length=MAX_SAVED_MESSAGES)]
