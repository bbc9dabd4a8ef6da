"""Ids and secrets. Ids name things and may be shown; secrets open things and may not."""

import secrets
import uuid


def new_id() -> uuid.UUID:
    """A random UUID (version 4)."""
    return uuid.uuid4()  # noqa: TID251  this is the place that the ban points to


def new_secret(bytes_of_entropy: int = 32) -> str:
    """A URL-safe random secret; 32 bytes come out as 43 characters."""
    return secrets.token_urlsafe(bytes_of_entropy)
