"""What signing in takes and answers, and who is signed in, as the rest of the service sees it."""

from dataclasses import dataclass
from uuid import UUID

from astra.contracts.base import Wire


class GuestRequest(Wire):
    """`POST /api/auth/guest`: nothing to say yet."""


class UserAnswer(Wire):
    """A signed-in person."""

    user_id: UUID
    display_name: str | None
    is_guest: bool


@dataclass(frozen=True, slots=True)
class SignedIn:
    """The person behind a request, and which of their sign-ins it came through."""

    user_id: UUID
    sign_in_id: UUID
    display_name: str | None
    is_guest: bool
