"""What a person writes in the place of a fact: a whole line, or just the right word."""

from api.synapse.language.words import cut, split_words
from api.synapse.learning.keys import key_object
from api.synapse.learning.vocabulary import load_vocabulary

_MAX_OBJECT_CHARS = 240
_FEW_WORDS = 3
_OBJECT = "{object}"


def read_correction(predicate: str, new_text: str) -> tuple[str, str, str | None]:
    """The object, its key, and the wording to keep (None: the predicate's own wording fits).

    "I live in Pune" for `lives_in` gives "Pune": what follows the words that the predicate itself is written with.
    """
    known = load_vocabulary().predicates.get(predicate)
    lead = [] if known is None else [word for word in known.says.split(_OBJECT)[0].split() if word]
    found = _after(new_text, lead)
    if found:
        return found[:_MAX_OBJECT_CHARS], key_object(found), None
    is_short = len(new_text.split()) <= _FEW_WORDS
    obj = new_text.strip(" .!")[:_MAX_OBJECT_CHARS]
    return obj, key_object(obj), None if is_short else new_text


def _after(text: str, lead: list[str]) -> str:
    words = text.split()
    if not lead or len(words) <= len(lead):
        return ""
    wanted = [_same(word) for word in lead]
    for start in range(len(words) - len(lead)):
        if [_same(word) for word in words[start : start + len(lead)]] == wanted:
            return " ".join(words[start + len(lead) :]).strip(" .!?।")
    return ""


def _same(word: str) -> str:
    """A word as it is compared: its stem, or itself where it says nothing."""
    folded = "".join(split_words(word))
    return cut(folded) or folded
