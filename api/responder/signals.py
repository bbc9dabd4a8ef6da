"""What is told about a thread while it grows, within this process and from one process to the others."""

from typing import Literal
from uuid import UUID

from astra.contracts.base import Wire


class Signal(Wire):
    """Something has happened in a session.

    `stored`: there are new messages to read. `partial`: the reply to a message has come as far as `text`. `unkept`: the
    reply to a message that is kept nowhere, because the person is off the record. `moved`: the person goes on in the
    session `to`. `errand`: a message waits for a responder, and where it was put out nobody has a hand free.
    """

    kind: Literal["stored", "partial", "unkept", "moved", "errand"]
    session_id: UUID
    message_id: UUID | None = None
    text: str = ""
    to: UUID | None = None
