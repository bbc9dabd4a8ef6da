"""The client of the memory service: bounded in time, never trusting, and never the reason why a turn fails."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from uuid import UUID

import httpx
import structlog
from pydantic import BaseModel

from astra.contracts.errors import AstraError, ErrorCode
from astra.contracts.memory import (
    BriefRequest,
    Loop,
    LoopsRequest,
    MemoryFact,
    MemoryQuery,
    SessionIngest,
    StartBrief,
    StartBriefRequest,
)
from astra.memory.breaker import Breaker
from astra.memory.reading import read_brief, read_facts, read_loops

_log = structlog.get_logger(__name__)

MAX_ANSWER_BYTES = 2_000_000


@dataclass(frozen=True, slots=True)
class MemoryBudgets:
    """How long each call may take, in seconds. `query_s` bounds a query that no turn waits for any more."""

    brief_s: float = 2.0
    query_s: float = 1.0
    ingest_s: float = 30.0


@dataclass(frozen=True, slots=True)
class FetchedBrief:
    """What a session starts with; `brief` is None when neither brief could be had."""

    brief: StartBrief | None = None
    is_fallback: bool = False


class MemoryClient:
    """Speaks to the service at `base_url`; `transport` reaches one in this process (`httpx.ASGITransport`).

    Belongs to one event loop, closed by its owner. Answers are read defensively; a service that fails is left alone
    until it has been seen to answer again.
    """

    def __init__(
        self,
        base_url: str,
        token: str,
        *,
        transport: httpx.AsyncBaseTransport | None = None,
        budgets: MemoryBudgets | None = None,
        breaker: Breaker | None = None,
    ) -> None:
        self._budgets = budgets or MemoryBudgets()
        self._breaker = breaker or Breaker()
        self._http = httpx.AsyncClient(
            base_url=base_url.rstrip("/") + "/",
            transport=transport,
            headers={"authorization": f"Bearer {token}"},
            timeout=None,  # noqa: S113  each call has a deadline of its own, over connecting and all
            trust_env=False,
            verify=base_url.startswith("https"),
        )

    @property
    def is_resting(self) -> bool:
        """Whether the service failed lately and nothing is asked of it."""
        return self._breaker.is_open

    async def aclose(self) -> None:
        """Stop recovering and let go of the connections."""
        await self._breaker.aclose()
        await self._http.aclose()

    async def fetch_brief(self, user_id: UUID, session_id: UUID, *, now: datetime | None = None) -> FetchedBrief:
        """The start brief, else the simpler one, else none. Never raises `AstraError`."""
        asked = StartBriefRequest(user_id=str(user_id), session_id=str(session_id), now=now)
        if (brief := await self._try_brief("session/startbrief", asked)) is not None:
            return FetchedBrief(brief)
        simpler = BriefRequest(user_id=str(user_id), session_id=str(session_id))
        return FetchedBrief(await self._try_brief("session/brief", simpler, despite_rest=True), is_fallback=True)

    async def fetch_loops(self, user_id: UUID) -> tuple[Loop, ...] | None:
        """Open loops; None when they can't be had."""
        try:
            answer = await self._ask("memory/loops", LoopsRequest(user_id=str(user_id)), within_s=self._budgets.brief_s)
        except AstraError:
            return None
        return read_loops(answer)

    async def query(self, query: MemoryQuery) -> tuple[MemoryFact, ...]:
        """What memory has on `query`, best first; raises `AstraError(unavailable)`, at once while the service rests."""
        return read_facts(await self._ask("memory/query", query, within_s=self._budgets.query_s))

    async def ingest(self, session: SessionIngest) -> None:
        """Hand over a transcript; raises `AstraError`, `retryable` unless the service refused it."""
        async with _deadline(self._budgets.ingest_s):
            await self._post("session/ingest", session)

    async def _try_brief(self, path: str, body: BaseModel, *, despite_rest: bool = False) -> StartBrief | None:
        try:
            answer = await self._ask(path, body, within_s=self._budgets.brief_s, despite_rest=despite_rest)
        except AstraError as error:
            _log.warning("memory.no_brief", path=path, code=error.code)
            return None
        return read_brief(answer)

    async def _ask(self, path: str, body: BaseModel, *, within_s: float, despite_rest: bool = False) -> object:
        """The JSON that the service answers, None where it is none; silence opens the breaker, a refusal does not."""
        if self._breaker.is_open and not despite_rest:
            raise _TooSlowError
        try:
            answer = await self._probe(path, body, within_s)
        except _TooSlowError:
            self._breaker.note_failure(partial(self._probe, path, body, within_s))
            raise
        self._breaker.note_success()
        return answer

    async def _probe(self, path: str, body: BaseModel, within_s: float) -> object:
        async with _deadline(within_s):
            answer = await self._post(path, body)
        try:
            return answer.json() if len(answer.content) <= MAX_ANSWER_BYTES else None
        except (ValueError, RecursionError):
            return None

    async def _post(self, path: str, body: BaseModel) -> httpx.Response:
        content = body.model_dump_json(exclude_none=True, by_alias=True)
        try:
            answer = await self._http.post(path, content=content, headers={"content-type": "application/json"})
        except (httpx.HTTPError, httpx.InvalidURL, OSError) as error:
            raise _TooSlowError from error
        if answer.is_success:
            return answer
        refused = 400 <= answer.status_code < 500 and answer.status_code not in {401, 403, 408, 429}
        code = ErrorCode.INVALID if refused else ErrorCode.UNAVAILABLE
        raise AstraError(code, f"the memory service answered {answer.status_code}", retryable=not refused)


@asynccontextmanager
async def _deadline(within_s: float) -> AsyncGenerator[None]:
    try:
        async with asyncio.timeout(within_s):
            yield
    except TimeoutError as error:
        raise _TooSlowError from error


class _TooSlowError(AstraError):
    """It can't be reached, or takes too long: asking again at once would cost somebody time."""

    def __init__(self) -> None:
        super().__init__(ErrorCode.UNAVAILABLE, "the memory service does not answer", retryable=True)
