"""The outbox against a real wire: batches, retries, refusals, a deleted session, leftovers of a dead worker."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from agent.outbox.outbox import Outbox, send_leftovers
from agent.outbox.spool import count_backlog, create_spool
from agent.service_client import ServiceClient
from astra.contracts.errors import AstraError, ErrorCode
from astra.contracts.session import EndReason
from tests.agent.test_agent_spool import make_utterance
from tests.fakes.room_guest import wait_until
from tests.fakes.worker_service import TOKEN, FakeService, worker_service


@pytest.fixture
async def service() -> AsyncIterator[FakeService]:
    async with worker_service() as fake:
        yield fake


@pytest.fixture
async def client(service: FakeService) -> AsyncIterator[ServiceClient]:
    async with ServiceClient(service.url, TOKEN) as opened:
        yield opened


async def test_utterances_arrive_in_order_and_leave_the_disk(
    service: FakeService, client: ServiceClient, tmp_path: Path
) -> None:
    session_id = service.add_session()
    outbox = Outbox(tmp_path, session_id, client)
    outbox.start()
    for seq in range(1, 451):
        outbox.put(make_utterance(seq))
    assert await outbox.flush(20)
    await outbox.aclose()
    assert [seq for batch in service.batches for seq in batch] == list(range(1, 451))
    assert max(len(batch) for batch in service.batches) <= 200
    assert list(tmp_path.iterdir()) == []


async def test_service_away_keeps_utterances_on_disk_until_it_is_back(
    service: FakeService, client: ServiceClient, tmp_path: Path
) -> None:
    session_id = service.add_session()
    service.answer_with["ingest"] = 503
    outbox = Outbox(tmp_path, session_id, client)
    outbox.start()
    outbox.put(make_utterance(1))
    await wait_until(lambda: count_backlog(tmp_path) == 1, what="on disk")
    assert not await outbox.flush(0.1)
    service.answer_with.clear()
    assert await outbox.flush(10)
    await outbox.aclose()
    assert [one["seq"] for one in service.said(session_id)] == [1]


async def test_outbox_closed_at_once_leaves_everything_for_the_next_worker(
    service: FakeService, client: ServiceClient, tmp_path: Path
) -> None:
    session_id = service.add_session()
    service.answer_with["ingest"] = 503
    outbox = Outbox(tmp_path, session_id, client)
    outbox.start()
    for seq in range(1, 21):
        outbox.put(make_utterance(seq))
    await outbox.aclose()
    service.answer_with.clear()
    assert await send_leftovers(tmp_path, client) == 1
    assert [one["seq"] for one in service.said(session_id)] == list(range(1, 21))
    assert list(tmp_path.iterdir()) == []


async def test_deleted_session_is_dropped(service: FakeService, client: ServiceClient, tmp_path: Path) -> None:
    service.answer_with["ingest"] = 404
    outbox = Outbox(tmp_path, service.add_session(), client)
    outbox.start()
    outbox.put(make_utterance(1))
    assert await outbox.flush(10)
    outbox.put(make_utterance(2))
    await outbox.aclose()
    assert list(tmp_path.iterdir()) == []


async def test_refused_utterance_does_not_hold_up_the_others(
    service: FakeService, client: ServiceClient, tmp_path: Path
) -> None:
    session_id = service.add_session()
    service.refuse_seqs.add(7)
    outbox = Outbox(tmp_path, session_id, client)
    outbox.start()
    for seq in range(1, 13):
        outbox.put(make_utterance(seq))
    assert await outbox.flush(10)
    await outbox.aclose()
    assert [one["seq"] for one in service.said(session_id)] == [seq for seq in range(1, 13) if seq != 7]


async def test_leftovers_sent_twice_are_stored_once(
    service: FakeService, client: ServiceClient, tmp_path: Path
) -> None:
    session_id = service.add_session()
    for _ in range(2):
        spool = create_spool(tmp_path, session_id)
        spool.keep(make_utterance(1))
        spool.release()
    assert await send_leftovers(tmp_path, client) == 2
    assert len(service.said(session_id)) == 1


async def test_client_names_failures(service: FakeService) -> None:
    async with ServiceClient(service.url, "wrong") as client:
        with pytest.raises(AstraError) as refused:
            await client.fetch_context(service.add_session())
    assert refused.value.code is ErrorCode.UNAUTHENTICATED
    async with ServiceClient("http://127.0.0.1:9", TOKEN) as client:
        with pytest.raises(AstraError) as away:
            await client.end_session(service.add_session(), EndReason.IDLE)
    assert (away.value.code, away.value.retryable) == (ErrorCode.UNAVAILABLE, True)
