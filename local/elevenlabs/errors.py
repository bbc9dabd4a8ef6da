"""Errors in ElevenLabs' shape, and the one place where a failure becomes an answer."""

from collections.abc import Awaitable, Callable

import structlog
from aiohttp import web
from pydantic import ValidationError

from local.engines.synthesiser import SynthesiserUnavailableError
from local.engines.work import OverloadedError

_log = structlog.get_logger(__name__)

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class WireError(Exception):
    """An error answer: HTTP status, the provider's short `code`, and a message."""

    def __init__(self, status: int, code: str, message: str) -> None:
        super().__init__(message)
        self.status, self.code, self.message = status, code, message


def fault_error(status: int) -> WireError:
    """The error that a `status` fault asks for."""
    if status == 429:
        return WireError(429, "too_many_concurrent_requests", "Too many requests are running at once.")
    if status == 401:
        return WireError(401, "invalid_api_key", "The key is not valid.")
    if status < 500:
        return WireError(status, "refused", "The request was refused on demand.")
    return WireError(status, "internal_error", "Something went wrong on the server.")


@web.middleware
async def answer_errors(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Supervisor of a request: whatever was raised becomes an answer that clients understand."""
    try:
        return await handler(request)
    except WireError as failure:
        return _show(failure)
    except ValidationError as failure:
        problems = [
            {"type": problem["type"], "loc": ["body", *problem["loc"]], "msg": problem["msg"]}
            for problem in failure.errors(include_url=False, include_input=False, include_context=False)
        ]
        return web.json_response({"detail": problems}, status=422)
    except (OverloadedError, SynthesiserUnavailableError) as failure:
        return _show(_from_engine(failure))
    except web.HTTPException as failure:
        return web.json_response({"detail": failure.reason}, status=failure.status)
    except (ConnectionError, TimeoutError):
        raise
    except Exception as failure:  # noqa: BLE001  supervisor of a request
        _log.error("request.failed", path=request.path, error=type(failure).__name__)
        return _show(fault_error(500))


def _from_engine(failure: OverloadedError | SynthesiserUnavailableError) -> WireError:
    if isinstance(failure, OverloadedError):
        return fault_error(429)
    return WireError(503, "engine_unavailable", str(failure))


def _show(failure: WireError) -> web.Response:
    detail = {"status": failure.code, "message": failure.message}
    return web.json_response({"detail": detail}, status=failure.status)
