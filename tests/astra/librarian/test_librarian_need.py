"""When memory is asked, and for what: the gate, the times, the query. English, Hinglish and Hindi."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from astra.librarian import Gate, KnownWords, read_need
from astra.librarian.time_words import find_span

NOW = datetime(2026, 5, 6, 12, tzinfo=UTC)  # a Wednesday
TODAY = NOW.date()


def known(*texts: str) -> KnownWords:
    words = KnownWords()
    for text in texts:
        words.learn(text)
    return words


@pytest.mark.parametrize(
    "text",
    [
        "What did I tell you about my sister?",
        "what did I say last week",
        "Do you remember my dog Bruno?",
        "do you still remember what I said about Goa",
        "Remind me what we talked about in March",
        "What was the name of my landlord?",
        "What's my cat called?",
        "When is my exam?",
        "Who is my boss again?",
        "As I told you, the flat is small",
        "the offer that I mentioned",
        "Have I told you about the wedding?",
        "What do you know about Meera?",
        "maine kya bataya tha pichle hafte",
        "maine apni behen ke baare mein kya kaha tha",
        "tumhe yaad hai meri naukri ki baat?",
        "yaad hai maine kya bola tha",
        "kya maine bataya tha ki shaadi kab hai",
        "मैंने नौकरी के बारे में क्या बताया था",
        "तुम्हें याद है मेरी बहन",
        "What did you tell me about Saturn?",
        "tumne kal kya kaha tha meri naukri ke baare mein",
    ],
)
def test_a_question_about_what_was_said_is_explicit(text: str) -> None:
    assert read_need(text, KnownWords(), now=NOW).gate is Gate.EXPLICIT


@pytest.mark.parametrize(
    "text",
    [
        "Hello",
        "Hi there, how are you?",
        "Saturn feels heavy for a Leo in March",
        "How is the moon looking tonight?",
        "I feel so tired. Everything is a mess.",
        "Tell me something nice",
        "Thanks, that helps",
        "What should I do?",
        "aaj mera din acha tha",
        "kya haal hai",
        "नमस्ते, कैसे हो",
        "Good night Astra",
        "…",
        "",
        "🌙🌙",
    ],
)
def test_small_talk_needs_no_memory(text: str) -> None:
    assert read_need(text, known("Priya moved to Pune"), now=NOW).gate is Gate.NONE


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("I met Priya at the station", "Priya"),
        ("So pune it is", "pune"),
        ("the internship is going well", "internship"),
        ("My boss shouted at me today", "boss"),
        ("I think Rohan likes me", "Rohan"),
        ("meri naukri chali gayi", "naukri"),
        ("नौकरी छूट गई", "नौकरी"),
    ],
)
def test_names_and_topics_that_come_up_are_ambient(text: str, query: str) -> None:
    need = read_need(text, known("Priya moved to Pune for her internship"), now=NOW)
    assert (need.gate, need.query) == (Gate.AMBIENT, query)


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("What did I tell you about my sister and her wedding in Goa?", "Goa sister wedding"),
        ("Do you remember the name of my dog?", "name dog"),
        ("maine apni behen ke baare mein kya kaha tha", "behen"),
        ("tumhe yaad hai maine interview ke baare mein kya bola tha", "interview"),
        ("Remind me what Rohan's plan was", "Rohan plan"),
        ("What did I say last week about the flat in Pune?", "Pune flat"),
    ],
)
def test_the_query_is_names_and_nouns(text: str, query: str) -> None:
    assert read_need(text, KnownWords(), now=NOW).query == query


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("yesterday", "2026-05-05", "2026-05-05"),
        ("the day before yesterday", "2026-05-04", "2026-05-04"),
        ("today", "2026-05-06", "2026-05-06"),
        ("last week", "2026-04-27", "2026-05-03"),
        ("this week", "2026-05-04", "2026-05-06"),
        ("last month", "2026-04-01", "2026-04-30"),
        ("last year", "2025-01-01", "2025-12-31"),
        ("over the last three days", "2026-05-03", "2026-05-06"),
        ("two days ago", "2026-05-04", "2026-05-04"),
        ("2 weeks ago", "2026-04-18", "2026-04-26"),
        ("a month ago", "2026-03-21", "2026-04-22"),
        ("on Monday", "2026-05-04", "2026-05-04"),
        ("last Wednesday", "2026-04-29", "2026-04-29"),
        ("in March", "2026-03-01", "2026-03-31"),
        ("in December", "2025-12-01", "2025-12-31"),
        ("in March 2024", "2024-03-01", "2024-03-31"),
        ("in 2024", "2024-01-01", "2024-12-31"),
        ("on 3 May", "2026-05-03", "2026-05-03"),
        ("on the 3rd of June", "2025-06-03", "2025-06-03"),
        ("on May 3rd, 2025", "2025-05-03", "2025-05-03"),
        ("on 2026-04-30", "2026-04-30", "2026-04-30"),
        ("kal", "2026-05-05", "2026-05-05"),
        ("parso", "2026-05-04", "2026-05-04"),
        ("aaj", "2026-05-06", "2026-05-06"),
        ("pichle hafte", "2026-04-27", "2026-05-03"),
        ("pichle mahine", "2026-04-01", "2026-04-30"),
        ("pichle saal", "2025-01-01", "2025-12-31"),
        ("do din pehle", "2026-05-04", "2026-05-04"),
        ("teen hafte pehle", "2026-04-11", "2026-04-19"),
        ("पिछले हफ़्ते", "2026-04-27", "2026-05-03"),
        ("दो दिन पहले", "2026-05-04", "2026-05-04"),
        ("कल", "2026-05-05", "2026-05-05"),
    ],
)
def test_times_become_days(text: str, first: str, last: str) -> None:
    span, rest = find_span(f"what did I say {text} about tea", today=TODAY)
    assert span is not None
    assert (span.first, span.last) == (date.fromisoformat(first), date.fromisoformat(last))
    assert "tea" in rest


@pytest.mark.parametrize("text", ["on 31 February", "2026-02-30", "kalam", "sometime", "in Mayfair", "0 days"])
def test_what_is_no_day_is_none(text: str) -> None:
    assert find_span(f"what did I say {text}", today=TODAY)[0] is None


def test_a_time_counts_only_where_memory_is_asked() -> None:
    need = read_need("I met Priya yesterday", known("Priya"), now=NOW)
    assert need.spec.span is None


@given(st.text(max_size=300))
def test_any_text_has_a_verdict(text: str) -> None:
    need = read_need(text, known("Priya moved to Pune"), now=NOW)
    assert (need.gate is Gate.NONE) == (need.query == "")


TIME_WORDS = "last past two 999 5 ago days years months week saal pehle kal in on 1900 May 31 0".split()  # noqa: SIM905


@given(st.lists(st.sampled_from(TIME_WORDS), max_size=8))
def test_spans_are_never_upside_down(words: list[str]) -> None:
    span, _ = find_span(" ".join(words), today=TODAY)
    assert span is None or span.first <= span.last
