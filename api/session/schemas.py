"""What opening, closing and listing sessions takes and answers."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from astra.contracts.base import PlainText, Wire
from astra.kernels.kernels import Voice

MAX_NAME_CHARS = 80


def _refuse_controls(text: str) -> str:
    if not text.isprintable():
        raise ValueError("must be one line without control characters")
    return text


SessionName = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=MAX_NAME_CHARS),
    AfterValidator(_refuse_controls),
]
"""What a person calls a conversation."""

Label = Annotated[PlainText, Field(max_length=200)]
LabelName = Annotated[str, Field(pattern=r"^[A-Za-z0-9_.-]{1,40}$")]
Labels = Annotated[dict[LabelName, Label], Field(max_length=16)]
"""Up to sixteen short texts by name, kept for whoever made the session and given back as they came."""


class OpenRequest(Wire):
    """`POST /api/session`: a new session, or the one named."""

    persona: PlainText | None = None
    session_id: UUID | None = None


class CreateRequest(Wire):
    """`POST /api/session/create`: a session to be opened later, by its id."""

    persona: PlainText
    display_name: SessionName | None = None
    metadata: Labels = Field(default_factory=dict[LabelName, Label])


class CreatedAnswer(Wire):
    """The session that was made."""

    session_id: UUID
    user_id: UUID
    created_at: datetime
    persona: str


class RenameRequest(Wire):
    """`PATCH /api/session/{session_id}`: one of the two, which mean the same; null takes the name back."""

    display_name: SessionName | None = None
    title: SessionName | None = None

    @model_validator(mode="after")
    def _want_one(self) -> "RenameRequest":
        if len(self.model_fields_set) != 1:
            raise ValueError("send either display_name or title")
        return self

    @property
    def name(self) -> str | None:
        """The name from now on; None for the one that is made of the first words."""
        return self.display_name or self.title


class EndSessionRequest(Wire):
    """`POST /conversation/end`."""

    session_id: UUID


class SessionAnswer(Wire):
    """A session as lists and histories show it. Moments are UTC.

    `title` is the person's own name for it (`display_name`), else one made of what was said. One session of a person
    is `current`: the one that they chose last.
    """

    session_id: UUID
    title: str | None
    persona: str
    platform: str
    created_at: datetime
    last_activity: datetime
    ended_at: datetime | None
    duration_s: float | None
    message_count: int
    active: bool
    current: bool
    display_name: str | None = None
    topics: list[str] = Field(default_factory=list[str])
    metadata: dict[str, str] = Field(default_factory=dict[str, str])


class PersonaAnswer(Wire):
    """A persona that a session can have.

    `picture` is a path on this service. `language` is the one it speaks first, `languages` are all, as language tags
    (`hi-Latn` is Hinglish). `voice` says how it sounds.
    """

    name: str
    title: str
    description: str
    language: str
    languages: list[str]
    voice: Voice
    picture: str
    greeting_sample: str


class PersonaList(Wire):
    """All personas."""

    items: list[PersonaAnswer]
