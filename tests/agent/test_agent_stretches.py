"""Which stretches of speech the live recogniser has still to answer for. In virtual time."""

import pytest
from livekit import rtc

from agent.chains.stretches import EARLY_S, Ledger, are_alike
from astra.kit.clock import Clock
from tests.fakes.room_guest import RATE


class Stopwatch:
    """A clock that stands still."""

    def __init__(self) -> None:
        self.now_s = 0.0
        self.clock = Clock(monotonic=lambda: self.now_s)


def sound(seconds: float = 1.0) -> list[rtc.AudioFrame]:
    return [rtc.AudioFrame.create(RATE, 1, int(RATE * seconds))]


def test_one_answer_may_cover_two_stretches() -> None:
    ledger = Ledger(Stopwatch().clock)
    stretches = []
    for _ in range(2):
        ledger.begin()
        stretches.append(ledger.end(sound()))
    ledger.note_interim("a", "both")
    ledger.note_final("a")
    assert [stretch.is_heard for stretch in stretches] == [True, True]


def test_answer_to_the_first_stretch_leaves_the_second_open_while_its_words_come() -> None:
    ledger = Ledger(Stopwatch().clock)
    ledger.begin()
    first = ledger.end(sound())
    ledger.begin()
    second = ledger.end(sound())
    ledger.note_interim("a", "one")
    ledger.note_interim("b", "two")
    ledger.note_final("a")
    assert (first.is_heard, second.is_heard, ledger.guess, ledger.is_waiting) == (True, None, "two", True)


def test_words_that_came_before_the_end_settle_the_stretch_at_once() -> None:
    ledger = Ledger(Stopwatch().clock)
    ledger.begin()
    ledger.note_final("a")
    assert ledger.end(sound()).is_heard is True


def test_sound_without_a_word_is_not_waited_for_for_long() -> None:
    watch = Stopwatch()
    ledger = Ledger(watch.clock)
    ledger.begin()
    ledger.end(sound())
    assert ledger.is_waiting
    watch.now_s = EARLY_S + 0.01
    assert not ledger.is_waiting
    ledger.note_interim("a", "oh")
    assert ledger.is_waiting


def test_what_was_guessed_in_a_lost_connection_is_not_put_before_the_next_words() -> None:
    ledger = Ledger(Stopwatch().clock)
    ledger.begin()
    ledger.note_interim("a", "half a")
    ledger.lose()
    assert ledger.guess == "half a"
    ledger.clear_guesses()
    ledger.note_interim("b", "stale")
    ledger.begin()
    assert ledger.guess == ""


@pytest.mark.parametrize(
    ("words", "other", "alike"),
    [
        ("How is the moon tonight?", "how is the moon tonight", True),
        ("how is the moon", "And how is the moon looking tonight", True),
        ("how is the moon", "and how are you", False),
        ("", "how is the moon", False),
        ("...", "", False),
    ],
)
def test_transcripts_of_the_same_speech_are_known(words: str, other: str, alike: bool) -> None:
    assert are_alike(words, other) is alike
