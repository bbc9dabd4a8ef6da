"""Rulership names bodies, signs and houses without placing them: "ruled by Venus", "lord of your seventh house"."""

from astra.claims.sentence import Sentence

_REACH = 5


def take_rulers(sentence: Sentence) -> None:
    """Use up what stands on the far side of "rules", "lord of", "ruled by", and before "lord"."""
    for index, token in enumerate(sentence.tokens):
        if _names_own_sign(sentence, index):
            sentence.taken.update(here for here in sentence.find("sign") if index < here <= index + _REACH)
        if token.folded == "belongs" and _says_whose(sentence, index):
            continue
        if token.has("rules") and not _joins_sign_and_house(sentence, index):
            _take_after(sentence, index)
            _take_before(sentence, index)


def _names_own_sign(sentence: Sentence, index: int) -> bool:
    """ "The Sun's own sign is Leo" is so for everybody."""
    before, after = sentence.at(index - 1), sentence.at(index + 1)
    if sentence.tokens[index].folded != "own" or before is None or after is None:
        return False
    return before.folded in {"s", "ka", "ki"} and after.has("sign_word")


def _says_whose(sentence: Sentence, index: int) -> bool:
    """ "Your Jupiter belongs to Ashwini nakshatra", "your mahadasha belongs to Mars": claims, not rulerships."""
    before, earlier = sentence.at(index - 1), sentence.at(index - 2)
    if before is None or earlier is None:
        return False
    return before.has("mahadasha", "antardasha", "dasha") or (before.has("body") and earlier.has("you"))


def _joins_sign_and_house(sentence: Sentence, index: int) -> bool:
    """ "Leo rules your seventh house" is a claim about the house."""
    before = sentence.at(index - 1)
    following = (sentence.at(here) for here in range(index + 1, index + 4))
    return (
        before is not None
        and before.has("sign")
        and any(token is not None and token.has("house") for token in following)
    )


def _take_after(sentence: Sentence, index: int) -> None:
    """ "rules Scorpio and your eighth house", "lord of the seventh", "ruled by Venus"."""
    lord = sentence.tokens[index].folded in {"lord", "lords", "ruler", "rulers", "swami", "adhipati"}
    following = sentence.at(index + 1)
    if lord and (following is None or following.folded != "of"):
        return
    for here in range(index + 1, min(len(sentence.tokens), index + 1 + _REACH + 3)):
        token = sentence.tokens[here]
        if token.has("body", "sign", "house"):
            placed = sentence.at(here + 1)
            if token.has("body") and placed is not None and placed.folded == "in":
                return
            if token.has("body") and following is not None and following.folded not in {"by", "of"}:
                return
            sentence.taken.add(here)
            after = sentence.at(here + 1)
            if after is not None and after.has("houseword"):
                sentence.taken.add(here + 1)
            follower = sentence.at(here + (2 if after is not None and after.has("houseword") else 1))
            if follower is None or follower.folded not in {"and", "aur", "&"}:
                return
        elif not (
            token.has("in", "you", "adverb", "sign_word", "houseword", "natal") or token.folded in {"by", "and", "aur"}
        ):
            return


def _take_before(sentence: Sentence, index: int) -> None:
    """ "seventh lord", "seventh house lord", "Leo's ruler", "lagna ka swami", "Taurus is ruled by"."""
    following = sentence.at(index + 1)
    if following is not None and following.folded == "by":
        return
    for here in range(index - 1, max(-1, index - 5), -1):
        token = sentence.tokens[here]
        if token.has("sign", "house") or (token.has("body") and here == index - 1) or token.has("topic"):
            sentence.taken.add(here)
            return
        if token.has("body") or not (
            token.has("houseword") or token.folded in {"s", "-", "ka", "ke", "ki", "का", "के", "की", "sign", "rashi"}
        ):
            return
        if token.has("houseword"):
            sentence.taken.add(here)
