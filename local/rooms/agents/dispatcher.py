"""Brings agents into rooms: which room wants which agent, which worker takes the job, and when the job ends.

A job that no worker has taken stays wanted and is offered again when a worker registers or frees up. A job whose worker
died is not offered again by itself: as on any LiveKit server, whoever misses the agent makes a new dispatch.
"""

import asyncio
from collections.abc import Iterable
from typing import TYPE_CHECKING

import structlog
from livekit.protocol import agent, agent_dispatch, models

from local.kit.clock import Clock
from local.kit.tasks import TaskGroup
from local.rooms.agents.jobs import JobKey, WantedJob, find_job, job_grants
from local.rooms.agents.worker import Worker, WorkerGoneError
from local.rooms.ids import Kind, new_sid
from local.rooms.settings import Settings
from local.rooms.tokens import Tokens

if TYPE_CHECKING:
    from local.rooms.participant import Participant
    from local.rooms.room import Room

_log = structlog.get_logger(__name__)
_ENDED = (agent.JS_SUCCESS, agent.JS_FAILED)


class DispatchRefusedError(Exception):
    """No more dispatches fit into the room."""


class Dispatcher:
    """All workers, all dispatches, all jobs of the server."""

    def __init__(
        self, settings: Settings, clock: Clock, tokens: Tokens, errands: TaskGroup, server: models.ServerInfo
    ) -> None:
        self._settings = settings
        self._clock = clock
        self._tokens = tokens
        self._errands = errands
        self._server = server
        self._wanted: dict[JobKey, WantedJob] = {}
        self._rooms_of_jobs: dict[str, Room] = {}
        self.workers: dict[str, Worker] = {}

    def start(self) -> None:
        """Begin to offer again what nobody has taken."""
        self._errands.spawn(self._retry_for_ever(), name="dispatch.retry")

    def room_opened(self, room: "Room", agents: Iterable[agent_dispatch.RoomAgentDispatch]) -> None:
        """A room begins with the agents it was configured with; without any, workers that have no name serve it."""
        configured = list(agents)
        if not configured:
            self._add(room, "", "", {})
        self.add_missing(room, configured)

    def add_missing(self, room: "Room", agents: Iterable[agent_dispatch.RoomAgentDispatch]) -> None:
        """Add the configured agents that the room does not have yet."""
        for wish in agents:
            if any(d.agent_name == wish.agent_name for d in room.dispatches.values()):
                continue
            self.create(room, wish.agent_name, wish.metadata, dict(wish.attributes))

    def create(
        self, room: "Room", agent_name: str, metadata: str, attributes: dict[str, str]
    ) -> agent_dispatch.AgentDispatch:
        """Ask for an agent in a room, for good. Raises `DispatchRefusedError`."""
        if len(room.dispatches) >= self._settings.limits.dispatches_per_room:
            raise DispatchRefusedError
        dispatch = self._add(room, agent_name, metadata, attributes)
        for member in room.members.values():
            if member.is_agent:
                continue
            self._want(room, dispatch, agent.JT_PARTICIPANT, member)
            if member.publishing.live:
                self._want(room, dispatch, agent.JT_PUBLISHER, member)
        self._offer_all()
        return dispatch

    def delete(self, room: "Room", dispatch_id: str) -> agent_dispatch.AgentDispatch | None:
        """Take a dispatch back and end its jobs; None when there is none of that id."""
        dispatch = room.dispatches.pop(dispatch_id, None)
        if dispatch is not None:
            self._wanted = {key: want for key, want in self._wanted.items() if key[0] != dispatch_id}
            dispatch.state.deleted_at = self._clock.wall_ns()
            self._terminate([job.id for job in dispatch.state.jobs])
        return dispatch

    def participant_joined(self, room: "Room", participant: "Participant") -> None:
        """Somebody came in."""
        self._want_for(room, agent.JT_PARTICIPANT, participant)

    def participant_published(self, room: "Room", participant: "Participant") -> None:
        """Somebody published a track."""
        self._want_for(room, agent.JT_PUBLISHER, participant)

    def participant_left(self, room: "Room", participant: "Participant") -> None:
        """Jobs about this participant end; so does an agent's own job, unless the agent left by itself."""
        self._wanted = {key: want for key, want in self._wanted.items() if want.participant is not participant}
        by_itself = participant.info.disconnect_reason == models.CLIENT_INITIATED
        ended = [
            job.id
            for dispatch in room.dispatches.values()
            for job in dispatch.state.jobs
            if job.participant.sid == participant.sid
            or (participant.is_agent and not by_itself and job.state.participant_identity == participant.identity)
        ]
        self._terminate(ended)

    def room_closed(self, room: "Room") -> None:
        """Every job of the room ends."""
        self._wanted = {key: want for key, want in self._wanted.items() if want.room is not room}
        self._terminate([job.id for dispatch in room.dispatches.values() for job in dispatch.state.jobs])
        self._rooms_of_jobs = {job: owner for job, owner in self._rooms_of_jobs.items() if owner is not room}

    async def worker_registered(self, worker: Worker) -> None:
        """A worker is ready."""
        self.workers[worker.id] = worker
        _log.info("worker.registered", worker=worker.id, agent_name=worker.registration.agent_name)
        answer = agent.RegisterWorkerResponse(worker_id=worker.id, server_info=self._server)
        await worker.send(agent.ServerMessage(register=answer))
        self._offer_all()

    def worker_changed(self, worker: Worker, status: agent.UpdateWorkerStatus) -> None:
        """A worker reports its load."""
        was_available = worker.available
        worker.load = status.load
        worker.available = status.status != agent.WS_FULL and not status.draining
        if worker.available and not was_available:
            self._offer_all()

    def worker_gone(self, worker: Worker) -> None:
        """A worker's socket closed: its jobs have failed, and their agents are not waited for."""
        self.workers.pop(worker.id, None)
        worker.on_gone()
        _log.info("worker.gone", worker=worker.id, jobs=len(worker.jobs))
        for job in list(worker.jobs.values()):
            self._end(worker, job, agent.JS_FAILED, "worker disconnected")

    def job_changed(self, worker: Worker, update: agent.UpdateJobStatus) -> None:
        """A worker reports on a job."""
        job = worker.jobs.get(update.job_id)
        if job is None:
            return
        if update.status in _ENDED:
            self._end(worker, job, update.status, update.error)
        else:
            job.state.status, job.state.updated_at = update.status, self._clock.wall_ns()

    def jobs_brought_back(self, worker: Worker, job_ids: Iterable[str]) -> None:
        """A worker that lost its socket is back with the jobs it has been running all along."""
        for job_id in job_ids:
            room = self._rooms_of_jobs.get(job_id)
            job = find_job(room, job_id) if room is not None else None
            if room is None or job is None:
                continue
            job.state.status, job.state.error, job.state.worker_id = agent.JS_RUNNING, "", worker.id
            job.state.ended_at = 0
            worker.jobs[job_id] = job
            self._mark_orphan(room, job.state.participant_identity, orphaned=False)

    async def aclose(self) -> None:
        """Close every worker's socket."""
        await asyncio.gather(*(worker.close() for worker in list(self.workers.values())), return_exceptions=True)

    def _add(
        self, room: "Room", agent_name: str, metadata: str, attributes: dict[str, str]
    ) -> agent_dispatch.AgentDispatch:
        dispatch = agent_dispatch.AgentDispatch(
            id=new_sid(Kind.DISPATCH), agent_name=agent_name, room=room.name, metadata=metadata, attributes=attributes
        )
        dispatch.state.created_at = self._clock.wall_ns()
        room.dispatches[dispatch.id] = dispatch
        self._want(room, dispatch, agent.JT_ROOM, None)
        self._offer_all()
        return dispatch

    def _want_for(self, room: "Room", kind: agent.JobType, participant: "Participant") -> None:
        if participant.is_agent:
            return
        for dispatch in room.dispatches.values():
            self._want(room, dispatch, kind, participant)
        self._offer_all()

    def _want(
        self,
        room: "Room",
        dispatch: agent_dispatch.AgentDispatch,
        kind: agent.JobType,
        participant: "Participant | None",
    ) -> None:
        sid = participant.sid if participant is not None else ""
        if any(job.type == kind and job.participant.sid == sid for job in dispatch.state.jobs):
            return
        self._wanted.setdefault((dispatch.id, kind, sid), WantedJob(room, dispatch, kind, participant))

    async def _retry_for_ever(self) -> None:
        while True:
            await asyncio.sleep(self._settings.timeouts.job_retry_s)
            self._offer_all()

    def _offer_all(self) -> None:
        for key, wanted in list(self._wanted.items()):
            if wanted.asking:
                continue
            takers = [w for w in self.workers.values() if w.serves(wanted.dispatch.agent_name, wanted.kind)]
            if takers:
                wanted.asking = True
                takers.sort(key=lambda worker: worker.busyness)
                self._errands.spawn(self._place(key, wanted, takers), name="dispatch.place")

    async def _place(self, key: JobKey, wanted: WantedJob, workers: list[Worker]) -> None:
        try:
            for worker in workers:
                job = self._new_job(wanted, worker)
                try:
                    answer = await worker.ask(job, self._settings.timeouts.job_answer_s)
                except (TimeoutError, WorkerGoneError):
                    continue
                if self._wanted.get(key) is not wanted:
                    return
                if answer.available:
                    del self._wanted[key]
                    await self._assign(wanted, worker, job, answer)
                    return
                if answer.terminate:
                    del self._wanted[key]
                    return
        finally:
            wanted.asking = False

    def _new_job(self, wanted: WantedJob, worker: Worker) -> agent.Job:
        dispatch = wanted.dispatch
        job = agent.Job(
            id=new_sid(Kind.JOB),
            dispatch_id=dispatch.id,
            type=wanted.kind,
            room=wanted.room.snapshot(),
            metadata=dispatch.metadata,
            agent_name=dispatch.agent_name,
            attributes=dispatch.attributes,
        )
        job.state.status, job.state.worker_id = agent.JS_PENDING, worker.id
        if wanted.participant is not None:
            job.participant.CopyFrom(wanted.participant.snapshot())
        return job

    async def _assign(
        self, wanted: WantedJob, worker: Worker, job: agent.Job, answer: agent.AvailabilityResponse
    ) -> None:
        identity = answer.participant_identity or f"agent-{job.id}"
        now_ns = self._clock.wall_ns()
        job.state.status, job.state.participant_identity = agent.JS_RUNNING, identity
        job.state.started_at = job.state.updated_at = now_ns
        wanted.dispatch.state.jobs.append(job)
        kept = worker.jobs[job.id] = wanted.dispatch.state.jobs[-1]
        self._rooms_of_jobs[job.id] = wanted.room
        _log.info("job.assigned", job=job.id, worker=worker.id)
        attributes = {**answer.participant_attributes, "lk.agent.name": wanted.dispatch.agent_name}
        token = self._tokens.for_job(
            identity,
            answer.participant_name,
            answer.participant_metadata,
            attributes,
            job_grants(worker.registration, wanted.room.name),
        )
        await worker.send(agent.ServerMessage(assignment=agent.JobAssignment(job=kept, token=token)))

    def _terminate(self, job_ids: list[str]) -> None:
        for worker in self.workers.values():
            for job_id in job_ids:
                if job_id in worker.jobs:
                    message = agent.ServerMessage(termination=agent.JobTermination(job_id=job_id))
                    self._errands.spawn(worker.send(message), name="dispatch.terminate")

    def _end(self, worker: Worker, job: agent.Job, status: agent.JobStatus, error: str) -> None:
        worker.jobs.pop(job.id, None)
        job.state.status, job.state.error = status, error
        job.state.ended_at = job.state.updated_at = self._clock.wall_ns()
        if (room := self._rooms_of_jobs.get(job.id)) is not None:
            self._mark_orphan(room, job.state.participant_identity, orphaned=True)

    def _mark_orphan(self, room: "Room", identity: str, *, orphaned: bool) -> None:
        member = room.members.get(identity)
        if member is not None and member.is_agent:
            member.orphaned_at_s = self._clock.monotonic() if orphaned else None
