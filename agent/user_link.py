"""Lets a session's room I/O start before the room is joined, and listen to the session's user alone once it is.

Only what listens before the agent joins gets the words that were recorded until then, but the framework fails when it
is given the user's identity before it has one of its own. So it begins by accepting nobody.
"""

from typing import Any

from livekit import rtc
from livekit.agents import AgentSession

_NEVER_SEEN = rtc.ParticipantKind.PARTICIPANT_KIND_EGRESS
"""The server hides recorders from everyone in the room."""


class UserLink:
    """The link to one person; `kinds` goes into the room options, which must keep this very list."""

    def __init__(self, user_identity: str) -> None:
        self._user_identity = user_identity
        self.kinds: list[rtc.ParticipantKind.ValueType] = [_NEVER_SEEN]

    def establish(self, session: AgentSession[Any]) -> None:
        """Listen to the user from now on, who may be in the room, join later, leave and come back."""
        self.kinds[:] = [rtc.ParticipantKind.PARTICIPANT_KIND_STANDARD]
        session.room_io.set_participant(self._user_identity)
