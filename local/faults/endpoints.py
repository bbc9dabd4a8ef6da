"""`POST`, `GET` and `DELETE /_faults`: the control endpoint that every stand-in has."""

import json

from aiohttp import web
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from local.faults.book import Fault, FaultBook, FaultKind, Stage


class FaultOrder(BaseModel):
    """Body of `POST /_faults`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    kind: FaultKind
    stage: Stage | None = None
    model: str | None = Field(default=None, max_length=200)
    seconds: float | None = Field(default=None, ge=0, le=3600)
    status: int = Field(default=500, ge=400, le=599)
    times: int | None = Field(default=None, ge=1, le=1_000_000)


def add_fault_routes(app: web.Application, book: FaultBook) -> None:
    """Put the control endpoint on `app`."""

    async def create(request: web.Request) -> web.Response:
        try:
            order = FaultOrder.model_validate_json(await request.read())
        except ValidationError as failure:
            problems = json.loads(failure.json(include_url=False, include_input=False, include_context=False))
            return web.json_response({"error": {"code": "bad_fault", "problems": problems}}, status=422)
        book.add(Fault(**order.model_dump()))
        return web.json_response(_show(book), status=201)

    async def show(_request: web.Request) -> web.Response:
        return web.json_response(_show(book))

    async def clear(_request: web.Request) -> web.Response:
        book.clear()
        return web.json_response(_show(book))

    app.router.add_post("/_faults", create)
    app.router.add_get("/_faults", show)
    app.router.add_delete("/_faults", clear)


def _show(book: FaultBook) -> dict[str, object]:
    return {
        "faults": [FaultOrder.model_validate(fault, from_attributes=True).model_dump() for fault in book.standing()]
    }
