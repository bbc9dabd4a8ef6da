"""The supervisor of a request: counts it, logs it without its content, and answers what nobody else has caught."""

import structlog
from prometheus_client import CollectorRegistry, Counter, Histogram
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.errors import answer
from astra.contracts.errors import ErrorCode
from astra.kit.clock import Clock

_log = structlog.get_logger(__name__)
_QUIET = frozenset({"/healthz", "/readyz", "/metrics", "/api/worker/heartbeat"})


class RequestWatch:
    """Outermost of our layers: nothing that fails inside gets past it, so no stack trace reaches anybody."""

    def __init__(self, app: ASGIApp, *, registry: CollectorRegistry, clock: Clock) -> None:
        self._app = app
        self._clock = clock
        self._count = Counter("astra_requests", "Requests answered.", ["method", "route", "status"], registry=registry)
        self._seconds = Histogram("astra_request_seconds", "Time to answer.", ["route"], registry=registry)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        status = 0

        async def watch(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        began = self._clock.monotonic()
        try:
            await self._app(scope, receive, watch)
        except Exception as error:  # noqa: BLE001  this is the supervisor of a request
            _log.error("request.failed", method=scope["method"], route=_route(scope), error=type(error).__name__)
            if not status:
                failure = answer(ErrorCode.INTERNAL, "Something went wrong on our side; please try again.")
                await failure(scope, receive, watch)
        self._note(scope, status, self._clock.monotonic() - began)

    def _note(self, scope: Scope, status: int, seconds: float) -> None:
        route = _route(scope)
        self._count.labels(scope["method"], route, str(status)).inc()
        self._seconds.labels(route).observe(seconds)
        if route not in _QUIET:
            _log.info("request", method=scope["method"], route=route, status=status, ms=round(seconds * 1000, 1))


def _route(scope: Scope) -> str:
    """The route's template, never the path itself: an id in a label would be one series a session."""
    return getattr(scope.get("route"), "path", "unmatched")
