"""What the talker understands of the messages it was sent."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Turn:
    """One message: `role` as on the wire, and its text."""

    role: str
    text: str
