"""What must hold of learning whatever comes: no answer crashes it, no order of hearing changes what is settled."""

import json
from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from api.analysis.schemas import Heard
from api.analysis.verify import read_analysis
from api.extraction.quotes import holds_quote, normalise
from api.extraction.when import Toward, resolve_when
from api.synapse.learning.answer import read_answer
from api.synapse.learning.keys import key_object, key_subject, name_row
from api.synapse.learning.schemas import Claim, Stance, Status
from api.synapse.learning.settle import settle
from api.synapse.learning.verify import hear, verify
from api.synapse.schemas import Turn, TurnRef
from astra.contracts.utterance import Role

AT = datetime(2026, 11, 16, 9, tzinfo=UTC)
SAID = "I live in Pune and my sister Asha likes chai. I have an exam tomorrow."
TURNS = {"t1": Turn(TurnRef("s", "t1"), Role.USER, None, SAID, AT, AT.date())}

scalars = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=30)
junk = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4)
)
words = st.sampled_from(
    ["user", "Asha", "lives_in", "Pune", "holds", "ended", "I live in Pune", "t1", "plan", "2020", SAID]
)
item = st.dictionaries(
    st.sampled_from(
        ["subject", "predicate", "object", "stance", "since", "until", "quote", "turn", "kind", "text", "due", "about"]
    ),
    words | junk,
)
answers = st.fixed_dictionaries({name: st.lists(item, max_size=4) | junk for name in ("facts", "loops", "closed")})


@settings(max_examples=150, deadline=None)
@given(answers)
def test_no_answer_crashes_and_every_quote_holds(answer: dict[str, Any]) -> None:
    read = read_answer(json.loads(json.dumps(answer)))
    if read is None:
        return
    learned = verify(read, hear("ada", TURNS, {"L1": "exam"}, frozenset()))
    for one in (*learned.claims, *learned.openings, *learned.closings):
        assert holds_quote(SAID, one.quote)
        assert one.turn == TurnRef("s", "t1")


@settings(max_examples=100, deadline=None)
@given(st.fixed_dictionaries({"events": st.lists(item | junk, max_size=3) | junk, "updated_overview": junk}))
def test_no_analysis_crashes(answer: dict[str, Any]) -> None:
    heard = {"t1": Heard("m1", is_user=True, text=SAID, at=AT)}
    found = read_analysis(json.loads(json.dumps(answer)), heard, "")
    assert found is not None
    assert all(event.turn_id == "m1" for event in found.events)


def claim(number: int, obj: str, stance: Stance, day: int) -> Claim:
    return Claim(
        id=name_row("claim", str(number)),
        turn=TurnRef("s", f"t{number}"),
        place=number,
        said_at=AT + timedelta(days=day),
        subject="user",
        subject_key="user",
        predicate="lives_in",
        object=obj,
        object_key=key_object(obj),
        stance=stance,
        since=None,
        until=None,
        text=None,
        quote=obj,
        entities=(),
    )


claims = st.lists(
    st.tuples(st.sampled_from(["Pune", "Mumbai", "Delhi", ""]), st.sampled_from(list(Stance)), st.integers(0, 5)),
    max_size=8,
).map(lambda rows: [claim(number, *row) for number, row in enumerate(rows) if row[0] or row[1] is not Stance.HOLDS])


@settings(max_examples=200, deadline=None)
@given(claims, st.randoms(use_true_random=False), st.booleans())
def test_the_order_of_hearing_changes_nothing(told: list[Claim], chance: Any, functional: bool) -> None:
    def outcome(order: list[Claim]) -> list[tuple[str, str, object, object]]:
        facts = settle(order, functional=functional, is_retracted=lambda _: False)
        return [(fact.object_key, fact.status.value, fact.valid_from, fact.valid_to) for fact in facts]

    first = outcome(told)
    chance.shuffle(told)
    assert outcome(told) == first
    current = [row for row in first if row[1] == Status.CURRENT.value]
    assert len({row[0] for row in current}) == len(current), "nothing holds twice"
    assert not functional or len(current) <= 1
    assert all(end is None or start is None or end >= start for _, _, start, end in first)  # pyright: ignore[reportOperatorIssue]


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=60), st.dates(date(1990, 1, 1), date(2090, 1, 1)))
def test_no_text_crashes_the_small_readers(text: str, day: date) -> None:
    for toward in Toward:
        resolve_when(text, day, toward)
    assert normalise(normalise(text)) == normalise(text)
    key_subject(text)
    key_object(text)
