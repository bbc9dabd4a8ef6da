"""What a person puts right while they talk is found, in English, Hinglish and Hindi, and little else is."""

from datetime import UTC, datetime

import pytest

from astra.contracts.session import PastMessage
from astra.contracts.utterance import Role
from astra.mind import find_corrections

NOW = datetime(2026, 5, 6, 12, tzinfo=UTC)


def talk(*lines: str) -> list[PastMessage]:
    return [
        PastMessage(role=Role.ASSISTANT if line.startswith("> ") else Role.USER, text=line.removeprefix("> "), at=NOW)
        for line in lines
    ]


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("No, Pune, not Mumbai", "Pune", "Mumbai"),
        ("No, Pune, not Mumbai.", "Pune", "Mumbai"),
        ("Sorry, I meant Tuesday, not Monday", "Tuesday", "Monday"),
        ("It's Meera, not Mira", "Meera", "Mira"),
        ("Not Mumbai, Pune", "Pune", "Mumbai"),
        ("That's not true, it's Pune", "it's Pune", None),
        ("No, Pune.", "Pune", None),
        ("nahi, Pune", "Pune", None),
        ("Nahi, Pune, Mumbai nahi", "Pune", "Mumbai"),
        ("I live there. No, Pune, not Mumbai. Anyway, go on.", "Pune", "Mumbai"),
    ],
)
def test_corrections_are_found(text: str, right: str, wrong: str | None) -> None:
    found = find_corrections(talk("I was born in Mumbai", "> In Mumbai, I see.", text))
    assert [(c.right, c.wrong) for c in found] == [(right, wrong)]


@pytest.mark.parametrize(
    "text",
    [
        "No, thanks",
        "No problem",
        "No idea, you tell me",
        "nahi yaar, theek hai",
        "I am not sure",
        "No, I don't want to talk about it because he left me and I am tired",
        "Not now",
        "Is it Pune, not Mumbai?",
        "Hello",
    ],
)
def test_other_words_are_no_corrections(text: str) -> None:
    assert find_corrections(talk("> In Mumbai, I see.", text)) == ()


def test_a_bare_no_needs_something_to_say_no_to() -> None:
    assert find_corrections(talk("No, Pune.")) == ()


def test_what_the_companion_says_corrects_nothing() -> None:
    assert find_corrections(talk("Hello", "> No, Pune, not Mumbai")) == ()
