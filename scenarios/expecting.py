"""Compares what was heard, seen and stored with what a scenario expects; raises `Mismatch` with both."""

import re
from collections.abc import Mapping

from scenarios.comparing import measure_word_error, split_words
from scenarios.report import Mismatch
from scenarios.script import Stored, StoredMessage, Words
from scenarios.service import History, Kept

_SAME_LINE_ERROR = 0.35
_CUT_WORDS = 2
"""Words around a cut that a recogniser and a speaker's clock may disagree about."""


def expect_words(words: Words, got: str, what: str) -> None:
    """Every condition on some words. Raises `Mismatch`."""
    complaint = find_complaint(words, got)
    if complaint:
        raise Mismatch(f"{what} {complaint}", repr(got))


def find_complaint(words: Words, got: str) -> str:
    """The first condition that the words miss, as `that contains 'x'`; empty when they meet all."""
    flat = " ".join(split_words(got))

    def has(part: str) -> bool:
        return f" {' '.join(split_words(part))} " in f" {flat} "

    missing = [part for part in words.contains if not has(part)]
    if missing:
        return f"that contains {missing[0]!r}"
    if words.contains_any and not any(has(part) for part in words.contains_any):
        return f"that contains one of {', '.join(map(repr, words.contains_any))}"
    present = [part for part in words.lacks if has(part)]
    if present:
        return f"without {present[0]!r}"
    if words.matches is not None and not re.search(words.matches, got, re.IGNORECASE):
        return f"that matches /{words.matches}/"
    if words.like is not None and (error := measure_word_error(words.like, got)) > words.word_error_max:
        return f"like {words.like!r} (word error {error:.2f}, at most {words.word_error_max:.2f})"
    return ""


def find_history_complaint(stored: Stored, history: History, heard: Mapping[str, str]) -> str:
    """What is wrong with a history; empty when nothing is."""
    ids = [message.id for message in history.messages]
    if len(set(ids)) != len(ids):
        return "each message once"
    if stored.ended is not None and history.ended is not stored.ended:
        return f"the session {'ended' if stored.ended else 'not ended'}"
    for line in stored.user_lines:
        count = sum(_is_line(line, message) for message in history.messages)
        if count != 1:
            return f"{line!r} by the user exactly once (found {count} times)"
    if not stored.messages:
        return ""
    return _find_order_complaint(stored, history.messages, heard)


def show_history(history: History) -> str:
    """A history in one line, for a report."""
    shown = [f"{m.role}{'/interrupted' if m.interrupted else ''}/{m.source}: {m.text!r}" for m in history.messages]
    return f"{'ended' if history.ended else 'open'} [{'; '.join(shown)}]"


def _is_line(line: str, message: Kept) -> bool:
    return message.role == "user" and measure_word_error(line, message.text) <= _SAME_LINE_ERROR


def _find_order_complaint(stored: Stored, messages: tuple[Kept, ...], heard: Mapping[str, str]) -> str:
    rest = list(messages)
    for number, wanted in enumerate(stored.messages, start=1):
        complaint = "there"
        while rest:
            complaint = _find_message_complaint(wanted, rest.pop(0), heard)
            if not (complaint and stored.others):
                break
        if complaint:
            return f"message {number} ({wanted.role}) {complaint}"
    return "" if stored.others or not rest else f"{len(stored.messages)} messages, not {len(messages)}"


def _find_message_complaint(wanted: StoredMessage, message: Kept, heard: Mapping[str, str]) -> str:
    if message.role != wanted.role:
        return f"by the {wanted.role}"
    if wanted.source is not None and message.source != wanted.source:
        return f"marked {wanted.source}"
    if wanted.interrupted is not None and message.interrupted is not wanted.interrupted:
        return f"with interrupted: {str(wanted.interrupted).lower()}"
    if wanted.heard_as is not None:
        sound = heard.get(wanted.heard_as, "")
        expected, found = split_words(sound), split_words(message.text)
        slack = max(_CUT_WORDS, wanted.word_error_max * len(expected))
        if (
            measure_word_error(sound, message.text) * max(1, len(expected)) > slack
            or len(found) > len(expected) + slack
        ):
            return f"with the words that were heard: {sound!r}"
    return find_complaint(wanted, message.text)
