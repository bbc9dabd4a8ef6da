"""The WebSocket that agent workers keep open."""

import structlog
from aiohttp import WSCloseCode, WSMsgType, web
from google.protobuf.message import DecodeError
from livekit.protocol import agent

from local.rooms.agents.worker import Worker
from local.rooms.bucket import TokenBucket
from local.rooms.server import RoomServer

_log = structlog.get_logger(__name__)


async def serve_worker(server: RoomServer, socket: web.WebSocketResponse) -> None:
    """Read a worker's messages until it goes. Nonsense closes with 1007, text with 1003, a flood with 1008."""
    limits = server.settings.limits
    allowance = TokenBucket(server.clock, per_s=limits.worker_messages_per_s, burst=limits.worker_messages_per_s * 5)
    worker: Worker | None = None
    try:
        async for frame in socket:
            if frame.type != WSMsgType.BINARY:
                await socket.close(code=WSCloseCode.UNSUPPORTED_DATA)
                return
            if not allowance.take():
                await socket.close(code=WSCloseCode.POLICY_VIOLATION)
                return
            try:
                message = agent.WorkerMessage.FromString(frame.data)
            except DecodeError:
                _log.info("worker.garbage")
                await socket.close(code=WSCloseCode.INVALID_TEXT)
                return
            if worker is None:
                worker = await _register(server, socket, message)
                if worker is None:
                    return
            else:
                await _handle(server, worker, message)
    finally:
        if worker is not None:
            server.dispatcher.worker_gone(worker)


async def _register(server: RoomServer, socket: web.WebSocketResponse, message: agent.WorkerMessage) -> Worker | None:
    if message.WhichOneof("message") != "register":
        await socket.close(code=WSCloseCode.POLICY_VIOLATION, message=b"register first")
        return None
    if len(server.dispatcher.workers) >= server.settings.limits.workers:
        await socket.close(code=WSCloseCode.TRY_AGAIN_LATER, message=b"too many workers")
        return None
    worker = Worker(socket, message.register)
    await server.dispatcher.worker_registered(worker)
    return worker


async def _handle(server: RoomServer, worker: Worker, message: agent.WorkerMessage) -> None:
    dispatcher = server.dispatcher
    match message.WhichOneof("message"):
        case "availability":
            worker.on_answer(message.availability)
        case "update_worker":
            dispatcher.worker_changed(worker, message.update_worker)
        case "update_job":
            dispatcher.job_changed(worker, message.update_job)
        case "migrate_job":
            carried = {*message.migrate_job.job_ids, *(job.id for job in message.migrate_job.jobs)}
            dispatcher.jobs_brought_back(worker, carried)
        case "ping":
            pong = agent.WorkerPong(last_timestamp=message.ping.timestamp, timestamp=server.clock.wall_ms())
            await worker.send(agent.ServerMessage(pong=pong))
        case other:
            _log.info("worker.ignored", request=other or "unknown")
