"""Whether words are the words that were meant, however a recogniser happened to write them down."""

import re
import unicodedata

_UNITS = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"),
    *("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS = ("zero", "ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_WORD = re.compile(r"[^\W_]+")


def split_words(text: str) -> list[str]:
    """Lower-case words without punctuation and accents' composition; numbers below a hundred are written out."""
    plain = unicodedata.normalize("NFC", text).lower().replace("'", "").replace("\u2019", "")
    words: list[str] = []
    for word in _WORD.findall(plain):
        words.extend(_spell_number(int(word)) if word.isascii() and word.isdigit() and len(word) < 3 else [word])
    return words


def measure_word_error(expected: str, got: str) -> float:
    """Substituted, missing and extra words, as a share of the expected ones; 0.0 is word for word the same."""
    wanted, found = split_words(expected), split_words(got)
    if not wanted:
        return float(len(found) > 0)
    return _count_edits(wanted, found) / len(wanted)


def _spell_number(number: int) -> list[str]:
    if number < len(_UNITS):
        return [_UNITS[number]]
    tens, rest = divmod(number, 10)
    return [_TENS[tens], _UNITS[rest]] if rest else [_TENS[tens]]


def _count_edits(wanted: list[str], found: list[str]) -> int:
    row = list(range(len(found) + 1))
    for i, word in enumerate(wanted, start=1):
        above, row = row, [i]
        for j, other in enumerate(found, start=1):
            row.append(min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (word != other)))
    return row[-1]
