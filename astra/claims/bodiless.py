"""Values that hang on no body: a sign on a house, "it's in Leo", "your sign is Leo", an empty house."""

from collections.abc import Sequence
from typing import Any

from astra.chart.zodiac import Point
from astra.claims.claim import Claim, Frame, Kind, Slot
from astra.claims.find_houses import HouseMention
from astra.claims.negation import is_negated
from astra.claims.scope import Scope
from astra.claims.sentence import HARD_MARKS, Sentence

_EMPTY = frozenset({"empty", "khaali", "khali", "unoccupied", "खाली", "nothing"})
_PRONOUNS = frozenset({"it", "that", "woh", "yeh", "vo", "ye", "वह", "यह"})
_SIGN_OF_SELF = {"rashi": Point.MOON, "raashi": Point.MOON, "rasi": Point.MOON, "राशि": Point.MOON}


def claim_empty(scope: Scope, house: HouseMention) -> list[Claim]:
    """ "Your seventh house is empty." """
    sentence = scope.sentence
    low, high = sentence.stretch(house.first)
    empty = any(token.folded in _EMPTY for token in sentence.tokens[low : high + 1])
    if not empty or house.first in scope.silent or house.first in scope.asks or not scope.is_personal:
        return []
    return [Claim(Kind.EMPTY_HOUSE, (), house.number, house.slot, negated=is_negated(sentence, house.first, high + 1))]


def claim_bodiless(scope: Scope, kind: Kind, index: int, value: Any, houses: Sequence[HouseMention]) -> Claim | None:
    """A sign or nakshatra that hangs on no body: on a house, on "your sign", or on the person."""
    sentence = scope.sentence
    if index in scope.silent or index in scope.asks or not scope.is_personal:
        return None
    slot = Slot(index, index)
    for house in houses:
        if sentence.distance(house.last, index) <= 2.0 and scope.is_personal and kind is Kind.SIGN:
            negated = is_negated(sentence, house.first, index)
            return Claim(Kind.HOUSE_SIGN, (), (house.number, value), slot, negated=negated)
    if _belongs_to_other(scope, index) or kind is Kind.ELEMENT:
        return None
    if kind is Kind.NAKSHATRA:
        frames = (Frame.SKY,) if scope.is_moving(index) and not sentence.has("you", "natal") else (Frame.NATAL,)
        return Claim(
            kind,
            (Point.MOON,),
            value,
            slot,
            frames,
            options=list_options(scope, index),
            negated=is_negated(sentence, max(0, index - 4), index),
        )
    return _claim_identity(scope, index, value)


def claim_pronoun(scope: Scope, kind: Kind, index: int, value: Any) -> Claim | None:
    """ "It's in Leo", said of the body that was spoken of last."""
    sentence = scope.sentence
    start = max(0, index - 6)
    pronoun = next((here for here in range(start, index) if sentence.tokens[here].folded in _PRONOUNS), None)
    if pronoun is None and _stands_bare(sentence, index):
        pronoun = index
    if pronoun is None or {pronoun, index} & (scope.silent | scope.asks):
        return None
    if not all(sentence.is_light(here) for here in range(pronoun + 1, index)) or sentence.has("people", "general"):
        return None
    named = [here for here in sentence.find("body") if here < pronoun]
    point = sentence.tokens[named[-1]].get("body") if named and scope.owner(named[-1]) == "you" else scope.last
    if point is None or (named and scope.owner(named[-1]) != "you") or scope.is_moving(index):
        return None
    return Claim(kind, (point,), value, Slot(index, index), negated=is_negated(sentence, pronoun, index))


def _stands_bare(sentence: Sentence, index: int) -> bool:
    """ "Your Moon? Leo." """
    before, after = sentence.at(index - 1), sentence.at(index + 1)
    opens = before is None or before.folded in HARD_MARKS
    return opens and (after is None or after.folded in HARD_MARKS or after.folded in {"hai", "hain", "है", "हैं"})


def _claim_identity(scope: Scope, index: int, value: Any) -> Claim | None:
    """ "You're a Leo", "your sign is Leo", "aapki rashi simha hai"."""
    sentence = scope.sentence
    low, high = sentence.stretch(index)
    around = sentence.tokens[low : high + 1]
    slot = Slot(index, index)
    named = next((token for token in around if token.has("sign_word")), None)
    owned = any(token.has("you", "natal", "addressed") for token in around)
    if named is not None and owned and all(sentence.is_light(here) for here in range(low, index)):
        points = (Point.MOON,) if named.folded in _SIGN_OF_SELF else ()
        return Claim(
            Kind.IDENTITY,
            points,
            value,
            slot,
            options=list_options(scope, index),
            negated=is_negated(sentence, low, index),
        )
    before = list(sentence.tokens[max(0, index - 4) : index])
    article = bool(before and before[-1].folded in {"a", "an"})
    spoken_to = any(token.has("addressed") for token in before)
    article = article or bool(before and before[-1].folded == "you")
    as_one = len(before) >= 2 and before[-2].folded == "as"
    if article and (spoken_to or (as_one and sentence.has("addressed", "you"))):
        return Claim(
            Kind.IDENTITY,
            (),
            value,
            slot,
            options=list_options(scope, index),
            negated=is_negated(sentence, max(0, index - 4), index),
        )
    return None


def _belongs_to_other(scope: Scope, index: int) -> bool:
    return scope.owner(index) == "other" or scope.is_general(index)


def list_options(scope: Scope, at: int) -> tuple[Any, ...]:
    """Further values joined by "or"."""
    sentence = scope.sentence
    kind = next((kind for kind in ("sign", "nakshatra", "house") if sentence.tokens[at].has(kind)), None)
    options: list[Any] = []
    if kind is None:
        return ()
    for step in (-1, 1):
        here = at + step
        joined = False
        while (token := sentence.at(here)) is not None and abs(here - at) <= 6:
            joined = joined or token.has("or")
            if token.has(kind):
                if joined:
                    options.append(token.get(kind))
                break
            if token.has("body") or token.folded in {";", "."}:
                break
            here += step
    return tuple(options)
