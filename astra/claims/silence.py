"""Words that claim nothing: what is supposed, what others are said to have said, what is only asked."""

import re
from typing import Final

from astra.claims.sentence import Sentence

_STOPS: Final = frozenset({",", ";", ":", "—", "–", ".", "!", "?", "।"})
_AFTER_QUESTION: Final = re.compile(r"\?[\s\"'”’»).*_]*$")
_PREPARED: Final = frozenset({"so", "and", "but", "well", "oh", "hey", "now", "tell", "me", "then", "okay", "hmm"})


def asks_directly(sentence: Sentence, start: int) -> bool:
    """Whether the verb comes first and the body soon after; "kya" asks so wherever it stands at an end."""
    tokens = [token for token in sentence.tokens[start:] if token.is_word and token.folded not in _PREPARED]
    if not tokens:
        return False
    if tokens[0].folded in {"kya", "क्या"} or tokens[-1].folded in {"kya", "क्या"}:
        return True
    first = next((place for place, token in enumerate(tokens) if token.has("body", "sign", "mahadasha", "dasha")), 99)
    verb = tokens[0].has("aux") or tokens[0].folded in {"do", "does"}
    having = any(token.folded in {"have", "had", "got"} for token in tokens[:first])
    return verb and (first <= 4 or having)


def find_conditions(sentence: Sentence) -> set[int]:
    """From "if" to the comma after it; the rest too where it says what would be."""
    tokens = sentence.tokens
    silent: set[int] = set()
    for start, token in enumerate(tokens):
        unreal = token.folded in {"were", "had"} and (start == 0 or tokens[start - 1].folded == ",")
        asked_back = token.folded == "you" and sentence.text.rstrip().endswith("?")
        if token.folded == "had" and _is_regretted(sentence, start):
            return set(range(len(tokens)))
        if not (token.has("condition") or (unreal and not asked_back)):
            continue
        end = start + 1
        while end < len(tokens) and tokens[end].folded not in _STOPS and tokens[end].folded not in {"then", "toh"}:
            end += 1
        silent.update(range(start, end))
        inside = tokens[start:end]
        if unreal or any(word.folded in {"were", "had", "hota", "hoti", "hote", "was"} for word in inside):
            silent.update(range(start, len(tokens)))
        if any(word.has("would") and word.folded != "d" for word in tokens):
            silent.update(range(len(tokens)))
    return silent


def _is_regretted(sentence: Sentence, index: int) -> bool:
    """ "You would have Leo rising had you come an hour later"."""
    after = sentence.at(index + 1)
    would = any(token.has("would") for token in sentence.tokens[:index])
    return would and after is not None and after.has("addressed")


def find_reports(sentence: Sentence) -> set[int]:
    """What another app or an astrologer is said to have said."""
    tokens = sentence.tokens
    silent: set[int] = set()
    for start, token in enumerate(tokens):
        if token.has("reported"):
            end = start
            while end < len(tokens) and tokens[end].folded not in {",", ";", ".", "but", "lekin", "while", "—"}:
                end += 1
            silent.update(range(start, end))
    return silent


def find_question(sentence: Sentence) -> set[int]:
    """The words of the asking clause; none where a question only takes something for granted."""
    text = _AFTER_QUESTION.sub("?", sentence.text)
    tokens = sentence.tokens
    words = [index for index, token in enumerate(tokens) if token.is_word]
    starts_asking = _starts_asking(sentence, words)
    if not (text.endswith("?") or (starts_asking and tokens[words[0]].folded in {"kya", "क्या"})):
        return set()
    if any(token.has("knowing") for token in tokens[:6]):
        return set()
    if words and tokens[words[-1]].has("tag") and _stands_alone(sentence, words[-1]):
        return set()
    if starts_asking:
        return set(range(len(tokens)))
    clause = max(
        (index for index, token in enumerate(tokens[:-1]) if token.folded in {",", ";", "—", "–", ":"}), default=0
    )
    return set(range(clause, len(tokens)))


def _stands_alone(sentence: Sentence, index: int) -> bool:
    before = sentence.at(index - 1)
    return bool(before and (before.folded in {",", "-", "—", "–"} or sentence.tokens[index].folded in {"na", "hai na"}))


def _starts_asking(sentence: Sentence, words: list[int]) -> bool:
    for index in words[:4]:
        token = sentence.tokens[index]
        if token.has("whatever", "aux"):
            return not (token.folded in {"when", "where", "jab"} and not sentence.text.rstrip().endswith("?"))
        if token.folded not in _PREPARED:
            return False
    return False
