"""From the end of a talk to what the next one begins with: the whole service, the stand-in's rules for a model."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from pydantic import SecretStr

from api.analysis import service as analysis
from api.analysis.updates import list_pending
from api.synapse.learning import service as learning
from astra.llm import LlmSettings
from tests.fakes.api_service import Browser, Service, running_service, said
from tests.fakes.rooms_server import Rooms
from tests.fakes.standin_servers import Standin

CANARY = "Xylophonia"


@pytest.fixture
def standin(rules_openai: Standin) -> Standin:
    return rules_openai


@pytest.fixture
async def service(tmp_path: Path, rooms: Rooms, standin: Standin) -> AsyncIterator[Service]:
    llm = LlmSettings(openai_api_key=SecretStr("k"), openai_base_url=standin.base_url, llm_emergency_model="astra-demo")
    async with running_service(tmp_path, rooms, llm=llm) as running:
        yield running


@pytest.fixture
async def ada(service: Service) -> Browser:
    return await service.guest()


async def open_session(browser: Browser) -> str:
    answer = await browser.http.post("/api/session", json={})
    assert answer.status_code in {200, 201}, answer.text
    return answer.json()["session_id"]


async def hold_talk(service: Service, browser: Browser, *lines: str) -> str:
    session_id = await open_session(browser)
    at = service.clock.at
    items = [said(number, line, at=at + timedelta(seconds=number)) for number, line in enumerate(lines, start=1)]
    assert (await service.ingest(session_id, *items)).status_code == 200
    return session_id


async def end(browser: Browser, session_id: str) -> None:
    answer = await browser.http.post("/conversation/end", json={"session_id": session_id})
    assert answer.status_code == 200, answer.text


async def settle(service: Service) -> None:
    """All that follows from what has happened."""
    root = service.root
    await root.jobs.run_due()
    await root.after_talk.schedule.look()
    await root.after_talk.jobs.run_due()


async def test_a_talk_that_ended_is_learned_from_and_analysed(service: Service, ada: Browser) -> None:
    first = await hold_talk(
        service,
        ada,
        "I live in Pune and I work at Infosys.",
        "I have an interview on 25 November.",
    )
    await end(ada, first)
    await settle(service)
    user = str(ada.user_id)
    async with service.root.database.read() as db:
        facts = await learning.list_facts(db, user)
        loops = await learning.list_loops(db, user)
        overview = await analysis.read_overview(db, UUID(ada.user_id))
    assert sorted(one.text for one in facts) == ["Lives in Pune", "Works at Infosys"]
    assert [one.text for one in loops] == ["interview"]
    assert overview is not None
    assert "Infosys" in overview.text


async def test_a_running_talk_hears_of_the_one_before(service: Service, ada: Browser) -> None:
    first = await hold_talk(service, ada, "I'm worried about my exam.", "I live in Pune.")
    await end(ada, first)
    running = await open_session(ada)
    await settle(service)
    async with service.root.database.read() as db:
        (update,) = await list_pending(db, UUID(running))
    assert "exam" in update.text
    context = await service.worker.get(f"/api/worker/sessions/{running}/context")
    assert [one["kind"] for one in context.json()["updates"]] == ["contextual"]
    assert context.json()["context_version"] > 0


async def test_a_deleted_session_takes_what_was_learned_along(service: Service, ada: Browser) -> None:
    first = await hold_talk(service, ada, f"I moved to {CANARY} last month. I'm worried about {CANARY}.")
    await end(ada, first)
    await settle(service)
    async with service.root.database.read() as db:
        assert await learning.list_facts(db, str(ada.user_id))
        assert await analysis.list_events(db, UUID(ada.user_id))
    assert (await ada.http.delete(f"/api/session/{first}/clear")).status_code == 204
    await settle(service)
    async with service.root.database.engine.connect() as connection:
        named = await connection.exec_driver_sql("select name from sqlite_master where type='table'")
        tables = [row[0] for row in named]
        for table in tables:
            rows = (await connection.exec_driver_sql(f'select * from "{table}"')).all()
            assert CANARY.lower() not in str(rows).lower(), table


async def test_no_words_in_the_log(service: Service, ada: Browser, capsys: pytest.CaptureFixture[str]) -> None:
    first = await hold_talk(service, ada, f"My name is {CANARY}. I moved to {CANARY} last month.")
    await end(ada, first)
    await settle(service)
    out = capsys.readouterr()
    assert CANARY not in out.out + out.err


async def test_while_no_model_answers_the_work_waits(tmp_path: Path, rooms: Rooms, standin: Standin) -> None:
    llm = LlmSettings(openai_api_key=SecretStr("k"), openai_base_url=standin.base_url, llm_emergency_model="astra-demo")
    async with running_service(tmp_path, rooms, llm=llm) as service:
        ada = await service.guest()
        first = await hold_talk(service, ada, "I live in Pune and I work at Infosys.")
        await end(ada, first)
        standin.set_fault("status", stage="llm", status=500)
        for _ in range(12):
            await settle(service)
            service.clock.at += timedelta(minutes=11)
        standin.reset()
        await settle(service)
        await settle(service)
        async with service.root.database.read() as db:
            facts = await learning.list_facts(db, str(ada.user_id))
            assert await analysis.read_overview(db, UUID(ada.user_id)) is not None
        assert sorted(one.text for one in facts) == ["Lives in Pune", "Works at Infosys"]
