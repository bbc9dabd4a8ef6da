"""Whether a value is denied: "not in Leo", "isn't in Leo", "Leo mein nahi hai", but not "not only in Leo"."""

from astra.claims.sentence import HARD_MARKS, Sentence


def is_negated(sentence: Sentence, body: int, value: int) -> bool:
    """Whether the value at one index is denied of the body at the other."""
    tokens = sentence.tokens
    low, high = min(body, value), min(max(body, value), len(tokens))
    denied = _has_not(sentence, low)
    for index in range(low + 1, high):
        token = tokens[index]
        if token.has("negation") and not token.has("only") and not _is_only(sentence, index):
            denied = True
        elif token.folded in {"but", "balki", "बल्कि"} or (token.folded == "," and denied):
            denied = False
    if 0 < value < body and tokens[value - 1].folded == "not":
        denied = True
    return denied or _denied_behind(sentence, value)


def _has_not(sentence: Sentence, index: int) -> bool:
    """ "You don't have Saturn in …", "I see no Saturn in …"."""
    before = [sentence.tokens[here] for here in range(max(0, index - 5), max(0, index))]
    if any(token.folded in {"neither", "nor"} for token in before[-2:]):
        return True
    places = [here for here, token in enumerate(before) if token.folded in {"have", "has", "had", "got", "see", "find"}]
    if not places:
        return False
    return any(token.folded in {"not", "nt", "n t", "don", "doesn", "no", "never", "without"} for token in before)


def _is_only(sentence: Sentence, index: int) -> bool:
    after = sentence.at(index + 1)
    return bool(after and after.folded in {"only", "just", "merely", "sirf"})


def _denied_behind(sentence: Sentence, value: int) -> bool:
    """Hindi denies after the value: "simha mein nahi hai"."""
    for index in range(value + 1, min(len(sentence.tokens), value + 6)):
        token = sentence.tokens[index]
        if token.folded in {"nahi", "nahin", "nahee", "नहीं"}:
            return True
        if token.folded in HARD_MARKS or token.folded == "," or token.has("body", "sign", "but"):
            return False
    return False
