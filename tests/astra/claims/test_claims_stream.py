"""The filter on a stream: what goes through at once, what is held, what comes out."""

from collections.abc import AsyncIterator, Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from astra.claims import ClaimChecker, check_stream


async def _say(*pieces: str) -> AsyncIterator[str]:
    for piece in pieces:
        yield piece


def _words(text: str) -> list[str]:
    return [word if index == 0 else f" {word}" for index, word in enumerate(text.split(" "))]


async def _hear(checker: ClaimChecker, *pieces: str) -> list[str]:
    return [piece async for piece in check_stream(_say(*pieces), checker)]


async def test_words_without_the_sky_pass_piece_by_piece(checker: ClaimChecker) -> None:
    said = _words("I hear you, and that sounds hard. What happened then? ")
    heard: list[str] = []
    arrived: list[str] = []

    async def feed() -> AsyncIterator[str]:
        for piece in said:
            arrived.append(piece)
            yield piece

    async for piece in check_stream(feed(), checker):
        heard.append(piece)
        assert len("".join(arrived)) - len("".join(heard)) <= len("happened")
    assert "".join(heard) == "".join(said)


async def test_a_claim_waits_for_its_sentence_and_not_a_word_longer(checker: ClaimChecker) -> None:
    heard = "".join(await _hear(checker, *_words("Well then. Your Moon is in Leo, so rest. Take care of it.")))
    assert heard == "Well then. Your Moon is in Pisces, so rest. Take care of it."


async def test_a_clause_that_the_sky_bears_out_goes_before_its_sentence(checker: ClaimChecker) -> None:
    arrived: list[str] = []

    async def feed() -> AsyncIterator[str]:
        for piece in _words("Your Moon is in Pisces, so rest counts twice, and your Sun is in Leo. Good."):
            arrived.append(piece)
            yield piece

    heard = ""
    async for piece in check_stream(feed(), checker):
        heard += piece
        if heard.startswith("Your Moon is in Pisces,") and "Sun" not in heard:
            assert "Leo." not in arrived
    assert heard == "Your Moon is in Pisces, so rest counts twice, and your Sun is in Aries. Good."
    assert checker.report.repaired == 1


async def test_a_wrong_clause_waits(checker: ClaimChecker) -> None:
    heard = await _hear(checker, *_words("Your Moon is in Leo, so rest. Good."))
    assert [piece for piece in heard if "Pisces" in piece] == [piece for piece in heard if "rest." in piece]
    assert "".join(heard) == "Your Moon is in Pisces, so rest. Good."


async def test_a_dropped_sentence_leaves_the_others_as_they_are(checker: ClaimChecker) -> None:
    heard = "".join(await _hear(checker, *_words("I see. Your Sun and Moon are both in Leo. And how was work?")))
    assert "Leo" not in heard
    assert heard.startswith("I see.")
    assert heard.endswith("And how was work?")


async def test_words_that_were_out_already_end_in_peace(checker: ClaimChecker) -> None:
    heard = "".join(await _hear(checker, *_words("And so, my friend, your Sun and Moon are both in Leo.")))
    assert "Leo" not in heard
    assert heard.rstrip().endswith((".", ","))


async def test_a_reply_of_which_nothing_is_left_says_so(checker: ClaimChecker) -> None:
    assert await _hear(checker, "Sun and Moon are both in Leo for you.") == ["Let me look again."]
    assert checker.report.dropped == 1


@pytest.mark.parametrize("size", [1, 2, 3, 7, 1000])
async def test_pieces_of_any_size_come_to_the_same(open_it: Callable[..., ClaimChecker], size: int) -> None:
    said = "Well. Your Moon is in Leo. Saturn is in your 7th house!\nAapka lagna simha hai. आपका बुध मार्गी है। Fine."
    pieces = [said[start : start + size] for start in range(0, len(said), size)]
    heard = "".join(await _hear(open_it(), *pieces))
    assert heard == (
        "Well. Your Moon is in Pisces. Saturn is in your 11th house!\nAapka lagna vrishabh hai. आपका बुध वक्री है। Fine."
    )


async def test_numbers_and_abbreviations_do_not_end_a_sentence(checker: ClaimChecker) -> None:
    said = "Dr. Rao, at 7.20 it was, e.g. a quiet hour."
    assert "".join(await _hear(checker, *_words(said))) == said


_WORDS = (*"abc .,!?\n'’-–°;", " your ", " Moon ", " in ", " Leo", " seventh ", " house", "मेष ", " 12 ", " dasha ")
_TEXT = st.lists(st.sampled_from(_WORDS), max_size=60).map("".join)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=_TEXT, cut=st.integers(1, 9))
async def test_no_text_breaks_the_filter(open_it: Callable[..., ClaimChecker], text: str, cut: int) -> None:
    pieces = [text[start : start + cut] for start in range(0, len(text), cut)]
    whole = "".join(await _hear(open_it(), *pieces))
    again = "".join(await _hear(open_it(), text))
    assert isinstance(whole, str)
    if "Moon" not in text and "house" not in text and "मेष" not in text and "Leo" not in text and "dasha" not in text:
        assert whole == text == again
