"""Headers that every answer carries: what a page of ours may load, and that nobody may frame it."""

from urllib.parse import urlsplit

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_NEVER_STORED = ("/api/", "/conversation/", "/synapse/")
_ALWAYS_HTTPS = "max-age=31536000; includeSubDomains"


def write_policy(rooms_url: str) -> str:
    """The content security policy of a page that talks to us and to the room server, and runs no inline script."""
    host = urlsplit(rooms_url).netloc
    secure = urlsplit(rooms_url).scheme in {"wss", "https"}
    rooms = f"wss://{host} https://{host}" if secure else f"ws://{host} http://{host}"
    rules = {
        "default-src": "'self'",
        "connect-src": f"'self' {rooms}",
        "img-src": "'self' data: blob:",
        "media-src": "'self' blob: data:",
        "worker-src": "'self' blob:",
        "object-src": "'none'",
        "base-uri": "'none'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
    }
    return "; ".join(f"{rule} {value}" for rule, value in rules.items())


class SecurityHeaders:
    """Adds the headers to every answer; what comes from the API is kept in no cache."""

    def __init__(self, app: ASGIApp, *, policy: str) -> None:
        self._app = app
        self._headers = {
            "content-security-policy": policy,
            "x-content-type-options": "nosniff",
            "x-frame-options": "DENY",
            "referrer-policy": "no-referrer",
            "permissions-policy": "microphone=(self), speaker-selection=(self), camera=(), geolocation=()",
            "cross-origin-opener-policy": "same-origin",
            "cross-origin-resource-policy": "same-origin",
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self._headers.items():
                    headers.setdefault(name, value)
                if scope["path"].startswith(_NEVER_STORED):
                    headers.setdefault("cache-control", "no-store")
                if scope["scheme"] == "https":
                    headers.setdefault("strict-transport-security", _ALWAYS_HTTPS)
            await send(message)

        await self._app(scope, receive, send_with_headers)
