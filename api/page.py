"""Serves the page that was built into `web/dist`, for every path that is not the API's."""

from pathlib import Path

from fastapi import APIRouter
from fastapi.responses import FileResponse, HTMLResponse, Response

from astra.contracts.errors import AstraError, ErrorCode

_NOT_BUILT = (
    "<!doctype html><html lang=en><title>Astra</title>"
    "<p>The page is not built yet. Run <code>make run</code>, or <code>npm ci && npm run build</code> in "
    "<code>web/</code>, and load this again.</p>"
)
_FOR_EVER = "public, max-age=31536000, immutable"


def make_router(dist: Path) -> APIRouter:
    """The catch-all route; it must be added last."""
    router = APIRouter(include_in_schema=False)
    root = dist.resolve()

    @router.api_route("/{path:path}", methods=["GET", "HEAD"])
    def serve(path: str) -> Response:
        if path.startswith(("api/", "conversation/")) or path == "api":
            raise AstraError(ErrorCode.NOT_FOUND, "There is nothing here.")
        index = root / "index.html"
        if "\x00" not in path and path:
            file = (root / path).resolve()
            if file.is_relative_to(root) and file.is_file() and file != index:
                lasting = path.startswith("assets/")  # the build puts a hash of the content into these names
                return FileResponse(file, headers={"cache-control": _FOR_EVER if lasting else "no-cache"})
            if path.startswith("assets/"):
                raise AstraError(ErrorCode.NOT_FOUND, "There is nothing here.")
        if not index.is_file():
            return HTMLResponse(_NOT_BUILT, status_code=503)
        robots = {"x-robots-tag": "noindex, nofollow, noarchive"} if path.startswith("shared/") else {}
        return FileResponse(index, headers={"cache-control": "no-cache", **robots})

    return router
