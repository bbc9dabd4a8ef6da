"""What signing in takes and answers, and who is signed in, as the rest of the service sees it."""

from dataclasses import dataclass
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, AwareDatetime, BaseModel, Field

from api.auth.emails import normalise_email
from astra.contracts.base import PlainText, Wire

MIN_PASSWORD_CHARS = 8
MAX_PASSWORD_CHARS = 128

Email = Annotated[str, Field(max_length=320), AfterValidator(normalise_email)]
"""An e-mail address; whatever its letter case, it comes out in the one form that is compared."""
NewPassword = Annotated[PlainText, Field(min_length=MIN_PASSWORD_CHARS, max_length=MAX_PASSWORD_CHARS)]
GivenPassword = Annotated[PlainText, Field(min_length=1, max_length=MAX_PASSWORD_CHARS)]
DisplayName = Annotated[PlainText, Field(min_length=1, max_length=80, pattern=r"\S"), AfterValidator(str.strip)]
Language = Literal["en", "hi"]


class GuestRequest(Wire):
    """`POST /api/auth/guest`: nothing to say yet."""


class RegisterRequest(Wire):
    """`POST /api/auth/register`: a new account, or the guest's own one claimed."""

    email: Email
    password: NewPassword
    display_name: DisplayName | None = None


class LoginRequest(Wire):
    """`POST /api/auth/login`."""

    email: Email
    password: GivenPassword


class PasswordRequest(Wire):
    """`POST /api/auth/password`; `current` where there is one."""

    current: GivenPassword | None = None
    new: NewPassword


class ProfileRequest(Wire):
    """`PATCH /api/auth/me`: only what is named is changed, null empties it."""

    display_name: DisplayName | None = None
    language: Language | None = None


class UserAnswer(Wire):
    """A signed-in person."""

    user_id: UUID
    display_name: str | None
    is_guest: bool
    email: str | None
    language: Language | None
    google_linked: bool
    has_password: bool


class ProvidersAnswer(Wire):
    """`GET /api/auth/providers`: who else one may sign in with, and whether a birthday can be asked for."""

    google: bool
    birthday: bool


class SignInAnswer(Wire):
    """One sign-in of the person, without what opens it."""

    id: UUID
    created_at: AwareDatetime
    last_used_at: AwareDatetime
    device: str | None
    current: bool


class SignInList(Wire):
    """`GET /api/auth/sign-ins`, the one used last first."""

    items: list[SignInAnswer]


class CallbackQuery(BaseModel):
    """What Google sends a browser back with; it may send more, which is nothing to us."""

    state: str | None = None
    code: str | None = None
    error: str | None = None


@dataclass(frozen=True, slots=True)
class SignedIn:
    """The person behind a request, and which of their sign-ins it came through."""

    user_id: UUID
    sign_in_id: UUID
    display_name: str | None
    is_guest: bool


@dataclass(frozen=True, slots=True)
class Opened:
    """A sign-in that was just opened: whose, the secret for its cookie, and the sign-in that it took the place of.

    `left` is there when another person was signed in before in this browser: that sign-in is over and its rooms go.
    """

    who: SignedIn
    secret: str
    left: SignedIn | None = None
