"""Jobs: one that still looks for a worker, one that runs, and what its agent may do in the room."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from livekit import api
from livekit.protocol import agent, agent_dispatch

if TYPE_CHECKING:
    from local.rooms.participant import Participant
    from local.rooms.room import Room

JobKey: TypeAlias = tuple[str, int, str]
"""Dispatch id, job type, participant sid (empty for a room's job)."""


@dataclass(slots=True)
class WantedJob:
    """A job that should run and has no worker yet; `asking` while one is being asked."""

    room: "Room"
    dispatch: agent_dispatch.AgentDispatch
    kind: agent.JobType
    participant: "Participant | None"
    asking: bool = False


def find_job(room: "Room", job_id: str) -> agent.Job | None:
    """A job of the room by its id."""
    jobs = (job for dispatch in room.dispatches.values() for job in dispatch.state.jobs)
    return next((job for job in jobs if job.id == job_id), None)


def job_grants(registration: agent.RegisterWorkerRequest, room_name: str) -> api.VideoGrants:
    """What an agent may do: everything, unless its worker registered with less."""
    allowed = registration.allowed_permissions
    limited = registration.HasField("allowed_permissions")
    return api.VideoGrants(
        room_join=True,
        agent=True,
        room=room_name,
        can_update_own_metadata=True,
        can_publish=allowed.can_publish if limited else True,
        can_subscribe=allowed.can_subscribe if limited else True,
        can_publish_data=allowed.can_publish_data if limited else True,
        hidden=allowed.hidden if limited else False,
    )
