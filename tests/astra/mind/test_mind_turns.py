"""One turn of a session's mind: memory, packet, model, checks; what it costs, what it logs, and what fails it never."""

import asyncio
import json
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
import structlog

from astra.contracts.errors import AstraError, ErrorCode
from astra.contracts.memory_desk import (
    Corrected,
    CorrectRequest,
    ExplainRequest,
    ForgetItem,
    ForgetPreview,
    ForgetReceipt,
    ForgetRequest,
    OffRecordRequest,
    OffRecordState,
    RecallRequest,
    Recollection,
)
from astra.contracts.session import PastMessage, PendingUpdate, SessionContext, UpdateKind
from astra.contracts.utterance import Role, Source
from astra.kernels import Kernels, load_kernels
from astra.kit.clock import Clock
from astra.llm import LlmSettings, open_chain
from astra.memory import MemoryBudgets, MemoryClient
from astra.mind import MindParts, OpenThread, Said, SessionMind, TurnOutcome, TurnRecord
from astra.mind.open_thread import Day
from tests.fakes.memory_wire import MemoryWire
from tests.fakes.openai_wire import OpenAiWire

ROOT = Path(__file__).parents[3]
NOW = datetime(2026, 5, 6, 12, tzinfo=UTC)
CANARY = "zebulon-canary-7731"


class Desk:
    """A desk that notes what was asked of it."""

    def __init__(self, session_id: UUID) -> None:
        self.session_id = session_id
        self.asked: list[str] = []

    async def recall_about(self, request: RecallRequest) -> Recollection:
        self.asked.append("recall")
        return Recollection(lines=(), total=0)

    async def explain(self, request: ExplainRequest) -> Recollection:
        self.asked.append("explain")
        return Recollection(lines=(), total=0)

    async def correct(self, request: CorrectRequest) -> Corrected:
        self.asked.append("correct")
        return Corrected(retracted=("Lives in Mumbai",), learned=request.statement)

    async def preview_forget(self, request: ForgetRequest) -> ForgetPreview:
        self.asked.append("preview")
        item = ForgetItem(kind="message", text="My boss is a fool")
        return ForgetPreview(
            forget_id=uuid4(), items=(item,), counts={"message": 1}, expires_at=NOW + timedelta(hours=1)
        )

    async def confirm_forget(self, forget_id: UUID) -> ForgetReceipt:
        self.asked.append("confirm")
        return ForgetReceipt(receipt_id=uuid4(), at=NOW, counts={"message": 1}, item_ids=("item-1",))

    async def set_off_record(self, request: OffRecordRequest) -> OffRecordState:
        self.asked.append(f"off_record {request.on}")
        return OffRecordState(session_id=self.session_id, on=request.on)


@pytest.fixture(scope="module")
def kernels() -> Kernels:
    return load_kernels(ROOT / "prompts")


@pytest.fixture
async def llm() -> AsyncIterator[OpenAiWire]:
    async with OpenAiWire() as running:
        yield running


@pytest.fixture
async def memory() -> AsyncIterator[MemoryWire]:
    async with MemoryWire() as running:
        yield running


def context_of(**more: Any) -> SessionContext:
    values: dict[str, Any] = {
        "session_id": uuid4(), "user_id": uuid4(), "user_identity": "user-x", "persona": "astra", "display_name": None,
        "next_seq": 1, "messages": [], "previous_session_ended_at": None, "idle_close_s": 300, "grace_s": 20,
    }  # fmt: skip
    return SessionContext(**(values | more))


@asynccontextmanager
async def mind_at(
    llm: OpenAiWire, memory: MemoryWire, kernels: Kernels, context: SessionContext, **more: Any
) -> AsyncIterator[SessionMind]:
    settings = LlmSettings(
        openrouter_api_key=None, openrouter_base_url=llm.base_url, llm_model="m", llm_fallback_model="m",
        openai_api_key=None, openai_base_url=None, llm_cooldown_s=3600,
    )  # fmt: skip
    chain = open_chain(settings)
    client = MemoryClient(memory.url, "t", budgets=MemoryBudgets(brief_s=0.5, query_s=30))
    mind = SessionMind(context, MindParts(chain, client, kernels, **more), spoken=True)
    yield mind
    await mind.aclose()
    await client.aclose()
    await chain.aclose()


def said(text: str, *before: str, turn_id: str = "t1", **more: Any) -> Said:
    roles = (Role.USER, Role.ASSISTANT)
    messages = tuple(PastMessage(role=roles[i % 2], text=line, at=NOW) for i, line in enumerate(before))
    return Said(turn_id, text, Source.VOICE, NOW, messages, **more)


async def answer(mind: SessionMind, message: Said) -> tuple[str, TurnRecord]:
    record = TurnRecord()
    text = "".join([piece async for piece in mind.answer(message, record)])
    mind.commit(record, heard=text, source=Source.VOICE)
    return text, record


def prompt(llm: OpenAiWire, index: int = -1) -> str:
    return "\n".join(str(message["content"]) for message in llm.requests[index]["messages"])


async def test_brief_loops_and_recall_reach_the_model(llm: OpenAiWire, memory: MemoryWire, kernels: Kernels) -> None:
    memory.answer |= {
        "session/startbrief": {
            "bridgeText": "You spoke of the exam.",
            "items": [{"kind": "fact", "text": "Has a cat"}],
        },
        "memory/loops": {"loops": [{"text": "Call the landlord", "openedAt": "2026-05-01"}]},
        "memory/query": {"facts": [{"text": "My cat is Momo", "date": "2026-04-01"}]},
    }
    async with mind_at(llm, memory, kernels, context_of(), recall_budget_ms=5000) as mind:
        assert await mind.wait_loaded(5)
        text, record = await answer(mind, said("What was my cat called?"))
    assert (text, record.outcome) == ("Hello there, friend.", TurnOutcome.ANSWERED)
    for line in ("You spoke of the exam.", "“Has a cat”", "“Call the landlord”", "2026-04-01: “My cat is Momo”"):
        assert line in prompt(llm)


async def test_memory_that_hangs_costs_a_session_nothing(llm: OpenAiWire, memory: MemoryWire, kernels: Kernels) -> None:
    memory.hangs = True
    async with mind_at(llm, memory, kernels, context_of()) as mind:
        mind.start()
        await mind.wait_loaded(5)
        began_at = time.monotonic()
        for number in range(5):
            _, record = await answer(mind, said(f"Do you remember my cat number {number}?"))
            assert record.outcome is TurnOutcome.ANSWERED
        assert time.monotonic() - began_at < 4
    assert "memory/query" not in memory.paths()


async def test_each_turn_leaves_one_trace_without_words(llm: OpenAiWire, memory: MemoryWire, kernels: Kernels) -> None:
    memory.answer |= {
        "session/startbrief": {"bridgeText": f"B {CANARY}", "items": [{"text": CANARY}, {"text": CANARY}, 5]},
        "memory/query": {"facts": [f"cat {CANARY}"]},
    }
    llm.behave("m", text=f"Yes {CANARY}")
    with structlog.testing.capture_logs() as logs:
        async with mind_at(llm, memory, kernels, context_of(), recall_budget_ms=5000) as mind:
            await mind.wait_loaded(5)
            await answer(mind, said(f"Do you remember my cat {CANARY}?", f"No, Pune {CANARY}, not Mumbai"))
    traces = [log for log in logs if "[chat.trace]" in log["event"]]
    assert len(traces) == 1
    trace = traces[0]
    assert (trace["startbrief_used"], trace["startbrief_fallback"], trace["startbrief_items_count"]) == (True, False, 2)
    assert trace["bridgeText_chars"] == len(f"B {CANARY}")
    assert (trace["gate"], trace["recall"], trace["recall_lines"]) == ("explicit", "ready", 1)
    assert {"recall_ms", "packet_ms", "first_token_ms", "model_ms", "total_ms"} <= trace.keys()
    assert CANARY not in json.dumps(logs, default=str)


async def test_the_fallback_brief_is_traced(llm: OpenAiWire, memory: MemoryWire, kernels: Kernels) -> None:
    memory.status["session/startbrief"] = 500
    memory.answer["session/brief"] = {"bridgeText": "Short"}
    with structlog.testing.capture_logs() as logs:
        async with mind_at(llm, memory, kernels, context_of()) as mind:
            await mind.wait_loaded(5)
            await answer(mind, said("Hello"))
    trace = next(log for log in logs if log["event"] == "[chat.trace]")
    assert (trace["startbrief_used"], trace["startbrief_fallback"], trace["bridgeText_chars"]) == (False, True, 5)


async def test_no_model_is_an_apology(llm: OpenAiWire, memory: MemoryWire, kernels: Kernels) -> None:
    llm.behave("m", fault="status")
    async with mind_at(llm, memory, kernels, context_of()) as mind:
        text, record = await answer(mind, said("Hello"))
    assert record.outcome is TurnOutcome.NO_MODEL
    assert text == record.generated != ""


async def test_an_update_is_shown_until_a_reply_was_got(llm: OpenAiWire, memory: MemoryWire, kernels: Kernels) -> None:
    update = PendingUpdate(id=uuid4(), kind=UpdateKind.CHART_READY, text="The chart is ready.")
    context = context_of(updates=(update,))
    async with mind_at(llm, memory, kernels, context) as mind:
        unheard = TurnRecord()
        assert [piece async for piece in mind.answer(said("Hello"), unheard)]
        assert mind.commit(unheard, heard="", source=Source.VOICE) == ()
        record = TurnRecord()
        assert [piece async for piece in mind.answer(said("Hello"), record)]
        assert mind.commit(record, heard="Hello", source=Source.VOICE) == (update.id,)
        mind.refresh(context)
        await answer(mind, said("And now?"))
    assert ["The chart is ready." in prompt(llm, index) for index in range(3)] == [True, True, False]


async def test_a_command_is_carried_out_once_and_only_when_the_turn_is_certain(
    llm: OpenAiWire, memory: MemoryWire, kernels: Kernels
) -> None:
    context, certain = context_of(), asyncio.Event()
    desk = Desk(context.session_id)
    async with mind_at(llm, memory, kernels, context, desk=desk) as mind:
        doubted = said("Off the record, please", wait_certain=certain.wait)  # type: ignore[arg-type]
        dropped = asyncio.ensure_future(answer(mind, doubted))
        await asyncio.sleep(0.05)
        assert desk.asked == []
        dropped.cancel()
        certain.set()
        first, record = await answer(mind, doubted)
        again, _ = await answer(mind, doubted)
        assert (record.outcome, first) == (TurnOutcome.COMMANDED, again)
        assert desk.asked == ["off_record True"]
        assert mind.off_record
        await answer(mind, said("How are you?", turn_id="t2"))
    assert "off the record" in prompt(llm)
    assert len(llm.requests) == 1


async def test_after_that_is_not_true_the_old_fact_is_in_no_prompt(
    llm: OpenAiWire, memory: MemoryWire, kernels: Kernels
) -> None:
    memory.answer["session/startbrief"] = {"items": [{"kind": "fact", "text": "Lives in Mumbai"}]}
    context = context_of()
    async with mind_at(llm, memory, kernels, context, desk=Desk(context.session_id)) as mind:
        await mind.wait_loaded(5)
        await answer(mind, said("Hello"))
        assert "Lives in Mumbai" in prompt(llm)
        memory.answer["session/startbrief"] = {"items": []}
        _, record = await answer(mind, said("That's not true, I live in Pune", turn_id="t2"))
        assert record.outcome is TurnOutcome.COMMANDED
        await answer(mind, said("So where do I live?", turn_id="t3"))
        await mind.wait_loaded(5)
        await answer(mind, said("And again?", turn_id="t4"))
    for index in (-1, -2):
        assert "Lives in Mumbai" not in prompt(llm, index)
        assert "I live in Pune" in prompt(llm, index)


async def test_what_was_forgotten_must_leave_the_talk(llm: OpenAiWire, memory: MemoryWire, kernels: Kernels) -> None:
    context = context_of(rolling_summary="Boss is a fool")
    desk = Desk(context.session_id)
    async with mind_at(llm, memory, kernels, context, desk=desk) as mind:
        asked, _ = await answer(mind, said("Forget what I said about my boss"))
        assert asked
        await answer(mind, said("Yes, please", turn_id="t2"))
        assert mind.forgotten_item_ids == {"item-1"}
        assert mind.context.rolling_summary is None
    assert desk.asked == ["preview", "confirm"]
    assert llm.requests == []


async def test_a_refresh_that_fails_leaves_what_is_known(llm: OpenAiWire, memory: MemoryWire, kernels: Kernels) -> None:
    async def fail() -> SessionContext:
        raise AstraError(ErrorCode.UNAVAILABLE, "away", retryable=True)

    context = context_of()
    async with mind_at(llm, memory, kernels, context, fetch_context=fail) as mind:
        await mind.fetch_anew()
        assert mind.context == context


async def test_a_new_memory_version_empties_what_memory_said(
    llm: OpenAiWire, memory: MemoryWire, kernels: Kernels
) -> None:
    memory.answer["session/startbrief"] = {"bridgeText": "The old word"}
    context = context_of()
    async with mind_at(llm, memory, kernels, context) as mind:
        await mind.wait_loaded(5)
        memory.answer["session/startbrief"] = {"bridgeText": "The new word"}
        mind.refresh(context.model_copy(update={"memory_version": 1}))
        await mind.wait_loaded(5)
        await answer(mind, said("Hello"))
    assert "The new word" in prompt(llm)
    assert "The old word" not in prompt(llm)


@pytest.mark.parametrize("zone", ["Asia/Kolkata", "Not/AZone", "../etc", ""])
async def test_any_zone_will_do(llm: OpenAiWire, memory: MemoryWire, kernels: Kernels, zone: str) -> None:
    async with mind_at(llm, memory, kernels, context_of(zone=zone)) as mind:
        await answer(mind, said("Hello"))
    assert ("17:30" if zone == "Asia/Kolkata" else "12:00") in prompt(llm)


@pytest.mark.parametrize("text", ["", "  ", "\u200b\n", "x" * 20_001])
async def test_what_is_no_message_is_refused(llm: OpenAiWire, memory: MemoryWire, kernels: Kernels, text: str) -> None:
    async with mind_at(llm, memory, kernels, context_of()) as mind:
        with pytest.raises(AstraError) as refused:
            await answer(mind, said(text))
    assert refused.value.field == "message"


async def test_a_voice_knows_what_was_typed_beside_it(llm: OpenAiWire, memory: MemoryWire, kernels: Kernels) -> None:
    typed = PastMessage(role=Role.USER, text="I typed this.", at=NOW - timedelta(minutes=1), item_id="chat-1")
    heard = PastMessage(role=Role.USER, text="I said this.", at=NOW - timedelta(minutes=2), item_id="item-1")
    async with mind_at(llm, memory, kernels, context_of(messages=[heard, typed])) as mind:
        message = Said("t", "And now?", Source.VOICE, NOW, (heard,))
        await answer(mind, message)
        await answer(mind, Said("t2", "And then?", Source.VOICE, NOW, (heard, typed)))
    for request in llm.requests:
        talk = [m["content"] for m in request["messages"] if m["role"] == "user"]
        assert talk[:2] == ["I said this.", "I typed this."]
        assert len(talk) == 3


async def test_a_greeting_is_given_what_memory_has_told_by_then_and_never_waits(
    llm: OpenAiWire, memory: MemoryWire, kernels: Kernels
) -> None:
    clock = Clock(now=lambda: NOW)
    lying_open = {"text": "the exam", "openedAt": NOW.isoformat(), "dueAt": (NOW + timedelta(days=1)).isoformat()}
    memory.answer["memory/loops"] = {"loops": [lying_open]}
    memory.answer["session/startbrief"] = {"items": []}
    async with mind_at(llm, memory, kernels, context_of(), clock=clock) as mind:
        mind.start()
        assert mind.find_open_thread() is None, "not there yet"
        assert await mind.wait_loaded(10)
        assert mind.find_open_thread() == OpenThread("the exam", Day.TOMORROW)
        mind.refresh(mind.context.model_copy(update={"previous_greeting": "Hello. “The exam” is tomorrow, isn't it?"}))
        assert mind.find_open_thread() is None, "it was taken up last time"
    async with mind_at(llm, memory, kernels, context_of(off_record=True), clock=clock) as mind:
        assert await mind.wait_loaded(10)
        assert mind.find_open_thread() is None
    memory.hangs = True
    async with mind_at(llm, memory, kernels, context_of(), clock=clock) as mind:
        mind.start()
        assert mind.find_open_thread() is None
