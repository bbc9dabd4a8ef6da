"""Why a link failed, in a closed set of reasons, and what the caller of the chain is told. No provider's text."""

from collections.abc import Mapping
from enum import StrEnum

from openai import (
    APIConnectionError,
    APIError,
    APIStatusError,
    APITimeoutError,
)

from astra.contracts.errors import AstraError, ErrorCode


class FailureReason(StrEnum):
    """What a link did wrong."""

    RATE_LIMITED = "rate_limited"
    SERVER_ERROR = "server_error"
    UNAUTHENTICATED = "unauthenticated"
    FORBIDDEN = "forbidden"
    NO_CREDIT = "no_credit"
    MODEL_UNKNOWN = "model_unknown"
    REQUEST_REFUSED = "request_refused"
    UNREACHABLE = "unreachable"
    FIRST_WORD_LATE = "first_word_late"
    STALLED = "stalled"
    TOTAL_DEADLINE = "total_deadline"
    CUT = "cut"
    EMPTY = "empty"
    NOT_A_STREAM = "not_a_stream"
    GARBAGE = "garbage"
    STREAM_ERROR = "stream_error"

    @property
    def rests_link(self) -> bool:
        """Whether the link is at fault; a refused request says nothing of the next one."""
        return self is not FailureReason.REQUEST_REFUSED

    @property
    def lasts(self) -> bool:
        """Whether only a person can mend it, so that probing often is pointless."""
        return self in {
            FailureReason.UNAUTHENTICATED,
            FailureReason.NO_CREDIT,
            FailureReason.MODEL_UNKNOWN,
        }


class LinkError(Exception):
    """One attempt on one link failed."""

    def __init__(self, reason: FailureReason, *, retry_after_s: float | None = None) -> None:
        super().__init__(reason.value)
        self.reason = reason
        self.retry_after_s = retry_after_s


class NoLinkAnsweredError(AstraError):
    """No link answered and nothing was yielded: `reasons` by link label."""

    def __init__(self, reasons: Mapping[str, FailureReason]) -> None:
        super().__init__(ErrorCode.PROVIDER_FAILED, "No language model answered.", retryable=True)
        self.reasons = dict(reasons)


class ReplyTruncatedError(AstraError):
    """The reply broke off after text had been yielded; what was yielded is all there will be."""

    def __init__(self, link: str, reason: FailureReason) -> None:
        super().__init__(ErrorCode.PROVIDER_FAILED, "The language model broke off in mid-reply.", retryable=False)
        self.link = link
        self.reason = reason


_BY_STATUS = {
    401: FailureReason.UNAUTHENTICATED,
    402: FailureReason.NO_CREDIT,
    403: FailureReason.FORBIDDEN,
    404: FailureReason.MODEL_UNKNOWN,
    408: FailureReason.SERVER_ERROR,
    425: FailureReason.SERVER_ERROR,
    429: FailureReason.RATE_LIMITED,
}


def classify_failure(error: APIError | ValueError) -> LinkError:
    """Name what the SDK raised; a `ValueError` is what its stream raises for JSON or UTF-8 that isn't."""
    if isinstance(error, APIStatusError):
        return LinkError(_classify_status(error), retry_after_s=_read_retry_after_s(error))
    if isinstance(error, APITimeoutError):
        return LinkError(FailureReason.FIRST_WORD_LATE)
    if isinstance(error, APIConnectionError):
        return LinkError(FailureReason.UNREACHABLE)
    return LinkError(FailureReason.STREAM_ERROR if isinstance(error, APIError) else FailureReason.GARBAGE)


def _classify_status(error: APIStatusError) -> FailureReason:
    status = error.status_code
    if status == 429 and error.code == "insufficient_quota":
        return FailureReason.NO_CREDIT
    if status in _BY_STATUS:
        return _BY_STATUS[status]
    if status >= 500:
        return FailureReason.SERVER_ERROR
    names_model = error.code == "model_not_found" or error.param == "model"
    if names_model or "valid model id" in error.message.lower():  # OpenRouter has no code for it, only this sentence
        return FailureReason.MODEL_UNKNOWN
    return FailureReason.REQUEST_REFUSED


def _read_retry_after_s(error: APIStatusError) -> float | None:
    try:
        seconds = float(error.response.headers.get("retry-after", ""))
    except ValueError:
        return None
    return seconds if 0 < seconds < 86_400 else None
