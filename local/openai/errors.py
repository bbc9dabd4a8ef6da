"""Errors in OpenAI's shape, and the one place where a failure becomes an answer."""

from collections.abc import Awaitable, Callable

import structlog
from aiohttp import web
from pydantic import ValidationError

from local.engines.decoding import AudioError
from local.engines.recogniser import RecogniserUnavailableError
from local.engines.synthesiser import SynthesiserUnavailableError
from local.engines.work import OverloadedError
from local.kit.ids import new_label

_log = structlog.get_logger(__name__)

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class WireError(Exception):
    """An error answer: HTTP status, message, and the `type`, `param` and `code` that OpenAI's clients read."""

    def __init__(
        self,
        status: int,
        message: str,
        *,
        kind: str = "invalid_request_error",
        param: str | None = None,
        code: str | None = None,
    ) -> None:
        super().__init__(message)
        self.status, self.message, self.kind, self.param, self.code = status, message, kind, param, code


def fault_error(status: int) -> WireError:
    """The error that a `status` fault asks for."""
    if status == 429:
        return WireError(429, "Rate limit reached.", kind="requests", code="rate_limit_exceeded")
    if status == 401:
        return WireError(401, "Incorrect API key provided.", code="invalid_api_key")
    if status < 500:
        return WireError(status, "The request was refused on demand.")
    return WireError(status, "The server had an error while processing the request.", kind="server_error")


def invalid_body(failure: ValidationError) -> WireError:
    """400 that names the first field that is wrong, and never its value."""
    first = failure.errors(include_url=False, include_input=False, include_context=False)[0]
    place = ".".join(str(part) for part in first["loc"]) or None
    message = "The body is not valid JSON." if first["type"] == "json_invalid" else f"{first['msg']}."
    return WireError(
        400, f"Invalid request: {message}" if place is None else f"Invalid '{place}': {message}", param=place
    )


@web.middleware
async def answer_errors(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Supervisor of a request: whatever was raised becomes an answer that the client's library understands."""
    request_id = new_label("req_")
    try:
        response = await handler(request)
    except WireError as failure:
        response = _show(failure)
    except ValidationError as failure:
        response = _show(invalid_body(failure))
    except AudioError as failure:
        response = _show(WireError(400, f"Audio file might be corrupted or unsupported: {failure}.", param="file"))
    except OverloadedError:
        response = _show(fault_error(429))
    except (RecogniserUnavailableError, SynthesiserUnavailableError) as failure:
        response = _show(WireError(503, str(failure), kind="server_error", code="engine_unavailable"))
    except web.HTTPException as failure:
        response = _show(_from_http(request, failure))
    except (ConnectionError, TimeoutError):
        raise
    except Exception as failure:  # noqa: BLE001  supervisor of a request
        _log.error("request.failed", path=request.path, error=type(failure).__name__)
        response = _show(fault_error(500))
    if not response.prepared:
        response.headers["x-request-id"] = request_id
    return response


def _from_http(request: web.Request, failure: web.HTTPException) -> WireError:
    if failure.status == 404:
        return WireError(404, f"Invalid URL ({request.method} {request.path})", code="unknown_url")
    if failure.status == 405:
        return WireError(405, f"Not allowed to {request.method} on {request.path}.", code="method_not_supported")
    if failure.status == 413:
        return WireError(413, "The request body is too large.", code="request_too_large")
    return WireError(failure.status, failure.reason)


def _show(failure: WireError) -> web.Response:
    body = {
        "error": {"message": failure.message, "type": failure.kind, "param": failure.param, "code": failure.code},
    }
    headers = {"retry-after": "1"} if failure.status == 429 else {}
    return web.json_response(body, status=failure.status, headers=headers)
