"""From the times of phonemes to the times of written words."""

import re

import numpy as np

from local.engines.speech import WordSpan

_WORD = re.compile(r"\S+")
_DIGIT_WEIGHT = 4.0


def spans_by_phonemes(text: str, groups: list[list[tuple[float, float]]], duration_s: float) -> tuple[WordSpan, ...]:
    """Word spans of `text`. `groups`: for each spoken word its phonemes' (start, end) in seconds.

    Where as many words are spoken as written, they are paired. Otherwise ("7:20" is two words, "of the" one) the
    written words share the phonemes in proportion to their length, so that time still follows the voice.
    """
    words = [match.span() for match in _WORD.finditer(text) if any(c.isalnum() for c in match.group())]
    if not words:
        return ()
    if len(words) == len(groups):
        pairs = zip(words, groups, strict=True)
        return tuple(WordSpan(start, end, group[0][0], group[-1][1]) for (start, end), group in pairs)
    clock = [edge for group in groups for edge in group] or [(0.0, duration_s)]
    return _share(text, words, clock)


def _share(text: str, words: list[tuple[int, int]], clock: list[tuple[float, float]]) -> tuple[WordSpan, ...]:
    edges = [clock[0][0], *(end for _, end in clock)]
    shares = np.cumsum([0.0, *(_weight(text[start:end]) for start, end in words)])
    places = shares / shares[-1] * (len(edges) - 1)
    times = [float(moment) for moment in np.interp(places, range(len(edges)), edges)]
    return tuple(
        WordSpan(start, end, begin, stop)
        for (start, end), begin, stop in zip(words, times[:-1], times[1:], strict=True)
    )


def _weight(word: str) -> float:
    return sum(_DIGIT_WEIGHT if char.isdigit() else 1.0 for char in word if char.isalnum()) or 1.0
