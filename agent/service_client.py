"""The worker's side of the service's wire: context, ingest, end, heartbeat. Failures come out as `AstraError`."""

from collections.abc import Sequence
from http import HTTPStatus
from types import TracebackType
from typing import Self
from uuid import UUID

import httpx
from pydantic import ValidationError

from astra.contracts.errors import AstraError, ErrorCode
from astra.contracts.session import EndReason, EndRequest, SessionContext, ToldRequest
from astra.contracts.utterance import IngestAnswer, IngestRequest, Utterance
from astra.contracts.worker import Heartbeat

_CODES = {
    HTTPStatus.BAD_REQUEST: ErrorCode.MALFORMED,
    HTTPStatus.UNAUTHORIZED: ErrorCode.UNAUTHENTICATED,
    HTTPStatus.FORBIDDEN: ErrorCode.FORBIDDEN,
    HTTPStatus.NOT_FOUND: ErrorCode.NOT_FOUND,
    HTTPStatus.CONFLICT: ErrorCode.CONFLICT,
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: ErrorCode.TOO_LARGE,
    HTTPStatus.UNPROCESSABLE_ENTITY: ErrorCode.INVALID,
    HTTPStatus.TOO_MANY_REQUESTS: ErrorCode.RATE_LIMITED,
}
_RETRYABLE = frozenset({ErrorCode.RATE_LIMITED, ErrorCode.UNAUTHENTICATED, ErrorCode.FORBIDDEN})
"""A wrong token is mended by people, and what was said must still be there when they have."""


class ServiceClient:
    """Talks to the service with the service token; one per event loop, closed by its owner."""

    def __init__(self, base_url: str, token: str, *, timeout_s: float = 5.0) -> None:
        self._http = httpx.AsyncClient(
            base_url=base_url,
            timeout=timeout_s,
            headers={"authorization": f"Bearer {token}"},
            trust_env=False,
            verify=base_url.startswith("https"),  # loading certificates takes longer than a greeting may
        )

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.aclose()

    async def aclose(self) -> None:
        """Let go of the connections."""
        await self._http.aclose()

    async def fetch_context(self, session_id: UUID) -> SessionContext:
        """What is known of the session; NOT_FOUND when unknown or deleted, CONFLICT when it has ended."""
        answer = await self._request("GET", f"/api/worker/sessions/{session_id}/context")
        try:
            return SessionContext.model_validate_json(answer.content)
        except ValidationError as error:
            raise _not_understood() from error

    async def ingest(self, session_id: UUID, utterances: list[Utterance]) -> IngestAnswer:
        """Hand over a batch; NOT_FOUND means that nothing of the session is wanted any more."""
        body = IngestRequest(session_id=session_id, utterances=utterances)
        answer = await self._request("POST", "/api/ingest", body.model_dump_json())
        try:
            return IngestAnswer.model_validate_json(answer.content)
        except ValidationError as error:
            raise _not_understood() from error

    async def tick_off(self, session_id: UUID, update_ids: Sequence[UUID]) -> None:
        """Report that these updates were in a reply that the person got."""
        body = ToldRequest(update_ids=list(update_ids)).model_dump_json()
        await self._request("POST", f"/api/worker/sessions/{session_id}/told", body)

    async def end_session(self, session_id: UUID, reason: EndReason) -> None:
        """Report the close; harmless when the session has ended already."""
        body = EndRequest(reason=reason).model_dump_json()
        await self._request("POST", f"/api/worker/sessions/{session_id}/end", body)

    async def send_heartbeat(self, heartbeat: Heartbeat) -> None:
        """Say that this worker lives."""
        await self._request("POST", "/api/worker/heartbeat", heartbeat.model_dump_json())

    async def _request(self, method: str, path: str, body: str | None = None) -> httpx.Response:
        headers = {"content-type": "application/json"} if body is not None else None
        try:
            answer = await self._http.request(method, path, content=body, headers=headers)
        except httpx.HTTPError as error:
            raise AstraError(ErrorCode.UNAVAILABLE, "the service can't be reached", retryable=True) from error
        if answer.is_success:
            return answer
        code = _CODES.get(HTTPStatus(answer.status_code), ErrorCode.UNAVAILABLE)
        retryable = code in _RETRYABLE or code is ErrorCode.UNAVAILABLE
        raise AstraError(code, f"the service answered {answer.status_code}", retryable=retryable)


def _not_understood() -> AstraError:
    return AstraError(ErrorCode.UNAVAILABLE, "the service's answer is not understood", retryable=True)
