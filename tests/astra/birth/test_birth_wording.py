"""What is missing is asked for kindly and at once; every question and refusal has its words in both languages."""

import re
from pathlib import Path

import pytest

from astra.birth import (
    BirthDetails,
    ask_for_missing,
    confirm_birthday,
    missing_fields,
    read_birth,
    wants_reading,
    word_impossible,
    word_question,
)
from astra.birth.model import Impossible, Question
from astra.contracts.astro import BirthField
from astra.kernels import Kernels, load_kernels
from astra.places import Places
from tests.fakes.birth_utterances import NOW, load_utterances


@pytest.fixture(scope="module")
def kernels() -> Kernels:
    return load_kernels(Path(__file__).parents[3] / "prompts")


@pytest.mark.parametrize("language", ["en", "hi"])
def test_all_that_is_missing_is_one_message_of_four_items(kernels: Kernels, language: str) -> None:
    missing = missing_fields(BirthDetails())
    assert missing == tuple(BirthField)
    written = ask_for_missing(missing, kernels, spoken=False, seed="a", language=language)
    assert re.findall(r"^(\d)\. ", written, re.MULTILINE) == ["1", "2", "3", "4"]
    spoken = ask_for_missing(missing, kernels, spoken=True, seed="a", language=language)
    assert "\n" not in spoken
    assert spoken.count("?") == 1
    assert not any(char.isdigit() for char in spoken)


def test_only_what_is_missing_is_asked_for(kernels: Kernels, places: Places) -> None:
    known = read_birth("I was born on 14 May 1996 in Mumbai", BirthDetails(), None, places, NOW).details
    missing = missing_fields(known)
    assert missing == (BirthField.TIME, BirthField.SYSTEM)
    written = ask_for_missing(missing, kernels, spoken=False, seed="a")
    assert written.count("\n") == 2
    assert "2. " in written
    assert "3. " not in written
    assert ask_for_missing((), kernels, spoken=True, seed="a") == ""


@pytest.mark.parametrize("language", ["en", "hi"])
def test_every_question_and_refusal_has_words(kernels: Kernels, places: Places, language: str) -> None:
    asked: set[str] = set()
    for utterance in load_utterances():
        known, question = BirthDetails(), None
        for text in utterance.turns:
            reading = read_birth(text, known, question, places, NOW, expecting=utterance.expecting)
            known, question = reading.details, reading.question
            for said in (question, reading.impossible):
                if isinstance(said, Question):
                    words = word_question(said, kernels, seed="a", language=language)
                elif isinstance(said, Impossible):
                    words = word_impossible(said, kernels, seed="a", language=language)
                else:
                    continue
                asked.add(said.line)
                assert "{" not in words
                assert len(words) <= 400
    assert len(asked) >= 14


def test_a_birthday_from_elsewhere_is_only_proposed(places: Places) -> None:
    proposed = confirm_birthday(1996, 5, 14, NOW)
    assert isinstance(proposed, Question)
    agreed = read_birth("yes", BirthDetails(), proposed, places, NOW)
    assert agreed.details.date is not None
    assert agreed.details.date.value.isoformat() == "1996-05-14"
    assert agreed.details.date.origin.value == "google"
    denied = read_birth("no", BirthDetails(), proposed, places, NOW)
    assert denied.details.date is None
    corrected = read_birth("no, it's 15 May 1996", BirthDetails(), proposed, places, NOW)
    assert corrected.details.date is not None
    assert corrected.details.date.value.isoformat() == "1996-05-15"
    assert corrected.details.date.origin.value == "said"
    half = confirm_birthday(None, 5, 14, NOW)
    assert isinstance(half, Question)
    assert half.kind.value == "date_rest"
    assert isinstance(confirm_birthday(2050, 5, 14, NOW), Impossible)
    assert isinstance(confirm_birthday(1999, 2, 30, NOW), Impossible)


@pytest.mark.parametrize(
    "text",
    [
        "Can you read my chart?",
        "I'd like a reading",
        "tell me my horoscope",
        "what does my birth chart say?",
        "show me my kundli",
        "what do the stars say about me?",
        "what's my moon sign?",
        "birth chart please",
        "my birth chart",
        "can you do an astrology reading for me",
        "meri kundli dekho",
        "mujhe apni kundali banwani hai",
        "meri rashi kya hai?",
        "kundli dikhao",
        "mera bhavishya batao",
        "मेरी कुंडली देखिए",
        "predict my future",
        "cast my natal chart",
    ],
)
def test_wanting_a_reading_is_heard(text: str) -> None:
    assert wants_reading(text)


@pytest.mark.parametrize(
    "text",
    [
        "hello",
        "I don't want a reading",
        "draw me a pie chart",
        "kundli nahi chahiye",
        "I'm reading a book",
        "the stars were bright last night",
        "how was your day?",
        "main ghar ja raha hoon",
        "",
        "I moved in 2015",
    ],
)
def test_other_talk_wants_none(text: str) -> None:
    assert not wants_reading(text)
