"""Whether a quote stands in what was said, word by word."""

import re
import unicodedata

_APOSTROPHES = str.maketrans(dict.fromkeys("'’‘`´", ""))
_SENTENCE = re.compile(r"[^.!?।\n]+[.!?।]*")


def normalise(text: str) -> str:
    """Lower case, letters and digits only, words parted by one space; "Don't!" and "dont" are the same."""
    folded = unicodedata.normalize("NFKC", text).casefold().translate(_APOSTROPHES)
    kept = (char if unicodedata.category(char)[0] in "LMN" else " " for char in folded)
    return " ".join("".join(kept).split())


def holds_quote(text: str, quote: str) -> bool:
    """Whether `quote` stands in `text` word by word; one word alone counts only when it is all that was said."""
    return stands_in(normalise(text), normalise(quote))


def stands_in(said: str, wanted: str) -> bool:
    """`holds_quote` of texts that are normalised already."""
    if " " not in wanted:
        return wanted == said and bool(wanted)
    return f" {wanted} " in f" {said} "


def is_asked(text: str, quote: str) -> bool:
    """Whether the sentence of `text` that holds `quote` is a question; a quote over several sentences is not."""
    wanted = normalise(quote)
    sentences = [sentence.strip() for sentence in _SENTENCE.findall(text)]
    holding = [one for one in sentences if f" {wanted} " in f" {normalise(one)} "]
    return bool(holding) and all(one.endswith("?") for one in holding)
