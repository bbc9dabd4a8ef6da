"""Agent workers: who gets which job, what is tried again, and how a job ends."""

import asyncio

import pytest
from livekit import api
from livekit.protocol import agent
from livekit.protocol.models import ParticipantPermission

from tests.fakes.rooms_clients import Cast, room_name, until
from tests.fakes.rooms_wire import hand_worker, signalling

pytestmark = pytest.mark.rooms


async def dispatches(people: Cast) -> list[api.AgentDispatch]:
    return list(await people.api().agent_dispatch.list_dispatch(people.room))


async def settled(people: Cast, status: int) -> agent.Job:
    """The room's first job, once it has that status."""
    async with asyncio.timeout(10):
        while True:
            jobs = [job for dispatch in await dispatches(people) for job in dispatch.state.jobs]
            if jobs and jobs[0].state.status == status:
                return jobs[0]
            await asyncio.sleep(0.05)


async def test_an_explicit_dispatch_brings_the_named_agent_with_its_metadata(people: Cast):
    name = room_name()
    async with hand_worker(people.rooms, name) as worker, hand_worker(people.rooms, name + "-other") as other:
        request = api.CreateAgentDispatchRequest(agent_name=name, room=people.room, metadata="session 7")
        made = await people.api().agent_dispatch.create_dispatch(request)
        asked = await worker.receive("availability")
        assert (asked.job.metadata, asked.job.room.name, asked.job.agent_name) == ("session 7", people.room, name)
        assigned = await worker.accept(asked.job, "agent-one")
        async with signalling(people.rooms, assigned.token) as entering:
            joined = await entering.receive("join")
            assert joined.participant.identity == "agent-one"
            assert joined.participant.permission.agent
        listed = await dispatches(people)
        assert [d.id for d in listed] == [made.id]
        await other.nothing("availability", 0.5)


async def test_a_room_can_be_created_with_its_agent(people: Cast):
    name = room_name()
    async with hand_worker(people.rooms, name) as worker:
        wish = api.RoomAgentDispatch(agent_name=name, metadata="from the start")
        await people.api().room.create_room(api.CreateRoomRequest(name=people.room, agents=[wish]))
        asked = await worker.receive("availability")
        assert asked.job.metadata == "from the start"
        await worker.accept(asked.job)
        await settled(people, agent.JS_RUNNING)


async def test_a_token_can_bring_an_agent_along(people: Cast):
    name = room_name()
    made = api.AccessToken(people.rooms.key, people.rooms.secret).with_identity("ann")
    made = made.with_grants(api.VideoGrants(room_join=True, room=people.room))
    wish = api.RoomAgentDispatch(agent_name=name, metadata="by token")
    made = made.with_room_config(api.RoomConfiguration(agents=[wish], metadata="set by token"))
    async with hand_worker(people.rooms, name) as worker, signalling(people.rooms, made.to_jwt()) as ann:
        joined = await ann.receive("join")
        assert joined.room.metadata == "set by token"
        asked = await worker.receive("availability")
        assert asked.job.metadata == "by token"


async def test_a_worker_without_a_name_serves_rooms_that_asked_for_nobody(people: Cast):
    async with hand_worker(people.rooms, "") as worker:
        await people.join("ann")
        asked = await worker.receive("availability")
        while asked.job.room.name != people.room:
            await worker.refuse(asked.job, terminate=True)
            asked = await worker.receive("availability")
        assert asked.job.type == agent.JT_ROOM
        await worker.refuse(asked.job, terminate=True)


async def test_workers_for_publishers_are_told_who_publishes(people: Cast):
    name = room_name()
    async with hand_worker(people.rooms, name, agent.JT_PUBLISHER) as worker:
        await people.api().agent_dispatch.create_dispatch(
            api.CreateAgentDispatchRequest(agent_name=name, room=people.room)
        )
        ann = await people.join("ann")
        await people.speak(ann)
        asked = await worker.receive("availability")
        assert (asked.job.type, asked.job.participant.identity) == (agent.JT_PUBLISHER, "ann")
        await worker.accept(asked.job)
        await ann.disconnect()
        ended = await worker.receive("termination")
        assert ended.job_id == asked.job.id


async def test_a_job_nobody_took_is_offered_again(people: Cast):
    name = room_name()
    await people.api().agent_dispatch.create_dispatch(api.CreateAgentDispatchRequest(agent_name=name, room=people.room))
    async with hand_worker(people.rooms, name) as worker:
        first = await worker.receive("availability")
        await worker.refuse(first.job)
        second = await worker.receive("availability")
        await worker.accept(second.job)
        await settled(people, agent.JS_RUNNING)


async def test_a_worker_that_is_full_gets_nothing_until_it_says_so(people: Cast):
    name = room_name()
    async with hand_worker(people.rooms, name) as worker:
        await worker.send(update_worker=agent.UpdateWorkerStatus(status=agent.WS_FULL, load=1.0))
        await worker.send(ping=agent.WorkerPing(timestamp=5))
        assert (await worker.receive("pong")).last_timestamp == 5
        await people.api().agent_dispatch.create_dispatch(
            api.CreateAgentDispatchRequest(agent_name=name, room=people.room)
        )
        await worker.nothing("availability", 0.5)
    async with hand_worker(people.rooms, name) as worker:
        await worker.accept((await worker.receive("availability")).job)


async def test_the_least_busy_worker_is_asked_first(people: Cast):
    name = room_name()
    async with hand_worker(people.rooms, name) as busy, hand_worker(people.rooms, name) as idle:
        await busy.send(update_worker=agent.UpdateWorkerStatus(status=agent.WS_AVAILABLE, load=0.9))
        await busy.send(ping=agent.WorkerPing(timestamp=1))
        await busy.receive("pong")
        await people.api().agent_dispatch.create_dispatch(
            api.CreateAgentDispatchRequest(agent_name=name, room=people.room)
        )
        await idle.accept((await idle.receive("availability")).job)
        await busy.nothing("availability", 0.3)


async def test_jobs_end_with_the_room_and_with_their_dispatch(people: Cast):
    name = room_name()
    async with hand_worker(people.rooms, name) as worker:
        lk = people.api()
        request = api.CreateAgentDispatchRequest(agent_name=name, room=people.room)
        one = await lk.agent_dispatch.create_dispatch(request)
        first = (await worker.receive("availability")).job
        await worker.accept(first)
        await lk.agent_dispatch.delete_dispatch(one.id, people.room)
        assert (await worker.receive("termination")).job_id == first.id
        await lk.agent_dispatch.create_dispatch(request)
        second = (await worker.receive("availability")).job
        await worker.accept(second)
        await lk.room.delete_room(api.DeleteRoomRequest(room=people.room))
        assert (await worker.receive("termination")).job_id == second.id


async def test_a_worker_reports_how_its_job_ended(people: Cast):
    name = room_name()
    async with hand_worker(people.rooms, name) as worker:
        await people.api().agent_dispatch.create_dispatch(
            api.CreateAgentDispatchRequest(agent_name=name, room=people.room)
        )
        job = (await worker.receive("availability")).job
        await worker.accept(job)
        await worker.send(update_job=agent.UpdateJobStatus(job_id=job.id, status=agent.JS_SUCCESS))
        assert (await settled(people, agent.JS_SUCCESS)).state.ended_at
        await worker.nothing("availability", 0.3)


async def test_a_dead_worker_fails_its_job_and_its_agent_leaves_soon(own_people: Cast):
    name = room_name()
    people = own_people
    ann = await people.join("ann")
    async with hand_worker(people.rooms, name) as worker:
        await people.api().agent_dispatch.create_dispatch(
            api.CreateAgentDispatchRequest(agent_name=name, room=people.room)
        )
        job = (await worker.receive("availability")).job
        assigned = await worker.accept(job, "agent-x")
        async with signalling(people.rooms, assigned.token) as entering:
            await entering.receive("join")
            listed = await people.api().room.list_participants(api.ListParticipantsRequest(room=people.room))
            assert "agent-x" in {who.identity for who in listed.participants}
    await settled(people, agent.JS_FAILED)
    lk = people.api()
    async with asyncio.timeout(5):
        while True:
            listed = await lk.room.list_participants(api.ListParticipantsRequest(room=people.room))
            if {who.identity for who in listed.participants} == {"ann"}:
                break
            await asyncio.sleep(0.05)
    assert ann.isconnected()
    async with hand_worker(people.rooms, name) as replacement:
        await replacement.nothing("availability", 0.5)
        await lk.agent_dispatch.create_dispatch(api.CreateAgentDispatchRequest(agent_name=name, room=people.room))
        await replacement.accept((await replacement.receive("availability")).job)


async def test_a_worker_that_comes_back_keeps_its_jobs(own_people: Cast):
    name = room_name()
    people = own_people
    async with hand_worker(people.rooms, name) as worker:
        await people.api().agent_dispatch.create_dispatch(
            api.CreateAgentDispatchRequest(agent_name=name, room=people.room)
        )
        job = (await worker.receive("availability")).job
        await worker.accept(job)
    await settled(people, agent.JS_FAILED)
    async with hand_worker(people.rooms, name) as back:
        await back.send(migrate_job=agent.MigrateJobRequest(job_ids=[job.id, "AJ_unknown"]))
        await settled(people, agent.JS_RUNNING)
        await people.api().room.delete_room(api.DeleteRoomRequest(room=people.room))
        assert (await back.receive("termination")).job_id == job.id


async def test_a_workers_limits_are_its_agents_grants(people: Cast):
    name = room_name()
    allowed = ParticipantPermission(can_publish=True, can_subscribe=False, can_publish_data=True, hidden=True)
    async with hand_worker(people.rooms, name, allowed_permissions=allowed) as worker:
        await people.api().agent_dispatch.create_dispatch(
            api.CreateAgentDispatchRequest(agent_name=name, room=people.room)
        )
        assigned = await worker.accept((await worker.receive("availability")).job)
        async with signalling(people.rooms, assigned.token) as entering:
            permission = (await entering.receive("join")).participant.permission
        assert permission.hidden
        assert not permission.can_subscribe


async def test_agents_do_not_keep_a_room_open(people: Cast):
    await people.api().room.create_room(api.CreateRoomRequest(name=people.room, departure_timeout=1))
    why: list[int] = []
    await people.join("helper", kind="agent", prepare=lambda room: room.on("disconnected", why.append))
    ann = await people.join("ann")
    await ann.disconnect()
    await until(lambda: why, "the room has ended", 15)
