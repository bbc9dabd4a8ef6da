"""Every way of telling a birth in the fixture file is read as it says, and nothing is read that was not said."""

import pytest

from astra.birth import BirthDetails, read_birth
from astra.contracts.astro import BirthField
from astra.places import Places
from tests.fakes.birth_utterances import ADVERSARIAL, NOW, Utterance, load_utterances, play

_UTTERANCES = load_utterances()
_ADVERSARIAL = load_utterances(ADVERSARIAL)


@pytest.mark.parametrize("utterance", _UTTERANCES, ids=lambda one: one.name[:60])
def test_what_is_said_of_a_birth_is_read(utterance: Utterance, places: Places) -> None:
    assert play(utterance, places) == utterance.wants


@pytest.mark.parametrize("utterance", _ADVERSARIAL, ids=lambda one: one.name[:60])
def test_what_is_no_detail_or_half_of_one_or_at_odds_is_known_as_that(utterance: Utterance, places: Places) -> None:
    assert play(utterance, places) == utterance.wants


def test_there_are_utterances_enough() -> None:
    assert len(_UTTERANCES) >= 250
    assert len(_ADVERSARIAL) >= 100
    assert sum(one.spoken for one in _UTTERANCES) >= 100


@pytest.mark.parametrize("utterance", [*_UTTERANCES, *_ADVERSARIAL], ids=lambda one: one.name[:60])
def test_every_piece_is_justified_by_the_words(utterance: Utterance, places: Places) -> None:
    known, asked, said = BirthDetails(), None, ""
    for text in utterance.turns:
        said += f" {text}"
        reading = read_birth(text, known, asked, places, NOW, expecting=utterance.expecting)
        known, asked = reading.details, reading.question
        for piece in reading.taken:
            held = getattr(known, piece.value)
            assert held is None or all(word in said for word in held.quote.split())


def test_the_pieces_come_in_any_order(places: Places) -> None:
    turns = ("vedic", "Mumbai", "14 May 1996", "7:20 am")
    known = BirthDetails()
    for text in turns:
        known = read_birth(text, known, None, places, NOW, expecting=frozenset(BirthField)).details
    backwards = BirthDetails()
    for text in reversed(turns):
        backwards = read_birth(text, backwards, None, places, NOW, expecting=frozenset(BirthField)).details
    assert known == backwards
    assert known.date is not None
    assert known.place is not None
    assert known.place.value.label == "Mumbai, Maharashtra, India"


def test_an_open_question_outlives_a_change_of_subject(places: Places) -> None:
    first = read_birth("I was born on 03-04-1996 in Springfield", BirthDetails(), None, places, NOW)
    assert first.question is not None
    assert len(first.details.open_questions) == 2
    aside = read_birth("by the way, how is the weather?", first.details, first.question, places, NOW)
    assert aside.question is None
    assert aside.details == first.details
    second = read_birth("April", aside.details, first.question, places, NOW)
    assert second.question is not None
    assert second.question.kind.value == "which_place"
    third = read_birth("Illinois", second.details, second.question, places, NOW)
    assert third.details.open_questions == ()


def test_a_time_that_the_date_makes_impossible_is_taken_back(places: Places) -> None:
    known = read_birth("I was born at 2:30 am in New York", BirthDetails(), None, places, NOW).details
    assert known.time is not None
    late = read_birth("I was born on 2 April 2006", known, None, places, NOW)
    assert late.impossible is not None
    assert late.details.time is None
    assert late.details.date is not None
