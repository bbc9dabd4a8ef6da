"""Comparing words, and histories with what was expected of them."""

import pytest

from scenarios.comparing import measure_word_error, split_words
from scenarios.expecting import find_complaint, find_history_complaint
from scenarios.script import Stored, StoredMessage, Words
from scenarios.service import History, Kept


@pytest.mark.parametrize(
    ("expected", "got", "error"),
    [
        ("It's twenty-one degrees.", "its 21 degrees", 0.0),
        ("one two three four", "one two four", 0.25),
        ("one two", "one two three", 0.5),
        ("hello", "", 1.0),
        ("", "", 0.0),
        ("", "hello", 1.0),
    ],
)
def test_word_error(expected: str, got: str, error: float) -> None:
    assert measure_word_error(expected, got) == error


def test_words_keep_the_letters_of_other_scripts() -> None:
    assert split_words("Zoë, naïve!") == ["zoë", "naïve"]


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (Words(contains=("my garden",)), ""),
        (Words(contains=("gard",)), "that contains 'gard'"),
        (Words(contains_any=("cellar", "garden")), ""),
        (Words(contains_any=("cellar", "attic")), "that contains one of 'cellar', 'attic'"),
        (Words(lacks=("garden",)), "without 'garden'"),
        (Words(matches=r"^i like"), ""),
        (Words(matches=r"^you"), "that matches /^you/"),
        (Words(like="I like the garden", word_error_max=0.25), ""),
        (
            Words(like="I like the garden", word_error_max=0.2),
            "like 'I like the garden' (word error 0.25, at most 0.20)",
        ),
    ],
)
def test_conditions_on_words(words: Words, complaint: str) -> None:
    assert find_complaint(words, "I like my garden.") == complaint


def history(*messages: tuple[str, str], interrupted: int = -1, ended: bool = False) -> History:
    kept = [Kept(str(n), role, text, "voice", n == interrupted) for n, (role, text) in enumerate(messages)]
    return History(tuple(kept), ended)


TALK = history(("assistant", "Hello."), ("user", "How are you?"), ("assistant", "Fine, and"), interrupted=2)


def stored(*messages: StoredMessage, **fields: object) -> Stored:
    return Stored.model_validate({"messages": messages, **fields})


def test_a_history_as_expected_has_no_complaint() -> None:
    expected = stored(
        StoredMessage(role="assistant"),
        StoredMessage(role="user", like="How are you?"),
        StoredMessage(role="assistant", interrupted=True, heard_as="cut"),
    )
    assert find_history_complaint(expected, TALK, {"cut": "Fine and you"}) == ""


@pytest.mark.parametrize(
    ("expected", "complaint"),
    [
        (stored(StoredMessage(role="user")), "message 1 (user) by the user"),
        (stored(StoredMessage(role="assistant")), "1 messages, not 3"),
        (stored(StoredMessage(role="assistant", interrupted=True)), "message 1 (assistant) with interrupted: true"),
        (stored(StoredMessage(role="assistant", source="typed")), "message 1 (assistant) marked typed"),
        (stored(StoredMessage(role="user", like="Bye"), others=True), "message 1 (user) by the user"),
        (stored(ended=True), "the session ended"),
        (stored(user_lines=("How are you",)), ""),
        (stored(user_lines=("Where are they",)), "'Where are they' by the user exactly once (found 0 times)"),
    ],
)
def test_what_a_history_lacks_is_named(expected: Stored, complaint: str) -> None:
    assert find_history_complaint(expected, TALK, {}) == complaint


def test_a_reply_stored_beyond_what_was_heard_is_found() -> None:
    talk = history(("assistant", "Fine, and I would like to tell you a long story about it"))
    expected = stored(StoredMessage(role="assistant", heard_as="cut"))

    assert "the words that were heard: 'Fine, and'" in find_history_complaint(expected, talk, {"cut": "Fine, and"})


def test_a_line_stored_twice_is_found() -> None:
    talk = history(("user", "How are you?"), ("user", "How are you?"))

    assert "found 2 times" in find_history_complaint(stored(user_lines=("How are you?",)), talk, {})


def test_one_message_shown_twice_is_found() -> None:
    twice = Kept("1", "user", "Hello", "voice", interrupted=False)

    assert find_history_complaint(Stored(), History((twice, twice), ended=False), {}) == "each message once"
