"""Thinking ahead on words that may still change: when it begins, when what was thought is given. In virtual time."""

import re

import pytest
import structlog
from livekit.agents import LanguageCode, stt
from livekit.agents.stt import SpeechEventType

from agent.turns.agreement import can_not_differ
from agent.turns.ahead import CREDIT_A_TURN, Ahead
from agent.turns.steady_words import MAX_AN_UTTERANCE, STILL_S, SteadyWords
from astra.kit.clock import Clock

INTERIM, PREFLIGHT, FINAL = (
    SpeechEventType.INTERIM_TRANSCRIPT,
    SpeechEventType.PREFLIGHT_TRANSCRIPT,
    SpeechEventType.FINAL_TRANSCRIPT,
)


class Stopwatch:
    """A clock that goes on when it is told to."""

    def __init__(self) -> None:
        self.now_s = 0.0
        self.clock = Clock(monotonic=lambda: self.now_s)


SAID = (
    "I like it",
    "Tell me about my week",
    "Where are you from",
    "You want me to go there",
    "My sister lives in Pune",
    "Call her at 7:20 today",
    "We have 5 days",
    "I love him",
    "Yes do that",
    "main theek hoon",
    "मैं मुंबई में हूँ",
    "Stop the music now",
)
AFTER = (
    "not", "but not now", "no", "never", "please", "um", "anymore", "and stop", "if I could", "he said", "maybe",
    "says my mother", "or not", "nahi", "na", "matlab nahi", "haan", "नहीं",
)  # fmt: skip
BEFORE = ("Not that", "Never say", "If", "She said", "Did", "Don't say", "No", "Nahi", "Um")


def contradictions(said: str) -> set[str]:
    """Final words that mean something else, or may."""
    words = said.split()
    found = {f"{said} {more}" for more in AFTER} | {f"{before} {said}" for before in BEFORE}
    found |= {" ".join(words[:-1]), " ".join(words[1:]), " ".join(reversed(words))}
    found |= {" ".join([*words[:at], "not", *words[at:]]) for at in range(1, len(words))}
    found |= {" ".join([*words[:at], words[at].upper(), *words[at + 1 :]]) for at in range(1, len(words))} - {said}
    found |= {f"{said}{mark}" for mark in (",", "...", "…", " -", "?!", "??")}
    found |= {f"{words[0]}{mark} {' '.join(words[1:])}" for mark in ",.?!;:"}
    if said != "Where are you from":
        found.add(f"{said}?")
    return found | {re.sub(r"\d", "9", said), said.replace(":", "")} - {said}


TABLE = [(said, final) for said in SAID for final in sorted(contradictions(said))]


def test_no_final_words_that_say_something_else_agree() -> None:
    assert len(TABLE) >= 300
    assert [pair for pair in TABLE if can_not_differ(*pair) or can_not_differ(*reversed(pair))] == []


@pytest.mark.parametrize(
    ("words", "final"),
    [
        ("I like it", "I like it."),
        ("I like it", "i  like it!"),
        ("mera naam kya hai", "Mera naam kya hai."),
        ("मैं मुंबई में हूँ", "मैं मुंबई में हूँ।"),
        ("She said stop it", "She said “stop it”."),
        ("I don't know her", "I don’t know her."),
        ("where are you from", "Where are you from?"),
        ("can you tell me about my week.", "Can you tell me about my week?"),
        ("Really?", "really?"),
    ],
)
def test_spelling_can_not_change_what_was_said(words: str, final: str) -> None:
    assert can_not_differ(words, final)
    assert can_not_differ(final, words)


@pytest.mark.parametrize(
    ("words", "other"),
    [
        ("", ""),
        ("", "."),
        ("you like it", "You like it?"),
        ("what a day", "What a day?"),
        ("are you sure. I like it", "Are you sure. I like it?"),
        ("No more wine", "No. More wine"),
        ("tell us about it", "tell US about it"),
        ("at 7:20", "at 720"),
        ("um I like it", "I like it"),
        ("I like it please", "I like it"),
    ],
)
def test_what_may_matter_is_no_spelling(words: str, other: str) -> None:
    assert not can_not_differ(words, other)


def test_words_are_told_when_they_stand_still_and_the_voice_is_silent() -> None:
    watch = Stopwatch()
    steady = SteadyWords(watch.clock)
    steady.note_voice(is_speaking=True)
    steady.note_words("tell me about")
    watch.now_s = 1.0
    steady.note_words("tell me about my week")
    assert steady.due_in_s() is None
    watch.now_s = 1.1
    steady.note_voice(is_speaking=False)
    assert steady.due_in_s() == pytest.approx(STILL_S - 0.1)
    watch.now_s = 1.15
    steady.note_words("tell me about my week")
    watch.now_s = 1.0 + STILL_S
    assert steady.due_in_s() == 0.0
    assert steady.take() == "tell me about my week"
    assert steady.due_in_s() is None


@pytest.mark.parametrize("words", ["", "How", "tell me", "I was born in", "so um", "well, it is my,"])
def test_words_that_are_not_whole_are_not_told(words: str) -> None:
    watch = Stopwatch()
    steady = SteadyWords(watch.clock)
    steady.note_words(words)
    watch.now_s = 9.0
    assert steady.due_in_s() is None


@pytest.mark.parametrize("words", ["Really?", "yes", "haan", "I like it"])
def test_short_words_that_stand_by_themselves_are_told(words: str) -> None:
    watch = Stopwatch()
    steady = SteadyWords(watch.clock)
    steady.note_words(words)
    watch.now_s = 9.0
    assert steady.due_in_s() == 0.0


def test_an_utterance_is_told_a_few_times_and_never_for_its_spelling_alone() -> None:
    watch = Stopwatch()
    steady = SteadyWords(watch.clock)
    told = []
    for words in ("I like it", "I like it.", "i like it!", "I like it there", "I like it there now", "", "I like it"):
        steady.note_words(words)
        watch.now_s += 1.0
        if steady.due_in_s() == 0.0:
            told.append(steady.take())
    assert told == ["I like it", "I like it there", "I like it"]
    assert len(told[:-1]) == MAX_AN_UTTERANCE


class Talk:
    """One session's thoughts, as the framework asks for them."""

    def __init__(self) -> None:
        self.watch = Stopwatch()
        self.ahead = Ahead(self.watch.clock)

    def hear(self, kind: SpeechEventType, words: str, *, is_free: bool = True) -> str | None:
        data = stt.SpeechData(language=LanguageCode("en"), text=words)
        shown = self.ahead.follow(stt.SpeechEvent(type=kind, alternatives=[data]), is_free=is_free)
        return shown.alternatives[0].text if shown is not None else None

    def think(self, words: str, final: str, *, is_given: bool) -> None:
        """One whole turn, begun on `words`."""
        assert self.hear(PREFLIGHT, words) == words
        settle = self.ahead.note_asked(words)
        self.watch.now_s += 0.4
        shown = self.hear(FINAL, final)
        assert self.ahead.spell_out(shown or "") == final
        assert settle is not None
        settle(is_given)


def test_final_words_that_agree_are_shown_as_they_were_thought_about_and_kept_as_they_came() -> None:
    talk = Talk()
    assert talk.hear(INTERIM, "where are you from") == "where are you from"
    assert talk.hear(PREFLIGHT, "where are you from") == "where are you from"
    assert talk.hear(FINAL, " Where are you from?") == "where are you from"
    assert talk.ahead.spell_out("where are you from") == "Where are you from?"
    assert talk.ahead.spell_out("something typed") == "something typed"


def test_each_stretch_of_a_turn_keeps_its_own_spelling() -> None:
    talk = Talk()
    talk.hear(FINAL, "Yes.")
    assert talk.ahead.spell_out("Yes.") == "Yes."
    talk.hear(PREFLIGHT, "yes")
    assert talk.hear(FINAL, "Yes.") == "yes"
    talk.hear(PREFLIGHT, "I like it")
    assert talk.hear(FINAL, "I like it, not her.") == "I like it, not her."
    talk.hear(FINAL, "Of the next turn.")
    assert talk.ahead.spell_out("yes I like it, not her.") == "Yes. I like it, not her."


def test_what_became_of_a_thought_is_told_without_a_word_of_it() -> None:
    talk = Talk()
    with structlog.testing.capture_logs() as lines:
        talk.think("I like it", "I like it.", is_given=True)
        talk.think("I like it", "I like it not.", is_given=False)
        talk.think("I like it", "I like it.", is_given=False)
    assert [{key: line[key] for key in line if key != "log_level"} for line in lines] == [
        {"event": "turn.ahead", "outcome": "released", "reason": "agreed", "lead_ms": 400},
        {"event": "turn.ahead", "outcome": "dropped", "reason": "final"},
        {"event": "turn.ahead", "outcome": "dropped", "reason": "turn"},
    ]


def test_more_interim_words_are_why_a_thought_was_dropped() -> None:
    talk = Talk()
    talk.hear(PREFLIGHT, "I like it")
    settle = talk.ahead.note_asked("And then. I like it")
    talk.hear(INTERIM, "I like it there")
    talk.hear(FINAL, "I like it there.")
    assert settle is not None
    with structlog.testing.capture_logs() as lines:
        settle(False)
    assert (lines[0]["outcome"], lines[0]["reason"]) == ("dropped", "words")


def test_a_question_about_other_or_final_words_is_no_thought_ahead() -> None:
    talk = Talk()
    assert talk.ahead.note_asked("I like it") is None
    talk.hear(PREFLIGHT, "I like it")
    assert talk.ahead.note_asked("typed meanwhile") is None
    assert talk.ahead.note_asked("unlike I like it") is not None
    assert talk.ahead.note_asked("I like it") is None
    talk.hear(PREFLIGHT, "I like it")
    talk.hear(FINAL, "I like it")
    assert talk.ahead.note_asked("I like it") is None


def test_nothing_is_thought_while_she_speaks() -> None:
    talk = Talk()
    assert talk.hear(PREFLIGHT, "I like it", is_free=False) is None
    assert talk.hear(FINAL, "I like it.", is_free=False) == "I like it."


def test_what_is_thought_for_nothing_is_bounded() -> None:
    talk = Talk()
    begun = 0
    for _ in range(100):
        if talk.hear(PREFLIGHT, "I like it") is not None:
            begun += 1
            settle = talk.ahead.note_asked("I like it")
            assert settle is not None
            settle(False)
        talk.ahead.spell_out(talk.hear(FINAL, "I like it not") or "")
    assert 15 <= begun <= 2 + 100 * CREDIT_A_TURN


def test_thoughts_that_are_given_cost_nothing() -> None:
    talk = Talk()
    for _ in range(20):
        talk.think("I like it", "I like it.", is_given=True)


def test_events_without_words_pass() -> None:
    talk = Talk()
    event = stt.SpeechEvent(type=SpeechEventType.END_OF_SPEECH)
    assert talk.ahead.follow(event, is_free=True) is event
    assert talk.hear(FINAL, "") == ""
