"""Every door of an application: what its description names, and what it hides (pages, documentation, sockets)."""

from collections.abc import Iterator

from fastapi import FastAPI
from fastapi.routing import iter_route_contexts

DESCRIBED = ("get", "put", "post", "delete", "patch", "options", "head", "trace")


def list_described(app: FastAPI) -> list[str]:
    """`METHOD /path/{name}` of every operation in the OpenAPI description."""
    paths = app.openapi()["paths"]
    return [f"{method.upper()} {path}" for path, calls in paths.items() for method in calls if method in DESCRIBED]


def list_routes(app: FastAPI) -> list[str]:
    """The same for everything that is routed, described or not; `WS /path` is a socket, `MOUNT /path` an app."""
    return sorted({*list_described(app), *_list_routed(app)})


def _list_routed(app: FastAPI) -> Iterator[str]:
    for route in iter_route_contexts(app.routes):
        kind = type(route.original_route).__name__
        if "WebSocket" in kind:
            yield f"WS {route.path}"
        elif route.methods is None:
            yield f"MOUNT {route.path}"
        else:
            for method in route.methods:
                if method != "HEAD" or "GET" not in route.methods:
                    yield f"{method} {route.path}"
