"""What a dispatched job does: load the session, hold the conversation, hand everything over, leave."""

import asyncio
from uuid import UUID

import structlog
from livekit.agents import JobContext
from pydantic import ValidationError

from agent.chain_board import ChainBoard
from agent.conversation import Conversation, Means
from agent.outbox.outbox import Outbox, send_leftovers
from agent.service_client import ServiceClient
from agent.settings import WorkerSettings
from agent.warmth import WarmParts, Warmth, take_parts
from astra.contracts.errors import AstraError, ErrorCode
from astra.contracts.session import DispatchMetadata, SessionContext
from astra.kit.tasks import TaskGroup
from astra.llm.settings import LlmSettings

_log = structlog.get_logger(__name__)

CONTEXT_PAUSES_S = (0.1, 0.3, 0.6, 1.2, 2.4, 4.8)
LEFTOVERS_S = 2.0


class Job:
    """Runs one session. Everything it opens belongs to its own event loop.

    The framework gives the entrypoint no sign of a shutdown: `begin` returns as soon as the talk runs, an errand waits
    for its end, and the shutdown callback waits for that errand.
    """

    def __init__(self, ctx: JobContext, *, settings: WorkerSettings, llm: LlmSettings, warmth: Warmth) -> None:
        self._ctx = ctx
        self._settings = settings
        self._llm = llm
        self._warmth = warmth
        self._client = ServiceClient(settings.astra_api_url, settings.astra_service_token.get_secret_value())
        self._tasks = TaskGroup()

    async def begin(self, board: ChainBoard) -> None:
        """From dispatch to greeting. Without a session to hold, the job ends at once and never joins the room.

        The room is joined by the session's own start: what listens for the words that were spoken before the agent
        came must be there when it comes.
        """
        context = await self._find_session()
        if context is None:
            await self._client.aclose()
            self._ctx.shutdown("no session")
            return
        parts = take_parts(self._ctx.proc, self._settings, self._llm)
        outbox = Outbox(self._settings.spool_dir, context.session_id, self._client)
        try:
            await self._hold(context, parts, outbox, board)
        except Exception as error:  # noqa: BLE001  whatever it was, nobody is left in a room with a mute agent
            _log.error("job.not_held", session_id=str(context.session_id), error=type(error).__name__)
            self._ctx.shutdown("could not begin")

    async def _hold(self, context: SessionContext, parts: WarmParts, outbox: Outbox, board: ChainBoard) -> None:
        means = Means(
            settings=self._settings,
            kernels=self._warmth.kernels,
            chain=parts.chain,
            memory=parts.memory,
            tools=self._warmth.tools,
            places=self._warmth.places,
            service=self._client,
            outbox=outbox,
            vad=parts.vad,
            stt_clients=parts.stt_clients,
        )
        conversation = Conversation(self._ctx, context, means)
        outbox.start()
        board.pin(context.session_id, conversation.chains)

        async def finish() -> None:
            await conversation.ended.wait()
            board.unpin(context.session_id)
            await conversation.aclose()
            await self._hand_over(context, conversation, outbox)
            await parts.chain.aclose()
            await parts.memory.aclose()
            await self._client.aclose()
            self._ctx.shutdown("session over")

        finishing = self._tasks.spawn(finish(), name="finish")

        async def leave() -> None:
            conversation.end(None)
            await asyncio.wait({finishing})

        self._ctx.add_shutdown_callback(leave)
        self._tasks.spawn(parts.chain.prewarm(), name="prewarm llm")
        await conversation.start()

    async def _find_session(self) -> SessionContext | None:
        """What there is to know of the dispatched session; None when there is no session to hold."""
        try:
            session_id = DispatchMetadata.model_validate_json(self._ctx.job.metadata).session_id
        except ValidationError:
            _log.error("job.metadata_malformed", job_id=self._ctx.job.id)
            return None
        await self._send_leftovers_of(session_id)
        return await self._load(session_id)

    async def _load(self, session_id: UUID) -> SessionContext | None:
        for pause_s in (*CONTEXT_PAUSES_S, None):
            try:
                return await self._client.fetch_context(session_id)
            except AstraError as error:
                if pause_s is None or not error.retryable or error.code is ErrorCode.UNAUTHENTICATED:
                    _log.error("job.no_context", session_id=str(session_id), code=error.code)
                    return None
                await asyncio.sleep(pause_s)
        return None

    async def _send_leftovers_of(self, session_id: UUID) -> None:
        """What an earlier worker kept of this session goes first: the numbering continues after it."""
        try:
            await asyncio.wait_for(send_leftovers(self._settings.spool_dir, self._client, session_id), LEFTOVERS_S)
        except TimeoutError:
            _log.warning("job.leftovers_wait", session_id=str(session_id))

    async def _hand_over(self, context: SessionContext, conversation: Conversation, outbox: Outbox) -> None:
        is_sent = await outbox.flush(self._settings.astra_flush_s)
        await outbox.aclose()
        _log.info("job.done", session_id=str(context.session_id), reason=conversation.end_reason, is_sent=is_sent)
        if conversation.end_reason is None:
            return
        try:
            await self._client.end_session(context.session_id, conversation.end_reason)
        except AstraError as error:
            _log.warning("job.end_not_reported", session_id=str(context.session_id), code=error.code)
        await self._ctx.delete_room()
