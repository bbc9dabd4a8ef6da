"""A person who signed in, with or without an e-mail."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Field

from api.models.base import Table, UtcDateTime


class User(Table, table=True):
    """A person. A guest has no e-mail and no password yet; both can be claimed later.

    `email` is in the form that comparing needs (`api.auth.emails`); `language` is `en`, `hi` or not chosen.
    """

    id: UUID = Field(primary_key=True)
    created_at: datetime = Field(sa_type=UtcDateTime)
    display_name: str | None = Field(default=None, max_length=80)
    email: str | None = Field(default=None, max_length=254, unique=True)
    password_hash: str | None = Field(default=None, max_length=200)
    language: str | None = Field(default=None, max_length=2)
