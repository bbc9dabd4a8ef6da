"""A command is carried out once, asks before it forgets, and never claims what did not happen."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest

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
    Recalled,
    RecallRequest,
    ReceiptLine,
    Recollection,
)
from astra.kernels.load import LANGUAGES, load_kernels
from astra.memory.commands_http import HttpMemoryDesk
from astra.memory.commands_lines import SPOKEN_LINES
from astra.memory.commands_reply import CommandState, CommandTurn, handle_memory_command, is_memory_turn

KERNELS = load_kernels(Path(__file__).parents[3] / "prompts")
NOW = datetime(2026, 11, 20, 18, 0, tzinfo=UTC)
LINE = ReceiptLine(text="Has a sister called Asha", quote="my sister is called Asha", said_at=NOW - timedelta(days=17))


@dataclass
class ScriptedDesk:
    """A desk that answers as a test says and notes what it was asked."""

    lines: tuple[ReceiptLine, ...] = (LINE,)
    corrected: Corrected = field(
        default_factory=lambda: Corrected(retracted=("Has a sister called Priya",), learned="x")
    )
    broken: ErrorCode | None = None
    asked: list[Any] = field(default_factory=list[Any])

    def note(self, what: Any) -> None:
        self.asked.append(what)
        if self.broken is not None:
            raise AstraError(self.broken, "scripted")

    async def recall_about(self, request: RecallRequest) -> Recollection:
        self.note(request)
        return Recollection(lines=self.lines, total=len(self.lines))

    async def explain(self, request: ExplainRequest) -> Recollection:
        self.note(request)
        return Recollection(lines=self.lines, total=len(self.lines))

    async def correct(self, request: CorrectRequest) -> Corrected:
        self.note(request)
        return self.corrected

    async def preview_forget(self, request: ForgetRequest) -> ForgetPreview:
        self.note(request)
        item = ForgetItem(kind="message", text="My sister is called Asha.", at=NOW)
        return ForgetPreview(forget_id=uuid4(), items=(item,), counts={"message": 2, "fact": 1}, expires_at=NOW)

    async def confirm_forget(self, forget_id: UUID) -> ForgetReceipt:
        self.note(forget_id)
        return ForgetReceipt(receipt_id=forget_id, at=NOW, counts={"message": 2, "fact": 1}, item_ids=("item-1",))

    async def set_off_record(self, request: OffRecordRequest) -> OffRecordState:
        self.note(request)
        return OffRecordState(session_id=uuid4(), on=request.on)


@dataclass
class Talk:
    """One session's turns, one after the other."""

    desk: ScriptedDesk = field(default_factory=ScriptedDesk)
    state: CommandState = field(default_factory=CommandState)
    language: str = "en"
    turns: int = 0

    async def say(self, text: str, turn_id: str | None = None) -> str | None:
        self.turns += 1
        turn = CommandTurn(turn_id or f"turn-{self.turns}", text, NOW, self.language)
        return await handle_memory_command(turn, self.desk, self.state, KERNELS)


async def test_what_is_remembered_is_said_with_its_day() -> None:
    reply = await Talk().say("What do you remember about my sister?")
    assert reply is not None
    assert "your sister" in reply
    assert "on 3 November" in reply
    assert "my sister is called Asha" in reply


async def test_words_that_several_things_rest_on_are_said_once() -> None:
    whole = "My sister is called Asha and she lives in Lisbon."
    facts = ("Has a sister called Asha", "Sister Asha lives in Lisbon", "Sister Asha lives abroad")
    quotes = (whole, "my sister is called Asha", whole)
    lines = tuple(ReceiptLine(text=t, quote=q, said_at=NOW) for t, q in zip(facts, quotes, strict=True))
    reply = await Talk(ScriptedDesk(lines=lines)).say("What do you remember about my sister?")
    assert (reply or "").count("Asha") == 1


async def test_nothing_remembered_is_said_so() -> None:
    talk = Talk(ScriptedDesk(lines=()))
    assert "your uncle" in (await talk.say("What do you remember about my uncle?") or "")
    assert await talk.say("How do you know that?") is None, "it came from elsewhere: the model says where"


async def test_where_a_reply_came_from_is_asked_with_what_was_recalled() -> None:
    talk = Talk()
    talk.state.note_reply("How is Asha?", [Recalled(text="Has a sister called Asha", turn_ids=("t1",))])
    assert "on 3 November" in (await talk.say("How do you know that?") or "")
    (asked,) = talk.desk.asked
    assert (asked.reply, asked.recalled[0].turn_ids) == ("How is Asha?", ("t1",))


async def test_forgetting_asks_once_and_waits_for_yes() -> None:
    talk = Talk()
    asked = await talk.say("Forget what I said about my sister.")
    assert asked is not None
    assert "3 things" in asked
    assert "My sister is called Asha" in asked
    assert is_memory_turn("yes", talk.state)
    gone = await talk.say("Yes please.")
    assert gone is not None
    assert "3 things" in gone
    assert talk.state.forgotten_item_ids == {"item-1"}
    assert talk.state.memory_changed
    assert await talk.say("yes") is None, "nothing is asked any more"


async def test_no_keeps_it_and_anything_else_drops_the_question() -> None:
    talk = Talk()
    await talk.say("Forget what I said about my sister.")
    assert await talk.say("No, keep it.") is not None
    await talk.say("Forget what I said about my sister.")
    assert await talk.say("My mother is well.") is None
    assert await talk.say("yes") is None
    assert [type(asked) for asked in talk.desk.asked] == [ForgetRequest, ForgetRequest]


async def test_a_question_that_has_expired_forgets_nothing() -> None:
    talk = Talk()
    await talk.say("Forget what I said about my sister.")
    talk.desk.broken = ErrorCode.NOT_FOUND
    reply = await talk.say("yes")
    assert reply is not None
    assert "forgotten nothing" in reply
    assert not talk.state.forgotten_item_ids


async def test_nothing_to_forget_is_said_so() -> None:
    talk = Talk(ScriptedDesk(broken=ErrorCode.NOT_FOUND))
    assert "nothing to forget" in (await talk.say("Forget what I said about my sister.") or "")
    assert talk.state.pending is None


async def test_a_memory_out_of_reach_claims_nothing() -> None:
    for text in (
        "Off the record, please.",
        "Forget what I said about work.",
        "That's not true.",
        "What do you remember?",
    ):
        talk = Talk(ScriptedDesk(broken=ErrorCode.UNAVAILABLE))
        assert "nothing has changed" in (await talk.say(text) or "")
        assert not talk.state.off_record
    talk = Talk()
    await talk.say("Forget what I said about work.")
    talk.desk.broken = ErrorCode.UNAVAILABLE
    assert "nothing has changed" in (await talk.say("yes") or "")
    talk.desk.broken = None
    assert "gone" in (await talk.say("yes") or "") or talk.state.forgotten_item_ids


async def test_a_correction_is_thanked_for_and_handed_on() -> None:
    talk = Talk()
    talk.state.note_reply("How is Priya?")
    assert "my sister is called Asha" in (await talk.say("That's not true, my sister is called Asha.") or "").replace(
        "x", "my sister is called Asha"
    )
    (correction,) = talk.state.corrections
    assert correction.wrong == "Has a sister called Priya"
    talk.desk.corrected = Corrected(retracted=("Has a sister called Priya",))
    assert "?" in (await talk.say("That's not true.") or "")
    talk.desk.corrected = Corrected(retracted=())
    assert await talk.say("That's not true.") is None, "nothing remembered was meant"


async def test_off_the_record_and_back() -> None:
    talk = Talk()
    assert await talk.say("Back on the record.") is None
    assert "off the record" in (await talk.say("Off the record, please.") or "").lower()
    assert talk.state.off_record
    assert await talk.say("Off the record, I hate my boss.") is None, "the model answers what was said with it"
    assert "on the record" in (await talk.say("Back on the record.") or "").lower()
    assert not talk.state.off_record
    assert [asked.on for asked in talk.desk.asked] == [True, True, False]
    assert {asked.at for asked in talk.desk.asked} == {NOW}


async def test_a_turn_that_is_built_twice_is_carried_out_once() -> None:
    talk = Talk()
    first = await talk.say("Forget what I said about my sister.", turn_id="a")
    assert await talk.say("Forget what I said about my sister.", turn_id="a") == first
    assert len(talk.desk.asked) == 1
    gone = await talk.say("yes", turn_id="b")
    assert await talk.say("yes", turn_id="b") == gone
    assert len(talk.desk.asked) == 2


@pytest.mark.parametrize("language", LANGUAGES)
async def test_every_reply_exists_in_every_language(language: str) -> None:
    assert set(SPOKEN_LINES) <= set(KERNELS.lines)
    talk = Talk(language=language)
    for text in ("What do you remember?", "How do you know that?", "Forget everything.", "no", "That's not true."):
        reply = await talk.say(text)
        assert reply
        assert "{" not in reply
        assert language == "en" or any("\u0900" <= letter <= "\u097f" for letter in reply)


@pytest.fixture
async def far_desk() -> AsyncIterator[tuple[HttpMemoryDesk, list[httpx.Request], list[httpx.Response]]]:
    requests: list[httpx.Request] = []
    answers: list[httpx.Response] = []

    def answer(request: httpx.Request) -> httpx.Response:
        requests.append(request)
        if not answers:
            raise httpx.ConnectError("away")
        return answers.pop(0)

    desk = HttpMemoryDesk("http://service", "token", UUID(int=7), transport=httpx.MockTransport(answer))
    yield desk, requests, answers
    await desk.aclose()


async def test_the_far_desk_speaks_the_wire_and_names_its_failures(
    far_desk: tuple[HttpMemoryDesk, list[httpx.Request], list[httpx.Response]],
) -> None:
    desk, requests, answers = far_desk
    answers.append(httpx.Response(200, json={"lines": [], "total": 0}))
    assert (await desk.recall_about(RecallRequest(topic="x"))).total == 0
    assert str(requests[0].url) == f"http://service/api/worker/sessions/{UUID(int=7)}/memory/recall"
    assert requests[0].headers["authorization"] == "Bearer token"
    for bad in (
        httpx.Response(200, text="<html>"),
        httpx.Response(200, json=[]),
        httpx.Response(500),
        httpx.Response(401),
    ):
        answers.append(bad)
        with pytest.raises(AstraError) as raised:
            await desk.recall_about(RecallRequest())
        assert raised.value.code is ErrorCode.UNAVAILABLE
    answers.append(httpx.Response(404))
    with pytest.raises(AstraError) as raised:
        await desk.confirm_forget(UUID(int=1))
    assert raised.value.code is ErrorCode.NOT_FOUND
    with pytest.raises(AstraError) as raised:
        await desk.set_off_record(OffRecordRequest(on=True, at=NOW))
    assert raised.value.retryable
