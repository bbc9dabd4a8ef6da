"""The worker as a process: killed, stopped, its service away, its heartbeat."""

import asyncio
import os
import signal
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest

from tests.fakes.agent_stage import Stage, stop
from tests.fakes.room_guest import guest_in_room, wait_until

pytestmark = pytest.mark.rooms


@pytest.fixture
def bare_stage(stage: Stage, tmp_path: Path) -> Stage:
    """The stage for workers that a test starts and ends."""
    return stage.apart(tmp_path, f"astra-{uuid4().hex[:6]}")


async def test_killed_worker_loses_nothing_and_the_next_one_goes_on(bare_stage: Stage) -> None:
    stage = bare_stage
    session_id = stage.service.add_session()
    first = await asyncio.to_thread(stage.start_worker)
    room, token = await stage.call(session_id)
    async with guest_in_room(stage.rooms_url, token, microphone=False) as guest:
        await wait_until(lambda: stage.service.texts(session_id, "assistant"), what="greeting")
        stage.service.answer_with["ingest"] = 503
        await guest.type("Remember the blue door")
        await wait_until(lambda: _is_spooled(stage, "blue door"), what="on disk")
        os.kill(first.process.pid, signal.SIGKILL)
        first.process.wait()
        stage.service.answer_with.clear()
        second = await asyncio.to_thread(stage.start_worker)
        await wait_until(
            lambda: stage.service.texts(session_id, "user") == ["Remember the blue door"], what="recovered"
        )
        known = stage.service.said(session_id)
        stage.service.contexts[str(session_id)] |= {
            "next_seq": known[-1]["seq"] + 1,
            "messages": [{key: one[key] for key in ("role", "text", "at")} for one in known],
        }
        await stage.dispatch(room, session_id)
        await wait_until(lambda: len(stage.service.texts(session_id, "assistant")) > len(known) - 1, what="picks up")
    seqs = [one["seq"] for one in stage.service.said(session_id)]
    assert len(set(seqs)) == len(seqs)
    assert await asyncio.to_thread(stop, second.process) == 0


async def test_stopped_worker_hands_over_and_leaves_within_seconds(bare_stage: Stage) -> None:
    stage = bare_stage
    session_id = stage.service.add_session()
    worker = await asyncio.to_thread(stage.start_worker)
    room, token = await stage.call(session_id)
    async with guest_in_room(stage.rooms_url, token, microphone=False):
        await wait_until(lambda: stage.service.texts(session_id, "assistant"), what="greeting")
        assert await asyncio.to_thread(stop, worker.process, within_s=8) == 0
        assert room in await stage.room_names()
    assert not any(ended == str(session_id) for ended, _ in stage.service.ends)


async def test_heartbeat_names_every_chain_before_and_in_a_session(stage: Stage) -> None:
    def beats(jobs: int) -> list[dict[str, Any]]:
        mine = [beat for beat in stage.service.heartbeats if beat["agent_name"] == stage.agent_name]
        return [beat for beat in mine if beat["jobs"] == jobs]

    idle = (await wait_until(lambda: beats(0), what="first heartbeat"))[0]
    session_id = stage.service.add_session()
    _, token = await stage.call(session_id)
    async with guest_in_room(stage.rooms_url, token, microphone=False):
        busy = (await wait_until(lambda: beats(1), what="heartbeat with a job"))[0]
    assert {name: len(links) for name, links in busy["chains"].items()} == {"stt": 2, "llm": 3, "tts": 2}
    assert labels_of(idle) == labels_of(busy)
    assert all(link["available"] for links in idle["chains"].values() for link in links)


async def test_service_away_at_the_start_is_given_up_after_some_tries(stage: Stage) -> None:
    assert stage.worker is not None
    log = stage.worker.log
    session_id = stage.service.add_session()
    stage.service.answer_with["context"] = 503
    _, token = await stage.call(session_id)
    async with guest_in_room(stage.rooms_url, token, microphone=False) as guest:
        await wait_until(lambda: gave_up(log, session_id), within_s=30, what="given up")
        assert not guest.room.remote_participants


def labels_of(beat: dict[str, Any]) -> dict[str, list[str]]:
    return {name: [link["label"] for link in links] for name, links in beat["chains"].items()}


def gave_up(log: Path, session_id: UUID) -> bool:
    return any("job.no_context" in line and str(session_id) in line for line in log.read_text().splitlines())


def _is_spooled(stage: Stage, words: str) -> bool:
    return any(words in path.read_text() for path in (stage.home / "spool").glob("*.jsonl"))
