"""One table from what went wrong to what the caller gets, and the handlers that apply it to every request."""

from typing import Any

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, JSONResponse, Response
from starlette.exceptions import HTTPException

from api.db import AWAY
from api.edge.plain_page import render_error
from astra.contracts.errors import AstraError, ErrorAnswer, ErrorBody, ErrorCode

_log = structlog.get_logger(__name__)

STATUS: dict[ErrorCode, int] = {
    ErrorCode.INVALID: 422,
    ErrorCode.MALFORMED: 400,
    ErrorCode.UNAUTHENTICATED: 401,
    ErrorCode.FORBIDDEN: 403,
    ErrorCode.NOT_FOUND: 404,
    ErrorCode.CONFLICT: 409,
    ErrorCode.TOO_LARGE: 413,
    ErrorCode.UNSUPPORTED: 415,
    ErrorCode.RATE_LIMITED: 429,
    ErrorCode.PROVIDER_FAILED: 502,
    ErrorCode.UNAVAILABLE: 503,
    ErrorCode.INTERNAL: 500,
}
RETRY_AFTER_S = 2
_CODE_OF_STATUS = {status: code for code, status in STATUS.items()}
_DATABASE_AWAY = "The database can't be reached just now; please try again in a moment."


class RateLimitedError(AstraError):
    """Too many requests; `retry_after_s` says when the next one is welcome."""

    def __init__(self, retry_after_s: int) -> None:
        super().__init__(
            ErrorCode.RATE_LIMITED, f"Too many requests; please wait {retry_after_s} seconds.", retryable=True
        )
        self.retry_after_s = retry_after_s


def answer(
    code: ErrorCode, message: str, *, field: str | None = None, retry_after_s: int | None = None
) -> JSONResponse:
    """The one shape of every error answer."""
    body = ErrorAnswer(error=ErrorBody(code=code, message=message, field=field))
    headers = {} if retry_after_s is None else {"retry-after": str(retry_after_s)}
    return JSONResponse(body.model_dump(mode="json", exclude_none=True), status_code=STATUS[code], headers=headers)


def _tell(request: Request, told: JSONResponse, message: str) -> Response:
    """The answer as it is, or as a page where a browser itself came to this address."""
    if "text/html" not in request.headers.get("accept", ""):
        return told
    page = HTMLResponse(render_error(told.status_code, message), status_code=told.status_code)
    if (wait := told.headers.get("retry-after")) is not None:
        page.headers["retry-after"] = wait
    return page


def document(*codes: ErrorCode) -> dict[int | str, dict[str, Any]]:
    """The `responses=` of an endpoint that may answer with these errors; 503 can happen to every one."""
    statuses = sorted({STATUS[code] for code in (*codes, ErrorCode.UNAVAILABLE)})
    return {status: {"model": ErrorAnswer, "description": _CODE_OF_STATUS[status].value} for status in statuses}


def describe_invalid(error: RequestValidationError) -> tuple[ErrorCode, str, str | None]:
    """Code, sentence and field for a request that did not fit; the sentence repeats nothing the caller sent."""
    first = error.errors()[0]
    if first["type"] == "json_invalid":
        return ErrorCode.MALFORMED, "The body is not valid JSON.", None
    place = [str(part) for part in first["loc"][1:]]  # the first part says where of the request it stands
    field = ".".join(place) or None
    reason = str(first["msg"]).removeprefix("Value error, ")
    if first["type"] == "extra_forbidden":
        reason = "this field is not known"
    if first["type"] == "model_attributes_type" or (not place and first["type"] == "missing"):
        reason = "the body must be a JSON object sent as application/json"
    return ErrorCode.INVALID, f"{field}: {reason}" if field else reason.capitalize(), field


def install(app: FastAPI) -> None:
    """Give every expected failure of `app` its answer; the unexpected ones are for the supervisor of the request."""

    async def on_astra(request: Request, error: AstraError) -> Response:
        wait = getattr(error, "retry_after_s", RETRY_AFTER_S if error.code is ErrorCode.UNAVAILABLE else None)
        return _tell(request, answer(error.code, error.message, field=error.field, retry_after_s=wait), error.message)

    async def on_invalid(request: Request, error: RequestValidationError) -> Response:
        code, message, field = describe_invalid(error)
        return _tell(request, answer(code, message, field=field), message)

    async def on_http(_request: Request, error: HTTPException) -> JSONResponse:
        code = _CODE_OF_STATUS.get(error.status_code, ErrorCode.INVALID)
        response = answer(code, str(error.detail))
        response.status_code = error.status_code
        response.headers.update(error.headers or {})
        return response

    async def on_database(request: Request, error: Exception) -> Response:
        route = getattr(request.scope.get("route"), "path", "unmatched")
        _log.error("database.away", route=route, error=type(error).__name__)
        told = answer(ErrorCode.UNAVAILABLE, _DATABASE_AWAY, retry_after_s=RETRY_AFTER_S)
        return _tell(request, told, _DATABASE_AWAY)

    handlers: dict[type[Exception], Any] = {
        AstraError: on_astra,
        RequestValidationError: on_invalid,
        HTTPException: on_http,
        **dict.fromkeys(AWAY, on_database),
    }
    for kind, handler in handlers.items():
        app.add_exception_handler(kind, handler)
