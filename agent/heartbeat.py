"""Tells the service every few seconds that this worker lives, and sends what dead workers left on the disk."""

import asyncio
from collections.abc import Callable

import structlog

from agent.chain_board import ChainBoard
from agent.outbox.outbox import send_leftovers
from agent.outbox.spool import count_backlog
from agent.service_client import ServiceClient
from agent.settings import WorkerSettings
from astra.contracts.errors import AstraError
from astra.contracts.worker import Heartbeat

_log = structlog.get_logger(__name__)

BEAT_S = 5.0
RETRY_S = 1.0
"""After a beat that did not arrive: a service that comes up after its worker soon knows of it."""
SWEEP_S = 10.0


async def beat(
    settings: WorkerSettings, client: ServiceClient, board: ChainBoard, *, worker_id: Callable[[], str]
) -> None:
    """Until cancelled. A service that is away is no error here."""
    was_lost = False
    while True:
        backlog = await asyncio.to_thread(count_backlog, settings.spool_dir)
        heartbeat = Heartbeat(
            worker_id=worker_id(),
            agent_name=settings.astra_agent_name,
            jobs=board.sessions,
            spool_backlog=backlog,
            chains=board.read(),
        )
        try:
            await client.send_heartbeat(heartbeat)
            was_lost = False
        except AstraError as error:
            if not was_lost:
                _log.warning("heartbeat.lost", code=error.code)
            was_lost = True
        await asyncio.sleep(RETRY_S if was_lost else BEAT_S)


async def sweep(settings: WorkerSettings, client: ServiceClient) -> None:
    """Until cancelled: claim and send spools that nobody owns."""
    while True:
        await send_leftovers(settings.spool_dir, client)
        await asyncio.sleep(SWEEP_S)
