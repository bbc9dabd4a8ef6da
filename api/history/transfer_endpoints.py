"""Handing history out as a file, and taking such a file in."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from fastapi.responses import StreamingResponse

from api.deps import RootDep, User, limit
from api.errors import document
from api.history.days import read_zone
from api.history.exporting import open_export
from api.history.importing import take_in
from api.history.schemas import ExportFormat, ImportAnswer, ImportRequest, ZoneName
from astra.contracts.errors import ErrorCode

router = APIRouter(tags=["history"])


@router.get(
    "/api/history/export",
    response_class=StreamingResponse,
    responses={
        200: {
            "description": "the file",
            "content": {
                "text/plain": {"schema": {"type": "string"}},
                "text/markdown": {"schema": {"type": "string"}},
                "application/json": {"schema": {"type": "object"}},
            },
        },
        **document(ErrorCode.UNAUTHENTICATED, ErrorCode.NOT_FOUND, ErrorCode.INVALID),
    },
)
async def export_history(
    root: RootDep,
    who: User,
    format: Annotated[ExportFormat, Query()],  # noqa: A002  the parameter's name on the wire
    session_id: Annotated[UUID | None, Query(description="one session; else all")] = None,
    zone: Annotated[ZoneName | None, Query()] = None,
) -> StreamingResponse:
    """One conversation or all as a file: text, Markdown, or JSON that can be taken in again."""
    export = await open_export(
        root.database,
        who,
        format,
        session_id,
        names={one.name: one.title for one in root.personas.all()},
        now=root.clock.now(),
        zone=read_zone(zone),
    )
    return StreamingResponse(
        export.pieces,
        media_type=export.media_type,
        headers={"content-disposition": f'attachment; filename="{export.file_name}"'},
    )


@router.post(
    "/api/history/import",
    dependencies=[limit("save")],
    responses=document(
        ErrorCode.MALFORMED,
        ErrorCode.UNAUTHENTICATED,
        ErrorCode.FORBIDDEN,
        ErrorCode.TOO_LARGE,
        ErrorCode.UNSUPPORTED,
        ErrorCode.INVALID,
        ErrorCode.RATE_LIMITED,
    ),
)
async def import_history(body: ImportRequest, root: RootDep, who: User) -> ImportAnswer:
    """Take in what the export as JSON gave. As often as one likes: what is there already is left alone."""
    personas = {one.name for one in root.personas.all()}
    return await take_in(root.database, who, body, personas=personas, now=root.clock.now())
