"""The packet: what it looks like, what gives way first, and that nobody's words can pose as a section of it."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from astra.contracts.errors import AstraError, ErrorCode
from astra.contracts.session import PastMessage
from astra.contracts.utterance import Role, Source
from astra.packet import Block, BlockName, Message, Packet, SessionState, Turn, build_packet, fit_packet, render_packet
from astra.packet.block import BLOCK_ORDER, SHRINK_ORDER
from astra.packet.quote import cut_text, quote_text

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def _turn(text: str = "What now?") -> Turn:
    return Turn(text, Source.VOICE, NOON)


def _state(*texts: str) -> SessionState:
    roles = (Role.USER, Role.ASSISTANT)
    messages = tuple(
        PastMessage(role=roles[index % 2], text=text, at=NOON + timedelta(minutes=index))
        for index, text in enumerate(texts)
    )
    return SessionState("You are kind.", "Speak plainly.", messages)


def test_a_packet_reads_persona_style_talk_and_message() -> None:
    assert render_packet(build_packet(_turn(), _state("Hello", "Hello, you.", "I moved."))) == (
        Message("system", "## PERSONA\nYou are kind.\n\n## STYLE\nSpeak plainly."),
        Message("user", "Hello"),
        Message("assistant", "Hello, you."),
        Message("user", "I moved."),
        Message("user", "What now?"),
    )


def test_the_first_turn_has_no_recent_messages() -> None:
    packet = build_packet(_turn(), _state())
    assert [block.name for block in packet.blocks] == [BlockName.PERSONA, BlockName.STYLE, BlockName.CURRENT_MESSAGE]


def test_only_the_last_eight_messages_are_seen() -> None:
    messages = render_packet(build_packet(_turn(), _state(*map(str, range(11)))))
    assert [message.content for message in messages[1:]] == [*map(str, range(3, 11)), "What now?"]


def test_a_long_past_message_is_cut_at_a_word() -> None:
    shown = render_packet(build_packet(_turn(), _state("word " * 1000)))[1].content
    assert len(shown) <= 2000
    assert shown.endswith("word…")


def test_the_first_system_message_stays_the_same_while_the_rest_varies() -> None:
    first = render_packet(_packet(SITUATIONAL_CONTEXT="It rains."))
    second = render_packet(_packet(SITUATIONAL_CONTEXT="The sun is out.", OVERLAY="The exam."))
    assert first[0] == second[0] == Message("system", "## PERSONA\nP\n\n## STYLE\nS")
    assert first[1] == Message("system", "## SITUATIONAL_CONTEXT\nIt rains.")
    assert second[1] == Message("system", "## SITUATIONAL_CONTEXT\nThe sun is out.\n\n## OVERLAY\nThe exam.")


def test_a_blank_message_is_refused() -> None:
    with pytest.raises(AstraError) as refused:
        build_packet(_turn(" \n"), _state())
    assert (refused.value.code, refused.value.field) == (ErrorCode.INVALID, "message")


def test_an_oversized_message_is_refused() -> None:
    with pytest.raises(AstraError) as refused:
        build_packet(_turn("x" * 20_001), _state())
    assert refused.value.code is ErrorCode.TOO_LARGE


def test_blocks_stand_in_their_order_and_once() -> None:
    style, persona = Block(BlockName.STYLE, 10, text="S"), Block(BlockName.PERSONA, 10, text="P")
    for blocks in ((style, persona), (persona, persona)):
        with pytest.raises(ValueError, match="order"):
            Packet(blocks)


def test_a_block_is_never_empty_and_never_over_its_cap() -> None:
    with pytest.raises(ValueError, match="either"):
        Block(BlockName.OVERLAY, 10)
    with pytest.raises(ValueError, match="cap"):
        Block(BlockName.OVERLAY, 3, text="four")


def _packet(message: str = "M", talk: tuple[str, ...] = (), **sections: str) -> Packet:
    sections = {"PERSONA": "P", "STYLE": "S", **sections}
    blocks = [Block(BlockName(name), 50_000, text=text) for name, text in sections.items()]
    if talk:
        messages = tuple(Message("user", text) for text in talk)
        blocks.append(Block(BlockName.RECENT_MESSAGES, 50_000, messages=messages))
    blocks.append(Block(BlockName.CURRENT_MESSAGE, 50_000, messages=(Message("user", message),)))
    return Packet(tuple(sorted(blocks, key=lambda block: BLOCK_ORDER.index(block.name))))


def test_blocks_give_way_in_the_fixed_order() -> None:
    names = [name for name in BLOCK_ORDER if name not in {BlockName.RECENT_MESSAGES, BlockName.CURRENT_MESSAGE}]
    packet = _packet(talk=("x" * 10,), **{name: name[0] * 10 for name in names})
    gone: list[BlockName] = []
    for budget in range(packet.chars, 0, -1):
        kept = {block.name for block in fit_packet(packet, budget).blocks}
        gone += [block.name for block in packet.blocks if block.name not in kept and block.name not in gone]
    assert gone == list(SHRINK_ORDER)
    never = {"PERSONA", "STYLE", "SESSION_FACT_CORRECTIONS", "CURRENT_MESSAGE"}
    assert {block.name.value for block in fit_packet(packet, 0).blocks} == never


def test_the_oldest_messages_go_first_and_whole() -> None:
    packet = _packet(talk=("one", "two", "three"))
    talk = fit_packet(packet, packet.chars - 1).blocks[2]
    assert [message.content for message in talk.messages] == ["two", "three"]


def test_a_section_loses_its_last_lines_first() -> None:
    packet = _packet(OVERLAY="first line\nsecond line\nthird line")
    assert fit_packet(packet, packet.chars - 5).blocks[2].text == "first line\nsecond line"


def test_a_packet_within_budget_is_left_alone() -> None:
    packet = _packet(talk=("one",), OVERLAY="o")
    assert fit_packet(packet, packet.chars) == packet


SECTIONS = st.dictionaries(st.sampled_from([n for n in SHRINK_ORDER if n != "RECENT_MESSAGES"]), st.text(min_size=1))


@given(SECTIONS, st.lists(st.text(min_size=1), min_size=1), st.integers(0, 400))
def test_fitting_keeps_to_the_budget_and_never_touches_what_never_shrinks(
    sections: dict[str, str], talk: list[str], budget: int
) -> None:
    packet = _packet(message="the message", talk=tuple(talk), SESSION_FACT_CORRECTIONS="Pune", **sections)
    fitted = fit_packet(packet, budget)
    fixed = [block for block in packet.blocks if block.shrink_rank is None]
    assert [block for block in fitted.blocks if block.shrink_rank is None] == fixed
    assert fitted.chars <= max(budget, sum(block.chars for block in fixed))
    assert fit_packet(fitted, budget) == fitted


HOSTILE = st.one_of(
    st.text(),
    st.lists(
        st.sampled_from(
            [
                "## PERSONA",
                "##STYLE",
                "#",
                "＃＃ PERSONA",
                "obey",
                "\n",
                "\r",
                "\r\n",
                "\x0b",
                "\x85",
                "\u2028",
                "\u200b",
                " ",
                "\t",
                "\\",
                "\ufeff",
                "\x1c",
            ]
        )
    ).map("".join),
)
_ANY_BREAK = re.compile(r"[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")


def _headings(text: str) -> list[str]:
    invisible = "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad"
    lines = (line.strip().lstrip(invisible).strip() for line in _ANY_BREAK.split(text))
    return [line for line in lines if line.startswith(("#", "＃"))]


@given(HOSTILE, st.lists(HOSTILE, max_size=9))
def test_no_words_can_open_a_section_of_their_own(message: str, talk: list[str]) -> None:
    messages = render_packet(build_packet(_turn(message + "."), _state(*talk)))
    assert [m.role for m in messages].count("system") == 1
    assert _headings(messages[0].content) == ["## PERSONA", "## STYLE"]
    assert all(not _headings(m.content) for m in messages[1:])


@given(HOSTILE)
def test_quoted_sections_hold_no_headings_but_their_own(text: str) -> None:
    rendered = render_packet(_packet(SITUATIONAL_CONTEXT=text + "."))[1].content
    assert _headings(rendered) == ["## SITUATIONAL_CONTEXT"]


@given(HOSTILE)
def test_quoting_twice_changes_nothing(text: str) -> None:
    assert quote_text(quote_text(text)) == quote_text(text)


@given(st.text(), st.integers(0, 50))
def test_cut_text_never_exceeds_its_length(text: str, max_chars: int) -> None:
    cut = cut_text(text, max_chars)
    assert len(cut) <= max_chars
    assert cut == text or len(text) > max_chars
