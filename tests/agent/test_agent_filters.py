"""Token stream to speakable text, and the first clause that is spoken before its sentence is whole."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from agent.filters.first_clause import FirstClauseTokenizer, find_first_clause
from agent.filters.speakable import SpeakableFilter

MARKDOWN = st.lists(
    st.sampled_from(
        ["Hello", " ", "world", ".", "\n", "**", "*", "_", "`", "# ", "- ", "1. ", "[", "]", "(", ")", "https://a.b/c",
         "🌙", "ॐ", "नमस्ते", ",", "3*4", "!", "|", "~~", "2026", "a_b"]
    ),
    max_size=40,
)  # fmt: skip


def clean(text: str, *, step: int = 1) -> str:
    speakable = SpeakableFilter()
    pieces = [speakable.feed(text[start : start + step]) for start in range(0, len(text), step)]
    return "".join([*pieces, speakable.finish()])


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("The **moon** is *bright*.", "The moon is bright."),
        ("## Today\nRest well.", "Today. Rest well."),
        ("- first\n- second", "first. second"),
        ("1. first\n2. second", "first. second"),
        ("Born in 1996. Yes.", "Born in 1996. Yes."),
        ("See [the chart](https://example.org/a_b) now.", "See the chart now."),
        ("Look at https://example.org/x?y=1. Fine.", "Look at . Fine."),
        ("Good 🌙 night ✨!", "Good night !"),
        ("`Lagna` and snake_case", "Lagna and snake_case"),
        ("नमस्ते **दोस्त**, कैसे हैं?", "नमस्ते दोस्त, कैसे हैं?"),
        ("It is 5 - 3 and 2 * 2.", "It is 5 - 3 and 2 2."),
        ("---\nNew day.", " New day."),
        ("An [open bracket stays", "An [open bracket stays"),
    ],
)
def test_marks_are_stripped_and_words_stay(written: str, spoken: str) -> None:
    assert clean(written).split() == spoken.split()


@given(MARKDOWN, st.integers(1, 7))
@example(["_", "- ", "- "], 1)
@example(["https://a.b/c", "[", " ", "["], 1)
def test_pieces_make_no_difference(pieces: list[str], step: int) -> None:
    text = "".join(pieces)
    assert clean(text, step=step) == clean(text, step=len(text) or 1)


@given(st.lists(st.from_regex(r"[a-zA-Z]{1,9}[,.!?]?", fullmatch=True), min_size=1, max_size=20))
def test_plain_words_pass_unchanged(words: list[str]) -> None:
    assert clean(" ".join(words)) == " ".join(words)


@given(MARKDOWN)
def test_no_mark_is_ever_spoken(pieces: list[str]) -> None:
    assert not set(clean("".join(pieces))) & set("*`#🌙|\n")


@pytest.mark.parametrize(
    ("text", "clause"),
    [
        ("Well, I think", ""),
        ("That is fine, and", "That is fine,"),
        ("The moon stands in the scales and it", "The moon stands in the scales"),
        ("The moon is", ""),
        ("You have a good day. Then", "You have a good day."),
    ],
)
def test_first_clause_ends_where_one_breathes(text: str, clause: str) -> None:
    assert text[: find_first_clause(text)].strip() == clause


async def test_stream_gives_clause_then_sentences_and_loses_nothing() -> None:
    text = "You have a good day ahead, and the moon helps you with it. Rest well tonight. Then begin."
    stream = FirstClauseTokenizer().stream()
    for char in text:
        stream.push_text(char)
    stream.end_input()
    tokens = [event.token async for event in stream]
    await stream.aclose()
    assert tokens[0] == "You have a good day ahead,"
    assert " ".join(tokens) == text


async def test_short_reply_comes_out_whole() -> None:
    stream = FirstClauseTokenizer().stream()
    stream.push_text("Yes.")
    stream.end_input()
    assert [event.token async for event in stream] == ["Yes."]
    await stream.aclose()
