"""The memory desk of a session, for the worker that holds its talk; the person is the session's owner."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends

from api.deps import RootDep, service_only
from api.errors import document
from api.memory.desk import SessionDesk
from astra.contracts.errors import ErrorCode
from astra.contracts.memory_desk import (
    Corrected,
    CorrectRequest,
    ExplainRequest,
    ForgetPreview,
    ForgetReceipt,
    ForgetRequest,
    OffRecordRequest,
    OffRecordState,
    RecallRequest,
    Recollection,
)

router = APIRouter(prefix="/api/worker/sessions/{session_id}/memory", tags=["worker"], dependencies=[service_only])
_USUAL = document(ErrorCode.MALFORMED, ErrorCode.UNAUTHENTICATED, ErrorCode.NOT_FOUND, ErrorCode.INVALID)


async def open_desk(session_id: UUID, root: RootDep) -> SessionDesk:
    """The desk of the session; 404 when it is unknown or deleted."""
    return SessionDesk(root.person_memory, await root.person_memory.find_owner(session_id), session_id)


Desk = Annotated[SessionDesk, Depends(open_desk)]


@router.post("/recall", responses=_USUAL)
async def recall(body: RecallRequest, desk: Desk) -> Recollection:
    """What is remembered about something."""
    return await desk.recall_about(body)


@router.post("/explain", responses=_USUAL)
async def explain(body: ExplainRequest, desk: Desk) -> Recollection:
    """Where the last reply knew it from."""
    return await desk.explain(body)


@router.post("/correct", responses=_USUAL)
async def correct(body: CorrectRequest, desk: Desk) -> Corrected:
    """Put right what the person says is wrong."""
    return await desk.correct(body)


@router.post("/forget", responses=_USUAL)
async def preview_forget(body: ForgetRequest, desk: Desk) -> ForgetPreview:
    """What would be forgotten."""
    return await desk.preview_forget(body)


@router.post("/forget/{forget_id}/confirm", responses=_USUAL)
async def confirm_forget(forget_id: UUID, desk: Desk) -> ForgetReceipt:
    """Forget it for good."""
    return await desk.confirm_forget(forget_id)


@router.post("/off-record", responses=_USUAL)
async def set_off_record(body: OffRecordRequest, desk: Desk) -> OffRecordState:
    """Keep nothing of what is said from that moment on, or keep it again."""
    return await desk.set_off_record(body)
