"""Each block of the packet: when it is there, what it says, and what it looks like beside the others."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from astra.contracts.astro import AstroContext, BirthField
from astra.contracts.memory import BriefItem, Loop, StartBrief
from astra.contracts.session import Correction, PastMessage, PendingUpdate, UpdateKind
from astra.contracts.utterance import Role, Source
from astra.kernels import Kernels, load_kernels
from astra.kernels.gap import GAP_LINES
from astra.librarian import RecallLine
from astra.packet import SessionState, Turn, build_packet, fit_packet, render_packet
from astra.packet.posture import PostureLabel, read_posture

ROOT = Path(__file__).parents[3]
NOW = datetime(2026, 5, 6, 12, tzinfo=UTC)
SESSION = uuid4()
LONG = "So I went to the station with my brother and we waited there for two hours until the train finally came in. "


@pytest.fixture(scope="module")
def kernels() -> Kernels:
    return load_kernels(ROOT / "prompts")


@pytest.fixture
def state(kernels: Kernels) -> SessionState:
    return SessionState(
        persona_kernel="You are kind.",
        style_line="Speak plainly.",
        phrases=kernels.phrases,
        session_id=SESSION,
        gap_names={name: kernels.spoken(name, seed="s") for name in GAP_LINES},
    )


def turn(text: str = "What now?", **more: Any) -> Turn:
    return Turn(text, more.pop("source", Source.VOICE), NOW, **more)


def said(*texts: str) -> tuple[PastMessage, ...]:
    return tuple(PastMessage(role=Role.USER, text=text, at=NOW) for text in texts)


def blocks(turn: Turn, state: SessionState) -> dict[str, str]:
    return {block.name.value: block.text for block in build_packet(turn, state).blocks}


def test_a_full_packet_looks_like_this(state: SessionState) -> None:
    full = replace(
        state,
        messages=said("I moved to Pune."),
        brief=StartBrief(
            bridge_text="You spoke of the exam.",
            current_focus="the exam on Friday",
            items=(BriefItem(kind="fact", text="Sister is Meera", date="2026-05-01"),),
        ),
        loops=(Loop(text="Call the landlord", opened_at=NOW - timedelta(days=3), due_at=NOW),),
        astro=AstroContext(
            pinned=("born 1996-05-14",), snapshot="Sun in Taurus\nMoon in Leo", transits=("Mars on Sun",)
        ),
        updates=(PendingUpdate(id=uuid4(), kind=UpdateKind.CHART_READY, text="The chart is ready."),),
        corrections=(Correction(said="no, Pune, not Mumbai", right="Pune", wrong="Mumbai", at=NOW),),
        previous_session_ended_at=NOW - timedelta(days=3),
        rolling_summary="They moved.",
        rolling_summary_session_id=SESSION,
    )
    rendered = render_packet(fit_packet(build_packet(turn(recall=(RecallLine("Cat is Momo", "2026-04-01"),)), full)))
    assert rendered[1].content == (ROOT / "tests/fixtures/packet_full.txt").read_text("utf-8").rstrip("\n")


def test_a_strangers_first_packet_looks_like_this(state: SessionState) -> None:
    fresh = replace(state, astro=AstroContext(missing=tuple(BirthField)))
    rendered = render_packet(build_packet(turn("Hello"), fresh))
    assert rendered[1].content == (ROOT / "tests/fixtures/packet_stranger.txt").read_text("utf-8").rstrip("\n")


def test_the_first_system_message_is_the_same_bytes_through_a_session(state: SessionState) -> None:
    later = replace(
        state, messages=said("a", "b"), corrections=(Correction(said="x", right="x", at=NOW),), off_record=True
    )
    states = (state, later, replace(later, brief=StartBrief(bridge_text="B")))
    assert len({render_packet(build_packet(turn(str(index)), one))[0].content for index, one in enumerate(states)}) == 1


def test_missing_birth_details_are_asked_for_as_a_list_or_in_a_sentence(state: SessionState) -> None:
    unseeded = replace(state, astro=AstroContext(missing=(BirthField.TIME, BirthField.PLACE)))
    spoken = blocks(turn(), unseeded)["SITUATIONAL_CONTEXT"]
    written = blocks(turn(source=Source.TYPED), unseeded)["SITUATIONAL_CONTEXT"]
    assert "time, place" in spoken
    assert "one natural spoken question" in spoken
    assert "numbered list of at most four" in written
    seeded = replace(state, astro=AstroContext(missing=(BirthField.TIME,), snapshot="Sun in Taurus"))
    assert "Not known" not in blocks(turn(), seeded)["SITUATIONAL_CONTEXT"]


@pytest.mark.parametrize(
    ("minutes", "text", "expected"),
    [(59, "Hello", False), (60, "Hello", True), (3000, "Hello", True), (3000, "I need help right now!", False)],
)
def test_continuity_needs_an_hour_and_no_hurry(state: SessionState, minutes: int, text: str, expected: bool) -> None:
    before = replace(state, previous_session_ended_at=NOW - timedelta(minutes=minutes))
    assert ("CONTINUITY" in blocks(turn(text), before)) is expected
    by_brief = replace(state, brief=StartBrief(time_gap_minutes=minutes))
    assert ("CONTINUITY" in blocks(turn(text), by_brief)) is expected


def test_continuity_ends_when_the_talk_is_under_way(state: SessionState) -> None:
    before = replace(state, previous_session_ended_at=NOW - timedelta(days=2))
    assert "CONTINUITY" in blocks(turn(), replace(before, messages=said("Hi")))
    assert "CONTINUITY" not in blocks(turn(), replace(before, messages=said("Hi", "yes", "well")))
    assert "CONTINUITY" not in blocks(turn(), replace(before, messages=said("It is urgent, my flat is on fire")))


def test_loops_come_from_memory_or_else_from_the_brief(state: SessionState) -> None:
    brief = StartBrief(items=(BriefItem(kind="loop", text="From the brief"), BriefItem(kind="fact", text="A fact")))
    only_brief = blocks(turn(), replace(state, brief=brief))["OVERLAY"]
    assert "From the brief" in only_brief
    assert "A fact" not in only_brief
    both = replace(state, brief=brief, loops=(Loop(text="From the loops", opened_at=NOW),))
    assert "From the brief" not in blocks(turn(), both)["OVERLAY"]
    assert "OVERLAY" not in blocks(turn(), replace(state, brief=brief, loops=()))


@pytest.mark.parametrize("text", ["It is an emergency", "I am so angry at him", "Good night then", f"{LONG} And then."])
def test_nothing_old_is_raised_with_someone_in_flow_or_in_need(state: SessionState, text: str) -> None:
    open_loop = replace(state, loops=(Loop(text="Call", opened_at=NOW),), messages=said(LONG))
    assert "OVERLAY" not in blocks(turn(text), open_loop)


def test_a_summary_of_another_session_is_never_shown(state: SessionState) -> None:
    own = replace(state, rolling_summary="They moved.", rolling_summary_session_id=SESSION)
    assert "SESSION_FACTS" in blocks(turn(), own)
    for foreign in (uuid4(), None):
        assert "SESSION_FACTS" not in blocks(turn(), replace(own, rolling_summary_session_id=foreign))


def test_at_most_three_lines_are_recalled_each_with_its_day(state: SessionState) -> None:
    lines = (RecallLine("one", "2026-05-01"), RecallLine("two"), RecallLine("three", "2026-05-03"), RecallLine("four"))
    sheet = blocks(turn(recall=lines), state)["SUPPLEMENTAL_CONTEXT"].split("\n")[1:]
    assert sheet == ["- 2026-05-01: “one”", "- day unknown: “two”", "- 2026-05-03: “three”"]


def test_very_many_corrections_keep_the_last_and_never_shrink(state: SessionState) -> None:
    many = tuple(Correction(said=f"c{i}", right=f"value {i} " + "x" * 300, at=NOW) for i in range(60))
    packet = fit_packet(build_packet(turn(), replace(state, corrections=many)), 100)
    block = next(block for block in packet.blocks if block.name == "SESSION_FACT_CORRECTIONS")
    assert "value 59" in block.text
    assert "value 0 " not in block.text
    assert block.chars <= block.cap_chars


def test_huge_everything_stays_within_caps_and_budget(state: SessionState) -> None:
    huge = "word " * 3_000
    full = replace(
        state,
        messages=said(*[huge] * 30),
        brief=StartBrief(
            bridge_text=huge, current_focus=huge, items=tuple(BriefItem(kind="fact", text=huge) for _ in range(50))
        ),
        loops=tuple(Loop(text=huge, opened_at=NOW) for _ in range(50)),
        astro=AstroContext(pinned=(huge,) * 9, snapshot="\n".join([huge] * 99), transits=(huge,) * 40),
        updates=tuple(PendingUpdate(id=uuid4(), kind=kind, text="x" * 2000) for kind in UpdateKind for _ in range(9)),
        rolling_summary=huge,
        rolling_summary_session_id=SESSION,
    )
    packet = build_packet(turn(recall=(RecallLine(huge, None),) * 9), full)
    assert all(block.chars <= block.cap_chars for block in packet.blocks if block.shrink_rank is not None)
    assert fit_packet(packet, 8_000).chars <= 8_000


@pytest.mark.parametrize(
    ("text", "before", "label"),
    [
        ("Hello", (), "opening"),
        ("Namaste, kaise ho", (), "opening"),
        ("I wonder what that means", ("Hi",), "exploring"),
        ("Should I take the job or stay?", ("Hi",), "deciding"),
        ("Main naukri karu ya padhai?", ("Hi",), "deciding"),
        ("क्या करना चाहिए मुझे", ("Hi",), "deciding"),
        ("I am so angry with my boss", ("Hi",), "venting"),
        ("main bahut pareshan hoon", ("Hi",), "venting"),
        ("And he laughed about it.", ("I am so angry with my boss",), "venting"),
        ("Good night, talk to you tomorrow", ("Hi",), "closing"),
        ("chalo bye", ("Hi",), "closing"),
        ("My mother is in the hospital right now, help me", ("Hi",), "urgent"),
        ("I want to die", (), "urgent"),
        ("bachao turant", (), "urgent"),
    ],
)
def test_posture_is_read_from_the_words(text: str, before: tuple[str, ...], label: str) -> None:
    assert read_posture(text, said(*before)).label is PostureLabel(label)


@pytest.mark.parametrize(
    ("text", "before", "in_flow"),
    [
        (LONG, (LONG,), True),
        ("And then he left.", ("We met at the station.",), True),
        ("aur phir wo chala gaya", ("hum mile the",), True),
        (LONG + "What do you think?", (LONG,), False),
        ("Tell me about Saturn", (LONG,), False),
        (LONG, (), False),
        ("It is an emergency and then he fell", (LONG,), False),
    ],
)
def test_the_momentum_guard_knows_mid_flow(text: str, before: tuple[str, ...], in_flow: bool) -> None:
    assert read_posture(text, said(*before)).in_flow is in_flow
