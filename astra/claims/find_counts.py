"""Counts: "three planets in Leo", "a stellium in your tenth house"."""

from typing import Any, Final

from astra.claims.claim import Claim, Kind, Slot
from astra.claims.find_houses import find_house_mentions
from astra.claims.negation import is_negated
from astra.claims.scope import Scope

_NUMBERS: Final = {"no": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7}
_REACH: Final = 5


def find_counts(scope: Scope) -> list[Claim]:
    """Every count; the sign or house it is of is used up."""
    sentence = scope.sentence
    claims: list[Claim] = []
    for index in sentence.find("count", "planets_word"):
        where = _find_where(scope, index)
        number = _number_before(scope, index)
        is_stellium = sentence.tokens[index].has("count")
        if where is None or not (is_stellium or number is not None) or {index, where[0]} & (scope.silent | scope.asks):
            continue
        sentence.taken.update(range(where[0], where[1] + 1))
        if scope.is_personal and not scope.is_moving(index) and scope.owner(index) != "other":
            denied = is_negated(sentence, max(-1, index - 4), index)
            value = (None if is_stellium else number, where[2])
            claims.append(Claim(Kind.COUNT, (), value, Slot(index, index), negated=denied and number != 0))
    return claims


def _find_where(scope: Scope, index: int) -> tuple[int, int, Any] | None:
    """First and last token of the sign or house behind, and which it is."""
    sentence = scope.sentence
    for house in find_house_mentions(sentence):
        if 0 < house.first - index <= _REACH and house.base is None:
            return house.first, house.last, house.number
    for sign in sentence.find("sign"):
        if 0 < sign - index <= _REACH:
            return sign, sign, sentence.tokens[sign].get("sign")
    return None


def _number_before(scope: Scope, index: int) -> int | None:
    for here in range(max(0, index - 3), index):
        token = scope.sentence.tokens[here]
        if token.folded in _NUMBERS:
            return _NUMBERS[token.folded]
        if token.number is not None and not token.number % 1 and token.number < 10:
            return int(token.number)
    return None
