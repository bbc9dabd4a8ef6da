"""Cuts a text into atoms, each a letter of a small alphabet, so that dates and times are regular expressions over it.

`fourteenth of May ninety-six` becomes `ofMn`: an ordinal, "of", a month, a number. Every atom keeps the stretch of the
text that it stands for.
"""

import re
from dataclasses import dataclass, replace

from astra.birth.words import calendar as cal
from astra.birth.words import numbers as num
from astra.birth.words.hinglish import plain

_TOKEN = re.compile(
    r"\d+|\b[ap]\.?\s?m\b\.?|[^\W\d_\u0900-\u097f]+(?:['’][^\W\d_]+)?|[\u0900-\u0963\u0971-\u097f\u200c\u200d]+|\S",
    re.IGNORECASE,
)
_DIGITS = str.maketrans("०१२३४५६७८९", "0123456789")
_ORDINAL_END = re.compile(r"^(st|nd|rd|th|va|vi|ve)$")
_PUNCTUATION = {"’": "'", "‘": "'", "`": "'", "–": "-", "—": "-", "।": ".", ";": ",", "\\": "/"}


@dataclass(frozen=True, slots=True)
class Atom:
    """One letter of the alphabet (`_WORDS`, `_number_letter`); `glued` when no space parts it from the one before."""

    letter: str
    start: int
    end: int
    word: str
    value: int = -1
    digits: str = ""
    """The digits as written; empty for a number in words."""
    glued: bool = False


@dataclass(frozen=True, slots=True)
class Atoms:
    """A text in atoms; `letters[i]` is the letter of `items[i]`."""

    text: str
    items: tuple[Atom, ...]
    letters: str

    def quote(self, start: int, end: int) -> str:
        """The text that the atoms from `start` up to `end` were read from, verbatim."""
        return self.text[self.items[start].start : self.items[end - 1].end]

    def without(self, spans: list[tuple[int, int]]) -> "Atoms":
        """The same atoms with those in `spans` struck out, so that nothing is read twice."""
        struck = set[int]()
        for start, end in spans:
            struck.update(range(start, end))
        letters = "".join("#" if at in struck else letter for at, letter in enumerate(self.letters))
        return Atoms(self.text, self.items, letters)


def _words(letter: str, *groups: frozenset[str]) -> dict[str, str]:
    return {word: letter for group in groups for word in group}


_WORDS: dict[str, str] = {
    **_words("h", cal.BAJE),
    **_words("s", cal.SADE),
    **_words("v", cal.SAVA),
    **_words("p", cal.PAUNE),
    **_words("U", cal.PAUNA),
    **_words("d", cal.DEDH),
    **_words("D", cal.DHAI),
    **_words("i", cal.MINUTES),
    **_words("a", cal.ABOUT),
    **_words("x", cal.TILL),
    **dict.fromkeys(cal.DAY_PARTS, "P"),
    **dict.fromkeys(cal.MONTHS, "M"),
    "of": "f",
    "the": "t",
    "half": "H",
    "quarter": "q",
    "past": "e",
    "pas": "e",
    "pased": "e",
    "after": "e",
    "before": "b",
    "hours": "u",
    "hour": "u",
    "hrs": "u",
    "ko": "k",
    "ki": "k",
    "ke": "k",
    "tarikh": "k",
    "tareekh": "k",
    "san": "k",
    "sal": "k",
    "in": "g",
    "mein": "g",
    "me": "g",
    "at": "g",
    "pe": "g",
    "par": "g",
    "on": "g",
    "betvin": "B",
    "between": "B",
    "bich": "E",
    "midnight": "N",
    "nun": "N",
    "midday": "N",
    "oclock": "h",
}
"""Letters of words by their plain spelling. Others are `w`; see `_number_letter` for numbers."""

_LIKE_HALF = frozenset(plain(word) for word in ("have", "haf", "halve"))
_DOERS = frozenset(
    plain(word) for word in ("I", "you", "we", "they", "who", "must", "should", "could", "would", "might")
)


def read_atoms(text: str) -> Atoms:
    """Cut `text`."""
    tokens = [(match[0], match.start(), match.end()) for match in _TOKEN.finditer(text)]
    plains = [plain(word) for word, _, _ in tokens]
    is_hinglish = any(word in cal.HINGLISH for word in plains)
    items: list[Atom] = []
    at = 0
    while at < len(tokens):
        atom, used = _read_number(tokens, plains, at, is_hinglish=is_hinglish)
        if atom is None:
            atom, used = _read_word(tokens[at], plains[at]), 1
        glued = at > 0 and tokens[at - 1][2] == atom.start
        items.append(Atom(atom.letter, atom.start, atom.end, atom.word, atom.value, atom.digits, glued))
        at += used
    items = [replace(atom, letter="H") if _is_misheard_half(items, at) else atom for at, atom in enumerate(items)]
    return Atoms(text, tuple(items), "".join(atom.letter for atom in items))


def _is_misheard_half(items: list[Atom], at: int) -> bool:
    """Recognisers write "have past nine" for "half past nine"; "I have passed nine" is another thing."""
    if items[at].word not in _LIKE_HALF or at + 2 >= len(items):
        return False
    has_doer = at > 0 and items[at - 1].word in _DOERS
    return items[at + 1].letter == "e" and items[at + 2].letter == "n" and not has_doer


def _read_word(token: tuple[str, int, int], spelled: str) -> Atom:
    raw, start, end = token
    small = raw.casefold().replace(" ", "")
    if not raw[0].isalnum() and not "\u0900" <= raw[0] <= "\u097f":
        sign = _PUNCTUATION.get(raw, raw)
        return Atom(sign if sign in "-/.,:'+" else "w", start, end, raw)
    if small.replace(".", "") in {"am", "pm"}:
        return Atom("A", start, end, small.replace(".", ""))
    if small in {"o'clock", "o’clock"}:
        return Atom("h", start, end, small)
    return Atom(_WORDS.get(spelled, _WORDS.get(small, "w")), start, end, spelled)


Token = tuple[str, int, int]


def _read_number(tokens: list[Token], plains: list[str], at: int, *, is_hinglish: bool) -> tuple[Atom | None, int]:
    raw, start, end = tokens[at]
    if raw[0].isdecimal():
        return _read_digits(tokens, at)
    words = [token[0].casefold() for token in tokens[at : at + 8]]
    value, used, ordinal = _spoken_number(words, plains[at : at + 8], is_hinglish=is_hinglish)
    if used == 0:
        return None, 0
    end = tokens[at + used - 1][2]
    return Atom(_number_letter(value, "", ordinal=ordinal), start, end, raw.casefold(), value), used


def _read_digits(tokens: list[Token], at: int) -> tuple[Atom, int]:
    raw, start, end = tokens[at]
    digits = raw.translate(_DIGITS)
    value = int(digits) if len(digits) <= 12 else -1
    follower = tokens[at + 1] if at + 1 < len(tokens) else ("", -1, -1)
    if follower[1] == end and _ORDINAL_END.match(follower[0].casefold()) and value <= 31:
        return Atom("o", start, follower[2], raw, value, digits), 2
    return Atom(_number_letter(value, digits, ordinal=False), start, end, raw, value, digits), 1


def _number_letter(value: int, digits: str, *, ordinal: bool) -> str:
    """`o` an ordinal, `n` up to two digits, `y` a number like a year, `K` any other run of digits."""
    if ordinal:
        return "o" if 1 <= value <= 31 else "w"
    if 0 <= value <= 99 and len(digits) <= 2:
        return "n"
    return "y" if 1000 <= value <= 2999 and len(digits) in {0, 4} else "K"


def _spoken_number(words: list[str], plains: list[str], *, is_hinglish: bool) -> tuple[int, int, bool]:
    """The number that begins here, how many tokens it takes (0: none), and whether it is an ordinal."""
    value, used, ordinal = _below_hundred(words, plains, is_hinglish=is_hinglish)
    if used == 0 or ordinal or used >= len(words):
        return value, used, ordinal
    scale = plains[used]
    factor = 100 if scale in num.HUNDREDS else 1000 if scale in num.THOUSANDS else 0
    if factor == 0 or (factor == 1000 and value > 2) or not 1 <= value <= 29:
        return value, used, ordinal
    rest = used + 1
    if rest < len(words) and words[rest] in {"and", "aur"}:
        rest += 1
    low, more, is_ordinal = _below_hundred(words[rest:], plains[rest:], is_hinglish=is_hinglish, after_scale=True)
    if more and not is_ordinal:
        return value * factor + low, rest + more, False
    return value * factor, used + 1, False


def _below_hundred(
    words: list[str], plains: list[str], *, is_hinglish: bool, after_scale: bool = False
) -> tuple[int, int, bool]:
    if not words:
        return -1, 0, False
    if (tens := _tens_and_units(words)) is not None:
        return tens
    first, spelled = words[0], plains[0]
    if first in num.ENGLISH_ORDINALS:
        return num.ENGLISH_ORDINALS[first], 1, True
    if first in num.ENGLISH:
        return num.ENGLISH[first], 1, False
    return _read_hindi(spelled, is_hinglish=is_hinglish, after_scale=after_scale)


def _tens_and_units(words: list[str]) -> tuple[int, int, bool] | None:
    step = 2 if len(words) > 2 and words[1] == "-" else 1
    if words[0] not in num.ENGLISH_TENS or len(words) <= step or words[step] not in num.ENGLISH_UNITS:
        return None
    unit = words[step]
    low = num.ENGLISH.get(unit, num.ENGLISH_ORDINALS.get(unit, 0))
    return num.ENGLISH[words[0]] + low, step + 1, unit in num.ENGLISH_ORDINALS


def _read_hindi(spelled: str, *, is_hinglish: bool, after_scale: bool) -> tuple[int, int, bool]:
    if is_hinglish and spelled in num.HINDI_ORDINALS:
        return num.HINDI_ORDINALS[spelled], 1, True
    value = num.HINDI.get(spelled, -1)
    is_other_word = spelled in num.MISTAKABLE and not is_hinglish
    is_with = value == 60 and not after_scale  # "saath" means "with" where no hundred stands before it
    return (-1, 0, False) if value < 0 or is_other_word or is_with else (value, 1, False)
