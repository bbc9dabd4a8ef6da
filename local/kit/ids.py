"""Ids that the wires of the stand-ins show. They name things; none of them opens anything."""

import uuid


def new_id() -> uuid.UUID:
    """A random UUID (version 4)."""
    return uuid.uuid4()  # noqa: TID251  this is the place that the ban points to


def new_label(prefix: str, chars: int = 24) -> str:
    """An id in a provider's style: `prefix` and up to 32 hex digits, such as `chatcmpl-3f…`."""
    return f"{prefix}{new_id().hex[:chars]}"
