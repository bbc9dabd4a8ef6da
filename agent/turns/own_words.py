"""Is a transcript nothing but a run of the words that she was just saying? By words alone; time is judged elsewhere.

The microphone of somebody with loudspeakers may bring her own voice back. A recogniser then writes down a piece of her
sentence, mostly right, often with the word at either end cut off. A person who says her words means something by them:
they add to them, change one, answer her question with them, ask by them, or speak of themselves. In doubt it is the
person.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

LEAST_WORDS = 2
"""A single word is never taken for hers: it may be an answer."""
SURE_WORDS = 3
"""From here on a word that is cut off at either end is forgiven."""
QUESTION_WORDS = 4
"""So much of her question, from its first word on, is nobody's answer to it."""
PERSONAL_WORDS = 5
"""With fewer of them, whoever says "I" is taken at their word."""
MOST_WORDS = 80
"""She doesn't say more between two pauses."""
WRONG_SHARE, MOST_WRONG = 0.2, 4
"""Words that a recogniser may get wrong or leave out in the middle of a run."""
ALIKE, EDGE_ALIKE = 0.7, 0.8
"""How alike two words are of which one was written for the other; at the ends of a run, where a person adds or changes,
they must be more so."""
ALIKE_CHARS = 4
CUT_CHARS = 2

_SENTENCE = re.compile(r"[^.!?।…\n]+[.!?।…]*")
_WORD = re.compile(r"[^\W_][\w'’\u0900-\u097f]*")
_ASKS = re.compile(r"[?？][\s\"'”’)]*$")
_VARIANTS = str.maketrans({"’": "'", "ँ": "ं", "़": None})
_SPELLINGS = {"nahin": "nahi", "okay": "ok", "achha": "accha", "haan": "han", "haa": "han", "wo": "woh", "ye": "yeh"}
_NUMBER = re.compile(
    r"one|two|three|third|four|fif|five|six|seven|eigh|nin|ten|elev|twel|twen|thir|fort|hundred|thousand|first|second|half|quarter"
)


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_NEGATIONS = _words(
    "no not never none nothing neither nor without hardly cannot nahi na mat nahi bina नहीं ना न मत बिना"
)
_REPLIES = _words(
    """yes yeah yep no nope ok sure right exactly true wrong stop wait enough thanks please hello hey what why how
    really never not now later again more han nahi theek thik accha sahi galat bas ruko ruk suno kya kyun phir aur
    हां नहीं ठीक अच्छा सही गलत बस रुको रुकिए सुनो क्या क्यों फिर और"""
)
"""Two words of which one is among these are an answer, a wish or a question."""
_SELF = _words("i i'm i've i'd i'll me my mine myself we our us main mein mujhe mera meri mere hum मैं मुझे मेरा मेरी मेरे हम")


@dataclass(frozen=True, slots=True)
class SpokenWord:
    """One word of hers, folded; `is_telling` where another word in its place would say something else."""

    text: str
    is_first: bool
    is_asked: bool
    is_telling: bool


def read_spoken(text: str) -> list[SpokenWord]:
    """Her words, with what a sentence makes of each."""
    spoken: list[SpokenWord] = []
    for sentence in _SENTENCE.findall(text):
        is_asked = _ASKS.search(sentence) is not None
        for place, word in enumerate(_WORD.findall(sentence)):
            folded = fold(word)
            is_name = place > 0 and word[0].isupper()
            spoken.append(SpokenWord(folded, place == 0, is_asked, is_name or _is_telling(folded)))
    return spoken


def fold(word: str) -> str:
    """A word as it is compared: no capitals, one way of writing for each."""
    folded = unicodedata.normalize("NFD", word.casefold()).translate(_VARIANTS)
    folded = unicodedata.normalize("NFC", folded)
    return _SPELLINGS.get(folded, folded)


def count_words(text: str) -> int:
    """How many words there are in `text`."""
    return len(_WORD.findall(text))


def may_become_own(text: str, spoken: Sequence[SpokenWord]) -> bool:
    """Whether words that are still being said are hers so far."""
    words = [fold(word) for word in _WORD.findall(text)]
    return bool(words) and next(_find_runs(words, spoken), None) is not None


def are_own(text: str, spoken: Sequence[SpokenWord]) -> bool:
    """Whether final words are hers, and not a person's who says the same."""
    words = [fold(word) for word in _WORD.findall(text)]
    if len(words) < LEAST_WORDS or (len(words) < PERSONAL_WORDS and not _SELF.isdisjoint(words)):
        return False
    if len(words) < SURE_WORDS and not _REPLIES.isdisjoint(words):
        return False
    runs = list(_find_runs(words, spoken))
    is_question = _ASKS.search(text) is not None
    return bool(runs) and not any(_may_be_meant(run, is_question=is_question) for run in runs)


def _may_be_meant(run: Sequence[SpokenWord], *, is_question: bool) -> bool:
    """Whether a person has reason to say this run of hers: to answer her question with it, or to ask by it."""
    if all(word.is_asked for word in run):
        return not run[0].is_first or len(run) < QUESTION_WORDS
    return is_question


def _find_runs(words: Sequence[str], spoken: Sequence[SpokenWord]) -> Iterator[Sequence[SpokenWord]]:
    if len(words) > MOST_WORDS:
        return
    spare = min(int(len(words) * WRONG_SHARE), MOST_WRONG)
    for start, own in enumerate(spoken):
        is_cut = len(words) > SURE_WORDS and _is_cut(words[0], own) and own.text.endswith(words[0])
        if words[0] == own.text or is_cut:
            end = _follow(words, spoken, start, spare)
        elif spare and _may_stand_for(words[0], own, EDGE_ALIKE):
            end = _follow(words, spoken, start, spare - 1)
        else:
            continue
        if end is not None:
            yield spoken[start:end]


def _follow(words: Sequence[str], spoken: Sequence[SpokenWord], start: int, spare: int) -> int | None:
    """Where in `spoken` the words that begin at `start` end; None when they don't follow it.

    Tried are all ways with at most `spare` words wrong or left out, the likely one first.
    """
    last = len(words) - 1
    ways, seen = [(1, start + 1, spare)], set[tuple[int, int, int]]()
    while ways:
        way = at, place, left = ways.pop()
        if at > last:
            return place
        if place == len(spoken) or way in seen:
            continue
        seen.add(way)
        word, own = words[at], spoken[place]
        if left and not own.is_telling:
            ways.append((at, place + 1, left - 1))
        if left and _may_stand_for(word, own, EDGE_ALIKE if at == last else ALIKE):
            ways.append((at + 1, place + 1, left - 1))
        if word == own.text or (at == last >= SURE_WORDS and _is_cut(word, own) and own.text.startswith(word)):
            ways.append((at + 1, place + 1, left))
    return None


def _is_cut(word: str, own: SpokenWord) -> bool:
    """Whether `word` may be what was left of hers; a piece of a number or a name is another one."""
    return len(word) >= CUT_CHARS and not own.is_telling


def _may_stand_for(word: str, own: SpokenWord, least: float) -> bool:
    """Whether a recogniser may have written `word` for hers."""
    is_long = min(len(word), len(own.text)) >= ALIKE_CHARS
    if not is_long or own.is_telling or _is_telling(word):
        return False
    return SequenceMatcher(None, word, own.text).ratio() >= least


def _is_telling(word: str) -> bool:
    return (
        word in _NEGATIONS
        or word.endswith("n't")
        or any(char.isdigit() for char in word)
        or _NUMBER.match(word) is not None
    )
