"""The memory desk of a session over the wire, for the worker: `/api/worker/sessions/{session_id}/memory/…`."""

from http import HTTPStatus
from typing import TypeVar
from uuid import UUID

import httpx
from pydantic import BaseModel, ValidationError

from astra.contracts.errors import AstraError, ErrorCode
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

TIMEOUT_S = 5.0

AnswerT = TypeVar("AnswerT", bound=BaseModel)


class HttpMemoryDesk:
    """`astra.memory.commands_desk.MemoryDesk` at the service; belongs to one event loop, closed by its owner."""

    def __init__(
        self,
        base_url: str,
        token: str,
        session_id: UUID,
        *,
        transport: httpx.AsyncBaseTransport | None = None,
        timeout_s: float = TIMEOUT_S,
    ) -> None:
        self._http = httpx.AsyncClient(
            base_url=f"{base_url.rstrip('/')}/api/worker/sessions/{session_id}/memory/",
            headers={"authorization": f"Bearer {token}"},
            transport=transport,
            timeout=timeout_s,
            trust_env=False,
            verify=base_url.startswith("https"),
        )

    async def aclose(self) -> None:
        """Let go of the connections."""
        await self._http.aclose()

    async def recall_about(self, request: RecallRequest) -> Recollection:
        """What is remembered, with receipts."""
        return await self._ask("recall", request, Recollection)

    async def explain(self, request: ExplainRequest) -> Recollection:
        """The receipts of what was just said."""
        return await self._ask("explain", request, Recollection)

    async def correct(self, request: CorrectRequest) -> Corrected:
        """Take something back, and keep what holds instead."""
        return await self._ask("correct", request, Corrected)

    async def preview_forget(self, request: ForgetRequest) -> ForgetPreview:
        """What would be forgotten."""
        return await self._ask("forget", request, ForgetPreview)

    async def confirm_forget(self, forget_id: UUID) -> ForgetReceipt:
        """Forget it."""
        return await self._ask(f"forget/{forget_id}/confirm", None, ForgetReceipt)

    async def set_off_record(self, request: OffRecordRequest) -> OffRecordState:
        """Keep nothing from that moment on, or keep it again."""
        return await self._ask("off-record", request, OffRecordState)

    async def _ask(self, path: str, body: BaseModel | None, kind: type[AnswerT]) -> AnswerT:
        content = None if body is None else body.model_dump_json()
        headers = {} if body is None else {"content-type": "application/json"}
        try:
            answer = await self._http.post(path, content=content, headers=headers)
        except httpx.HTTPError as error:
            raise AstraError(ErrorCode.UNAVAILABLE, "the service can't be reached", retryable=True) from error
        if not answer.is_success:
            is_unknown = answer.status_code == HTTPStatus.NOT_FOUND
            code = ErrorCode.NOT_FOUND if is_unknown else ErrorCode.UNAVAILABLE
            raise AstraError(code, f"the service answered {answer.status_code}", retryable=not is_unknown)
        try:
            return kind.model_validate_json(answer.content)
        except ValidationError as error:
            raise AstraError(ErrorCode.UNAVAILABLE, "the service's answer is not understood", retryable=True) from error
