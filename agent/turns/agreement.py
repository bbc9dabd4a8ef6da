"""Do two transcripts of the same speech say the same, so that a reply to one is a reply to the other?

Exactly, but for a closed list of what is spelling and can't change what was said: spacing, quotation marks, the first
letter's case, and one full stop or exclamation mark at the very end. A question mark counts as a word, unless the
order of the words asks already. No word is on the list: not even "um" or "please" is empty in every sentence.
"""

import re
import unicodedata

_QUOTES = re.compile(r"[\"“”„«»]")
_APOSTROPHES = str.maketrans("’‘", "''")
_END = re.compile(r"(?<![.!?।…,;:–—-])[.!।]$")
_QUESTION = re.compile(r"(?<![.!?।…,;:–—-])\?$")
_BREAK = re.compile(r"[.!?।…,;:–—]")
_ASKS_BY_ORDER = re.compile(
    r"(?:(?:what|where|when|why|who|how) )?(?:is|are|was|does|do|did|can|could|will|would) "
    r"(?:i|you|he|she|we|they|my|your|his|her|our|their) ",
    re.IGNORECASE,
)


def can_not_differ(words: str, other: str) -> bool:
    """Whether both say the same, whatever was meant. Two empty texts say nothing, and so nothing that is the same."""
    plain = _strip_spelling(words)
    return bool(plain) and plain == _strip_spelling(other)


def _strip_spelling(text: str) -> str:
    text = unicodedata.normalize("NFC", text).translate(_APOSTROPHES)
    text = _END.sub("", " ".join(_QUOTES.sub("", text).split()))
    asked = _QUESTION.sub("", text)
    if _ASKS_BY_ORDER.match(asked) and not _BREAK.search(asked):
        text = asked
    return text[:1].casefold() + text[1:]
