"""Small sums, said or written."""

import re
from fractions import Fraction

from local.engines.talker.lexicon import load_pattern
from local.engines.talker.reading import Talk
from local.engines.talker.wordings import phrase

_SMALL = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
_NUMBER = r"(?:\d{1,9}(?:\.\d{1,6})?|" + "|".join([*_TENS, *reversed(_SMALL)]) + r")"
_SUM = re.compile(
    rf"(?<![\w:.])({_NUMBER})\s*(plus|minus|times|multiplied by|divided by|over|jodo|\+|-|−|×|x|\*|÷|/)\s*"
    rf"({_NUMBER})(?![\w:]|[-/]\d)"
)
_BEFORE = load_pattern("sum_asked_before")
_AFTER = load_pattern("sum_asked_after")
_NO_NUMBERS = re.compile(
    r"\+?\d+(?:\s*[-/.:]\s*\d+){2,}|\S*\d:\d\S*|(?<!\S)(?:\d{4}[-/]\d{1,2}|\d{1,2}[-/]\d{4}|\d{3,}-\d{3,})(?!\S)"
)
"""Dates, times, months, telephone numbers: digits with signs between them that nobody wants reckoned."""
_BARE = re.compile(r"\W*")
_DOUBTFUL = frozenset("-−/")


def answer(talk: Talk) -> str | None:
    """The result of one operation on two numbers, where it is asked for."""
    text = _NO_NUMBERS.sub(" # ", talk.said.lower().replace("’", "'"))
    match = _SUM.search(text)
    if match is None or not _is_asked(text, match):
        return None
    left, right = _value(match[1]), _value(match[3])
    word = match[2]
    if word in {"divided by", "over", "÷", "/"}:
        if right == 0:
            return phrase(talk, "sum_by_zero")
        result = left / right
    elif word in {"times", "multiplied by", "×", "x", "*"}:
        result = left * right
    else:
        result = left - right if word in {"minus", "-", "−"} else left + right
    return phrase(talk, "sum", result=_show(result))


def _is_asked(text: str, match: re.Match[str]) -> bool:
    """Asked in words right beside it, or a sum and nothing else; "14-5" alone may be anything."""
    before, after = text[: match.start()], text[match.end() :]
    if _BEFORE.search(before) or _AFTER.search(after):
        return True
    alone = _BARE.fullmatch(before) is not None and _BARE.fullmatch(after) is not None
    is_clear = match[2] not in _DOUBTFUL or " " in match[0] or "?" in after
    return alone and "#" not in text and is_clear


def _value(text: str) -> Fraction:
    if text in _TENS:
        return Fraction(_TENS[text])
    return Fraction(_SMALL.index(text)) if text in _SMALL else Fraction(text)


def _show(result: Fraction) -> str:
    return str(result.numerator) if result.denominator == 1 else f"{float(result):.4g}"
