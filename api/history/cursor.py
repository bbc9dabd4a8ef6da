"""Cursors: where a page of a list ended, in a form that callers hand back and don't look into."""

import base64
import json

from astra.contracts.errors import AstraError, ErrorCode

_MAX_CHARS = 300
_MAX_INT = 2**62
Parts = tuple[str | int | float, ...]


def write_cursor(*parts: str | float) -> str:
    """The cursor for these values."""
    return base64.urlsafe_b64encode(json.dumps(parts, separators=(",", ":")).encode()).decode().rstrip("=")


def read_cursor(cursor: str, *kinds: type) -> Parts:
    """The values of a cursor; 422 when it is not one of ours."""
    try:
        padded = cursor[:_MAX_CHARS] + "=" * (-len(cursor[:_MAX_CHARS]) % 4)
        parts = json.loads(base64.urlsafe_b64decode(padded))
    except ValueError as error:
        raise refuse_cursor() from error
    if not isinstance(parts, list) or len(parts) != len(kinds):
        raise refuse_cursor()
    if not all(_fits(part, kind) for part, kind in zip(parts, kinds, strict=True)):
        raise refuse_cursor()
    return tuple(parts)


def refuse_cursor() -> AstraError:
    """The answer to a cursor that is not one of ours."""
    return AstraError(ErrorCode.INVALID, "cursor: use the next_cursor of an earlier answer", field="cursor")


def _fits(part: object, kind: type) -> bool:
    if kind is float and type(part) is int:
        return True
    return type(part) is kind and (not isinstance(part, int) or abs(part) < _MAX_INT)
