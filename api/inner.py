"""The service as its own client: how its memory client reaches the memory service that runs in this very process."""

import httpx
from starlette.types import ASGIApp, Receive, Scope, Send

from api.settings import Settings
from astra.memory.client import MemoryClient

BUILT_IN_URL = "http://localhost/synapse"


class InnerApp:
    """The ASGI application of this process, known only after everything that it needs is wired."""

    def __init__(self) -> None:
        self._app: ASGIApp | None = None

    def attach(self, app: ASGIApp) -> None:
        """The application is there."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request from within."""
        if self._app is None:
            raise RuntimeError("the application is not there yet")
        await self._app(scope, receive, send)


def open_memory(settings: Settings, inner: InnerApp) -> MemoryClient:
    """The memory service at `SYNAPSE_URL`, else the built-in one, over ASGI: the same client, the same wire."""
    own = {f"http://{host}:{settings.port}/synapse" for host in ("127.0.0.1", "localhost")}
    if settings.synapse_url and settings.synapse_url.rstrip("/") not in own:
        return MemoryClient(settings.synapse_url, settings.memory_token)
    transport = httpx.ASGITransport(app=inner, raise_app_exceptions=False)
    return MemoryClient(BUILT_IN_URL, settings.service_token.get_secret_value(), transport=transport)
