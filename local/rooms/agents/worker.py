"""One registered agent worker: its socket, its load, the jobs it runs, and the questions it has yet to answer."""

import asyncio

from aiohttp import web
from livekit.protocol import agent

from local.rooms.ids import Kind, new_sid


class WorkerGoneError(Exception):
    """The worker's socket closed while it was asked."""


class Worker:
    """Exists from registration to the end of the socket."""

    def __init__(self, socket: web.WebSocketResponse, registration: agent.RegisterWorkerRequest) -> None:
        self.id = new_sid(Kind.WORKER)
        self.registration = registration
        self.load = 0.0
        self.available = True
        self.jobs: dict[str, agent.Job] = {}
        self._socket = socket
        self._asked: dict[str, asyncio.Future[agent.AvailabilityResponse]] = {}

    def serves(self, agent_name: str, kind: agent.JobType) -> bool:
        """Whether this is a worker for such jobs that takes any now."""
        return self.available and self.registration.agent_name == agent_name and self.registration.type == kind

    @property
    def busyness(self) -> float:
        """For choosing among several: reported load, then jobs under way."""
        return self.load + 0.01 * (len(self.jobs) + len(self._asked))

    async def send(self, message: agent.ServerMessage) -> None:
        """Send; silently nothing when the socket is closed."""
        if not self._socket.closed:
            try:
                await self._socket.send_bytes(message.SerializeToString())
            except ConnectionError:
                return

    async def ask(self, job: agent.Job, timeout_s: float) -> agent.AvailabilityResponse:
        """Whether it takes the job. Raises `TimeoutError`, or `WorkerGoneError`."""
        answer = asyncio.get_running_loop().create_future()
        self._asked[job.id] = answer
        try:
            await self.send(agent.ServerMessage(availability=agent.AvailabilityRequest(job=job)))
            async with asyncio.timeout(timeout_s):
                return await answer
        finally:
            self._asked.pop(job.id, None)

    def on_answer(self, response: agent.AvailabilityResponse) -> None:
        """The answer to a question; an unasked one is ignored."""
        answer = self._asked.get(response.job_id)
        if answer is not None and not answer.done():
            answer.set_result(response)

    def on_gone(self) -> None:
        """The socket is closed."""
        self.available = False
        for answer in self._asked.values():
            if not answer.done():
                answer.set_exception(WorkerGoneError())

    async def close(self) -> None:
        """Close the socket from this side."""
        await self._socket.close(code=1001)
