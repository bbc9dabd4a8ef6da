"""What a word is to the search, and what a question says before it is looked up."""

from datetime import date

import pytest

from api.synapse.language.days import NamedDay, find_named_days, measure_fit
from api.synapse.language.stemming import stem
from api.synapse.language.words import cut_all, list_kin, write_terms
from api.synapse.question import Want, read_question
from astra.contracts.utterance import Role

PORTER = {
    "caresses": "caress", "ponies": "poni", "cats": "cat", "agreed": "agre", "plastered": "plaster", "sky": "sky",
    "conflated": "conflat", "hopping": "hop", "falling": "fall", "filing": "file", "happy": "happi",
    "relational": "relat", "conditional": "condit", "digitizer": "digit", "operator": "oper", "hopefulness": "hope",
    "sensibiliti": "sensibl", "triplicate": "triplic", "electrical": "electr", "revival": "reviv", "cease": "ceas",
    "replacement": "replac", "adoption": "adopt", "controll": "control", "generalizations": "gener",
}  # fmt: skip


def test_stems_are_porters() -> None:
    assert {word: stem(word) for word in PORTER} == PORTER


def test_forms_of_a_word_meet() -> None:
    for one, other in (
        ("went", "go"),
        ("children", "kids"),
        ("bought", "buying"),
        ("Mum's", "mother"),
        ("7th", "seven"),
    ):
        assert cut_all(one) == cut_all(other) != []


def test_words_that_say_nothing_drop_out() -> None:
    assert cut_all("What did you do with it? Would they have been there? kya hai") == []
    assert cut_all("I don't like the café's coffee") == ["like", "cafe", "coffe"]


def test_an_index_line_keeps_what_was_asked_apart() -> None:
    assert write_terms("Nice! Do you paint? I sing.") == "nice sing ? paint"
    assert len(write_terms("word " * 20_000).split()) == 600


def test_kin_of_a_line_with_a_head_are_no_kin_of_each_other() -> None:
    assert {"dog", "cat"} <= list_kin("pet")
    assert "cat" not in list_kin("dog")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("on 8 May, 2023", [NamedDay(2023, 5, 8)]),
        ("May 8th", [NamedDay(None, 5, 8)]),
        ("in early June", [NamedDay(None, 6, None)]),
        ("2023-05-08 or 1999", [NamedDay(2023, 5, 8), NamedDay(1999, None, None)]),
        ("what may I do in the 20s?", []),
        ("on 31 February 2023", [NamedDay(2023, 2, 31)]),
    ],
)
def test_days_are_read(text: str, found: list[NamedDay]) -> None:
    assert find_named_days(text) == found


def test_days_fit_when_told_soon_after() -> None:
    spans = NamedDay(None, 5, None).list_spans(date(2023, 1, 1), date(2024, 2, 1))
    assert spans == [(date(2023, 5, 1), date(2023, 5, 31)), (date(2024, 5, 1), date(2024, 5, 31))]
    fits = [measure_fit(date(2023, month, day), spans) for month, day in ((5, 9), (6, 4), (6, 25), (4, 28), (9, 1))]
    assert fits == [1.0, 0.6, 0.3, 0.3, 0.0]
    assert NamedDay(2023, 2, 31).list_spans(date(2023, 1, 1), date(2023, 2, 1)) == []


def test_a_question_says_whose_turns_it_wants() -> None:
    people = ["Caroline Meyer", "Melanie"]
    assert read_question("What did Mel's kids eat?", people).speakers == {"melanie"}
    assert read_question("what did caroline eat?", people).speakers == {"caroline meyer"}
    assert read_question("What car does she drive?", people).speakers == frozenset()
    assert read_question("Did I tell you about my dog?").role is Role.USER
    assert read_question("What did you suggest for dinner?").role is Role.ASSISTANT


def test_a_question_says_what_it_wants() -> None:
    assert read_question("When did I move?").want is Want.MOMENT
    assert read_question("How many kids do I have?").want is Want.NUMBER
    assert read_question("Where did I use to live before?").past
    assert not read_question("In May 2023?").is_carried
    assert [concept.stem for concept in read_question("the trip to Goa in May").concepts] == ["goa", "trip"]
