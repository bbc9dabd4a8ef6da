"""The Memory page: what is remembered, and what the person does with it."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query

from api.deps import RootDep, User
from api.errors import document
from api.memory.finding import Asked
from api.memory.schemas import CorrectItem, ForgetWhat, MemoryItem, MemoryKind, MemoryPage, OffRecordToggle, ReceiptList
from astra.contracts.errors import AstraError, ErrorCode
from astra.contracts.memory_desk import ForgetPreview, ForgetReceipt, OffRecordState

router = APIRouter(prefix="/api/memory", tags=["memory"])
_READ = (ErrorCode.UNAUTHENTICATED, ErrorCode.INVALID)
_CHANGE = (ErrorCode.MALFORMED, ErrorCode.UNAUTHENTICATED, ErrorCode.FORBIDDEN, ErrorCode.NOT_FOUND, ErrorCode.INVALID)


@router.get("", responses=document(*_READ))
async def list_memory(
    root: RootDep,
    who: User,
    *,
    kind: MemoryKind | None = None,
    q: Annotated[str | None, Query(max_length=200, description="words that must be in it")] = None,
    past: Annotated[bool, Query(description="also what holds no more")] = False,
    cursor: Annotated[str | None, Query(description="the next_cursor of the page before")] = None,
) -> MemoryPage:
    """Everything that is remembered, pinned first, then the newest, 40 a page."""
    return await root.person_memory.list_page(who.user_id, kind=kind, words=q, past=past, cursor=cursor)


@router.get("/receipts", responses=document(ErrorCode.UNAUTHENTICATED))
async def list_receipts(root: RootDep, who: User) -> ReceiptList:
    """What was forgotten so far: when and how much, never what."""
    return await root.person_memory.list_receipts(who.user_id)


@router.get("/off-record", responses=document(*_READ, ErrorCode.NOT_FOUND))
async def read_off_record(root: RootDep, who: User, session_id: UUID) -> OffRecordState:
    """Whether a session is off the record."""
    return await root.person_memory.read_off_record(who, session_id)


@router.put("/off-record", responses=document(*_CHANGE))
async def set_off_record(body: OffRecordToggle, root: RootDep, who: User) -> OffRecordState:
    """Keep nothing that is said in a session from now on, or keep it again."""
    return await root.person_memory.toggle_off_record(who, body.session_id, on=body.on)


@router.post("/forget", responses=document(*_CHANGE))
async def preview_forget(body: ForgetWhat, root: RootDep, who: User) -> ForgetPreview:
    """What would be forgotten: nothing happens yet, and the question stays open for five minutes."""
    named = [body.what is not None, body.memory_id is not None, body.everything]
    if sum(named) != 1:
        raise AstraError(ErrorCode.INVALID, "what: name a topic, one memory, or everything", field="what")
    asked = Asked(topic=body.what, memory_id=body.memory_id, everything=body.everything)
    return await root.person_memory.preview(who.user_id, asked)


@router.post("/forget/{forget_id}/confirm", responses=document(*_CHANGE))
async def confirm_forget(forget_id: UUID, root: RootDep, who: User) -> ForgetReceipt:
    """Forget it for good, everywhere at once. Twice gives the same receipt."""
    return await root.person_memory.confirm(who.user_id, forget_id)


@router.post("/{memory_id}/correct", responses=document(*_CHANGE))
async def correct_item(memory_id: UUID, body: CorrectItem, root: RootDep, who: User) -> MemoryItem | None:
    """Put one thing right; what it was made of is not believed again."""
    return await root.person_memory.correct_item(who.user_id, memory_id, body.text)


@router.post("/{memory_id}/pin", status_code=204, responses=document(*_CHANGE))
async def pin_item(memory_id: UUID, root: RootDep, who: User) -> None:
    """Keep a fact in mind at the start of every talk."""
    await root.person_memory.pin(who.user_id, memory_id, pinned=True)


@router.post("/{memory_id}/unpin", status_code=204, responses=document(*_CHANGE))
async def unpin_item(memory_id: UUID, root: RootDep, who: User) -> None:
    """Let a pinned fact go."""
    await root.person_memory.pin(who.user_id, memory_id, pinned=False)


@router.post("/{memory_id}/close", status_code=204, responses=document(*_CHANGE))
async def close_loop(memory_id: UUID, root: RootDep, who: User) -> None:
    """Note that something open is done."""
    await root.person_memory.close_loop(who.user_id, memory_id)


@router.delete("/{memory_id}", responses=document(*_CHANGE))
async def forget_item(memory_id: UUID, root: RootDep, who: User) -> ForgetReceipt:
    """Forget one thing and the words that it was learned from."""
    return await root.person_memory.forget_item(who.user_id, memory_id)
