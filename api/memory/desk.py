"""One session's memory desk in this process: what the worker reaches over the wire, for chat without one."""

from uuid import UUID

from api.memory.service import PersonMemory
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


class SessionDesk:
    """`astra.memory.commands_desk.MemoryDesk` for a session and the person whose it is."""

    def __init__(self, memory: PersonMemory, user_id: UUID, session_id: UUID) -> None:
        self._memory = memory
        self._user_id = user_id
        self._session_id = session_id

    async def recall_about(self, request: RecallRequest) -> Recollection:
        """What is remembered, with receipts."""
        return await self._memory.recall_about(self._user_id, request.topic)

    async def explain(self, request: ExplainRequest) -> Recollection:
        """The receipts of what was just said."""
        return await self._memory.explain(self._user_id, request)

    async def correct(self, request: CorrectRequest) -> Corrected:
        """Take something back, and keep what holds instead."""
        return await self._memory.correct_in_talk(self._user_id, request)

    async def preview_forget(self, request: ForgetRequest) -> ForgetPreview:
        """What would be forgotten."""
        return await self._memory.preview_wish(
            self._user_id,
            self._session_id,
            topic=request.topic,
            just_said=request.just_said,
            everything=request.everything,
        )

    async def confirm_forget(self, forget_id: UUID) -> ForgetReceipt:
        """Forget it."""
        return await self._memory.confirm(self._user_id, forget_id, session_id=self._session_id)

    async def set_off_record(self, request: OffRecordRequest) -> OffRecordState:
        """Keep nothing from that moment on, or keep it again."""
        return await self._memory.set_off_record(self._session_id, on=request.on, at=request.at)
