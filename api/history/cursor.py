"""Cursors: where a page of a list ended, in a form that callers hand back and don't look into."""

import base64
import json

from astra.contracts.errors import AstraError, ErrorCode

_MAX_CHARS = 300
Parts = tuple[str | int | float, ...]


def write_cursor(*parts: str | float) -> str:
    """The cursor for these values."""
    return base64.urlsafe_b64encode(json.dumps(parts, separators=(",", ":")).encode()).decode().rstrip("=")


def read_cursor(cursor: str, *kinds: type | tuple[type, ...]) -> Parts:
    """The values of a cursor; 422 when it is not one of ours."""
    try:
        if len(cursor) > _MAX_CHARS:
            raise ValueError("too long")
        parts = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        if not isinstance(parts, list) or len(parts) != len(kinds):
            raise ValueError("wrong shape")
        if not all(type(part) in (kind if isinstance(kind, tuple) else (kind,)) for part, kind in zip(parts, kinds, strict=True)):
            raise ValueError("wrong kinds")
        return tuple(parts)
    except ValueError as error:
        raise AstraError(ErrorCode.INVALID, "cursor: use the next_cursor of an earlier answer", field="cursor") from error
