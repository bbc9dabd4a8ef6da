"""A livekit-agents worker in a process of its own: takes jobs under a name, says so in attributes, answers on a topic.

python -m tests.fakes.rooms_agent_worker NAME     (LIVEKIT_URL, LIVEKIT_API_KEY, LIVEKIT_API_SECRET set)
"""

import asyncio
import sys

from livekit.agents import AgentServer, JobContext, JobExecutorType


async def main(agent_name: str) -> None:
    server = AgentServer(
        job_executor_type=JobExecutorType.THREAD, num_idle_processes=0, load_threshold=float("inf"), port=0
    )

    @server.rtc_session(agent_name=agent_name)
    async def take(job: JobContext) -> None:
        await job.connect()
        await job.room.local_participant.set_attributes({"state": "here", "asked": job.job.metadata})
        await job.wait_for_participant(identity="ann")
        await job.room.local_participant.send_text("hello ann", topic="greetings")

    await server.run()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
