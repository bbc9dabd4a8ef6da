"""The user's own words, turned to face them: "I have an interview" becomes "you have an interview"."""

import re

from local.engines.talker.language import Language
from local.engines.talker.lexicon import load_pattern
from local.engines.talker.reading import Talk

_SENTENCE = re.compile(r"[^.!?…।\n]+\??")
_LEADING = load_pattern("leading")
_FIRST_PERSON = re.compile(r"\b(i|i'm|i've|i'd|i'll|my|me|we|our)\b", re.IGNORECASE)
_SECOND_PERSON = re.compile(r"\b(you|your|yours|you're|yourself)\b", re.IGNORECASE)
_PAIRS = (
    (r"\bi am\b", "you are"), (r"\bam i\b", "are you"), (r"\bi was\b", "you were"), (r"\bwas i\b", "were you"),
    (r"\bi'm\b", "you're"), (r"\bi've\b", "you've"), (r"\bi'd\b", "you'd"), (r"\bi'll\b", "you'll"), (r"\bi\b", "you"),
    (r"\bmyself\b", "yourself"), (r"\bmy\b", "your"), (r"\bmine\b", "yours"), (r"\bme\b", "you"),
)  # fmt: skip
_CLAUSE = load_pattern("clause")
_MAX_WORDS = 18
_MAX_FRAGMENT_WORDS = 8


def mirror(talk: Talk) -> str | None:
    """A clause in the second person, without a full stop; None when it can't be turned without harm."""
    found = (sentence.strip(" ,;:-") for sentence in _SENTENCE.findall(talk.said.replace("’", "'")))
    sentences = [sentence for sentence in found if sentence and not sentence.endswith("?")]
    if talk.language is not Language.ENGLISH:
        whole = " ".join(sentences)
        return whole if 0 < len(whole.split()) <= _MAX_WORDS else None
    for sentence in reversed(_mend(sentences)):
        clause = _LEADING.sub("", sentence).strip()
        fits = 3 <= len(clause.split()) <= _MAX_WORDS
        if fits and _FIRST_PERSON.search(clause) and not _SECOND_PERSON.search(clause):
            return turn_to_you(clause)
    return None


def _mend(sentences: list[str]) -> list[str]:
    """Put a fragment back to the sentence before it: a recogniser ends one wherever the speaker stops to think."""
    mended: list[str] = []
    for sentence in sentences:
        is_fragment = len(sentence.split()) <= _MAX_FRAGMENT_WORDS and not _CLAUSE.search(sentence)
        if mended and is_fragment:
            mended[-1] += f", {sentence[0].lower()}{sentence[1:]}"
        else:
            mended.append(sentence)
    return mended


def turn_to_you(clause: str) -> str:
    """The clause with "I" and "my" as "you" and "your"."""
    for pattern, other in _PAIRS:
        clause = re.sub(pattern, other, clause, flags=re.IGNORECASE)
    first = clause.split(maxsplit=1)[0]
    return clause if first.isupper() and len(first) > 1 else clause[0].lower() + clause[1:]
