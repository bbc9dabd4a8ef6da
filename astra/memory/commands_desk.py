"""The desk that a talk goes to with a person's wishes about their memory; the same for voice and for typed chat."""

from typing import Protocol
from uuid import UUID

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


class MemoryDesk(Protocol):
    """One session's desk. Every method may raise `AstraError`; then nothing was changed."""

    async def recall_about(self, request: RecallRequest) -> Recollection:
        """What is remembered, with receipts."""
        ...

    async def explain(self, request: ExplainRequest) -> Recollection:
        """The receipts of what was just said; empty when it did not come from memory."""
        ...

    async def correct(self, request: CorrectRequest) -> Corrected:
        """Take something back, and keep what holds instead; effective before this has returned."""
        ...

    async def preview_forget(self, request: ForgetRequest) -> ForgetPreview:
        """What would be forgotten; nothing has happened yet."""
        ...

    async def confirm_forget(self, forget_id: UUID) -> ForgetReceipt:
        """Forget it; NOT_FOUND when the preview has expired. Twice gives the same receipt."""
        ...

    async def set_off_record(self, request: OffRecordRequest) -> OffRecordState:
        """From that moment on keep nothing that is said in this session, or keep it again."""
        ...
