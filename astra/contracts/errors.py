"""One error for the whole product; the service maps its code to a status in one table."""

from enum import StrEnum

from astra.contracts.base import Wire


class ErrorCode(StrEnum):
    """What went wrong, in words that machines act on."""

    INVALID = "invalid"
    MALFORMED = "malformed"
    UNAUTHENTICATED = "unauthenticated"
    FORBIDDEN = "forbidden"
    NOT_FOUND = "not_found"
    CONFLICT = "conflict"
    TOO_LARGE = "too_large"
    UNSUPPORTED = "unsupported"
    RATE_LIMITED = "rate_limited"
    UNAVAILABLE = "unavailable"
    PROVIDER_FAILED = "provider_failed"
    INTERNAL = "internal"


class AstraError(Exception):
    """An expected failure: `message` is for people and holds none of their words, callers act on `retryable`."""

    def __init__(self, code: ErrorCode, message: str, *, field: str | None = None, retryable: bool = False) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.field = field
        self.retryable = retryable


class ErrorBody(Wire):
    """The inside of every error answer: `{"error": {code, message, field?}}`."""

    code: ErrorCode
    message: str
    field: str | None = None


class ErrorAnswer(Wire):
    """Every error answer of the service."""

    error: ErrorBody
