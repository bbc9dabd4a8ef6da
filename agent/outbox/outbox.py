"""One session's outbox: takes utterances without making the conversation wait, keeps them, sends them."""

import asyncio
import threading
from collections import deque
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import structlog

from agent.outbox.sender import send_spool
from agent.outbox.spool import SpoolFile, claim_leftovers, create_spool
from agent.service_client import ServiceClient
from astra.contracts.utterance import IngestAnswer, Utterance
from astra.kit.tasks import TaskGroup

_log = structlog.get_logger(__name__)


class Outbox:
    """Utterances of one session, in the order in which `put` took them."""

    def __init__(self, directory: Path, session_id: UUID, client: ServiceClient) -> None:
        self._directory = directory
        self._session_id = session_id
        self._client = client
        self._waiting: deque[Utterance] = deque()
        self._news = asyncio.Event()
        self._settled = asyncio.Event()
        self._settled.set()
        self._tasks = TaskGroup()
        self._spool: SpoolFile | None = None
        self._wanted = True
        self._on_disk = threading.Lock()
        self._hear_version: Callable[[int], None] = _ignore_version

    def listen(self, hear_version: Callable[[int], None]) -> None:
        """Call `hear_version` with the version of the session's context that comes with each answer."""
        self._hear_version = hear_version

    def start(self) -> None:
        """Begin to keep and send."""
        self._tasks.spawn(self._run(), name="outbox")

    def put(self, utterance: Utterance) -> None:
        """Take an utterance; it is on disk within milliseconds, and with the service when the service is there."""
        if not self._wanted:
            return
        self._waiting.append(utterance)
        self._settled.clear()
        self._news.set()

    async def flush(self, timeout_s: float) -> bool:
        """Wait until everything is with the service; False when the time is up (it stays on disk)."""
        try:
            await asyncio.wait_for(self._settled.wait(), timeout_s)
        except TimeoutError:
            return False
        return True

    async def aclose(self) -> None:
        """Stop sending. What was not confirmed stays on disk, for whoever claims it next."""
        await self._tasks.aclose()
        if self._wanted:
            await asyncio.to_thread(self._keep_waiting)
        if self._spool is not None:
            self._spool.release()
            self._spool = None

    async def _run(self) -> None:
        sending: asyncio.Task[bool] | None = None
        try:
            while self._wanted:
                if self._waiting:
                    await asyncio.to_thread(self._keep_waiting)
                if sending is None and self._spool is not None and self._spool.unsent:
                    sending = self._tasks.spawn(send_spool(self._spool, self._ingest), name="outbox.send")
                    sending.add_done_callback(lambda _: self._news.set())
                if sending is not None and sending.done():
                    self._wanted = sending.result()
                    sending = None
                    continue
                if sending is None and not self._waiting:
                    self._settled.set()
                self._news.clear()
                if not self._waiting:
                    await self._news.wait()
        finally:
            if not self._wanted:
                self._drop()

    def _keep_waiting(self) -> None:
        with self._on_disk:
            while self._waiting:
                if self._spool is None:
                    self._spool = create_spool(self._directory, self._session_id)
                self._spool.keep(self._waiting[0])
                self._waiting.popleft()

    def _drop(self) -> None:
        self._waiting.clear()
        self._settled.set()
        if self._spool is not None:
            self._spool.discard()
            self._spool = None

    async def _ingest(self, batch: list[Utterance]) -> IngestAnswer:
        answer = await self._client.ingest(self._session_id, batch)
        self._hear_version(answer.context_version)
        return answer


def _ignore_version(_version: int) -> None:
    """Nobody listens."""


async def send_leftovers(directory: Path, client: ServiceClient, session_id: UUID | None = None) -> int:
    """Send what dead workers left behind, of one session or of all; answers how many files were cleared.

    It waits for the service as long as it takes: bound it from outside.
    """
    cleared = 0
    for spool in claim_leftovers(directory, session_id):

        async def ingest(batch: list[Utterance], of: UUID = spool.session_id) -> IngestAnswer:
            return await client.ingest(of, batch)

        try:
            if await send_spool(spool, ingest):
                cleared += 1
            spool.discard()
        finally:
            spool.release()
    if cleared:
        _log.info("outbox.recovered", files=cleared)
    return cleared
