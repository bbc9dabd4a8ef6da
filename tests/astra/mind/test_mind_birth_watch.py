"""When birth details are expected: after they were asked for, for a few replies, never once there is a chart."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest

from astra.contracts.astro import AstroContext, BirthField
from astra.contracts.session import PastMessage, PendingUpdate, UpdateKind
from astra.contracts.utterance import Role
from astra.mind.birth_watch import LASTING_REPLIES, BirthWatch

STRANGER = AstroContext(missing=tuple(BirthField))
AT = datetime(2026, 5, 6, tzinfo=UTC)


@pytest.mark.parametrize(
    "reply",
    [
        "Gladly. Could you tell me the date you were born, the time of day if you know it, and the town?",
        "I'd love to. When and where were you born?",
        "Thank you. Was 7:20 in the morning or in the evening?",
        "ज़रूर। क्या आप मुझे अपने जन्म की तारीख और समय बताएँगे?",
        "Zaroor. Aapka janm kab aur kahan hua tha?",
    ],
)
def test_a_question_for_details_is_waited_on_for_a_few_replies(reply: str) -> None:
    watch = BirthWatch(())
    assert not watch.expects_details(STRANGER)
    watch.note_reply(reply, (), ())
    for _ in range(LASTING_REPLIES):
        assert watch.expects_details(STRANGER)
        watch.note_reply("I see. Go on.", (), ())
    assert not watch.expects_details(STRANGER)


@pytest.mark.parametrize(
    "reply", ["You were born under a full Moon.", "How was your day?", "Is it your sister's wedding?", ""]
)
def test_other_talk_is_none(reply: str) -> None:
    watch = BirthWatch(())
    watch.note_reply(reply, (), ())
    assert not watch.expects_details(STRANGER)


def test_a_question_of_ours_that_was_told_counts_however_it_was_put() -> None:
    update = PendingUpdate(id=uuid4(), kind=UpdateKind.BIRTH_QUESTION, text="Which Bilaspur is it?")
    watch = BirthWatch(())
    watch.note_reply("And which Bilaspur would that be?", (update,), (update.id,))
    assert watch.expects_details(STRANGER)


def test_a_talk_that_is_gone_on_with_expects_what_was_asked_last_and_a_chart_ends_it() -> None:
    watch = BirthWatch((PastMessage(role=Role.ASSISTANT, text="When were you born?", at=AT),))
    assert watch.expects_details(STRANGER)
    assert not watch.expects_details(STRANGER.model_copy(update={"snapshot": "Sun in Taurus"}))
    assert not watch.expects_details(None)
