"""Wires the worker: settings, warm parts, the agent server, its heartbeat, and a stop that takes seconds."""

import asyncio
import math
import os
import signal
from collections.abc import Awaitable, Callable
from functools import partial

import structlog
from livekit.agents import AgentServer, JobContext, JobExecutorType, JobProcess

from agent.chain_board import ChainBoard
from agent.chains.build import list_links
from agent.heartbeat import beat, sweep
from agent.job import Job
from agent.log_filter import configure_logging
from agent.rehearsal import rehearse
from agent.service_client import ServiceClient
from agent.settings import WorkerSettings
from agent.warmth import Warmth, load_warmth, warm_job
from astra.kit.tasks import TaskGroup
from astra.llm.settings import LlmSettings

_log = structlog.get_logger(__name__)


Entrypoint = Callable[[JobContext], Awaitable[None]]


def build_server(
    settings: WorkerSettings, entrypoint: Entrypoint, *, warm: Callable[[JobProcess], None] | None = None
) -> AgentServer:
    """An agent server that gives its jobs to `entrypoint`, not running yet. `warm` is run in each thread before a job.

    Sessions are threads: one takes a ninth of a process's memory. A benchmark hands over another entrypoint to run it
    under the same conditions as ours.
    """
    server = AgentServer(
        job_executor_type=JobExecutorType.THREAD,
        load_threshold=math.inf,  # one machine runs everything: refusing a job for a busy CPU helps nobody
        num_idle_processes=settings.astra_worker_idle_threads,
        ws_url=settings.livekit_url,
        api_key=settings.livekit_api_key,
        api_secret=settings.livekit_api_secret.get_secret_value(),
        host=settings.astra_worker_host,
        port=settings.astra_worker_port,
        max_retry=1_000_000,  # a room server that is restarted is found again, however long it takes
        session_end_timeout=settings.astra_worker_drain_s,
        shutdown_process_timeout=settings.astra_worker_drain_s,
        setup_fnc=warm,
    )
    server.rtc_session(entrypoint, agent_name=settings.astra_agent_name)
    return server


def make_entrypoint(settings: WorkerSettings, llm: LlmSettings, warmth: Warmth, board: ChainBoard) -> Entrypoint:
    """Astra's own entrypoint: one conversation a job."""

    async def hold_session(ctx: JobContext) -> None:
        await Job(ctx, settings=settings, llm=llm, warmth=warmth).begin(board)

    return hold_session


async def run_worker(settings: WorkerSettings, llm: LlmSettings) -> None:
    """Run until SIGTERM or SIGINT; then hand over what is under way and leave."""
    warmth = await asyncio.to_thread(load_warmth, settings)
    board, tasks = ChainBoard(list_links(settings, llm)), TaskGroup()
    entrypoint = make_entrypoint(settings, llm, warmth, board)
    server = build_server(settings, entrypoint, warm=partial(warm_job, settings=settings, llm=llm))
    stop = asyncio.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(name, stop.set)
    async with ServiceClient(settings.astra_api_url, settings.astra_service_token.get_secret_value()) as client:
        running = tasks.spawn(server.run(), name="server")
        tasks.spawn(beat(settings, client, board, worker_id=lambda: server.id), name="heartbeat")
        tasks.spawn(sweep(settings, client), name="sweep")
        server.once("worker_registered", lambda *_: tasks.spawn(rehearse(settings, warmth.kernels), name="rehearsal"))
        stopping = tasks.spawn(stop.wait(), name="stop")
        await asyncio.wait({running, stopping}, return_when=asyncio.FIRST_COMPLETED)
        _log.info("worker.stopping", jobs=board.sessions)
        try:
            await asyncio.wait_for(server.aclose(), settings.astra_worker_drain_s)
        except TimeoutError:
            _log.warning("worker.left_jobs_behind", jobs=board.sessions)
        await tasks.aclose()


def start() -> None:
    """Entry point of the process."""
    configure_logging()
    asyncio.run(run_worker(WorkerSettings(), LlmSettings()))  # pyright: ignore[reportCallIssue]  from the environment
    # A job thread that hangs in a provider's socket would keep the process alive: all it held is on the disk.
    os._exit(0)
