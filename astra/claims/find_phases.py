"""Phases of the Moon and eclipses."""

from typing import Final

from astra.chart.zodiac import Point
from astra.claims.claim import Claim, Frame, Kind, Slot
from astra.claims.negation import is_negated
from astra.claims.scope import Scope

_PHASES: Final = (
    "phase_full",
    "phase_new",
    "phase_waxing",
    "phase_waning",
    "phase_first_quarter",
    "phase_last_quarter",
)
_ECLIPSES: Final = ("eclipse_solar", "eclipse_lunar", "eclipse")


def find_phases(scope: Scope) -> list[Claim]:
    """What is said of the Moon's phase, at birth or on a date."""
    sentence = scope.sentence
    claims: list[Claim] = []
    for index, phase in _list_phases(scope):
        if index in scope.silent or index in scope.asks or scope.owner(index) == "other":
            continue
        born = sentence.has("natal") or (scope.owner(index) == "you" and not sentence.dates)
        dated = scope.is_moving(index)
        plain = any(token.folded in {"it", "there", "hai", "है", "moon"} for token in sentence.tokens) and sentence.has(
            "copula"
        )
        if not (born or dated or (plain and not scope.is_general(index))) or _is_general(scope, index):
            continue
        next_one = any(token.folded in {"next", "agli", "agla"} for token in sentence.tokens[max(0, index - 2) : index])
        if next_one and not sentence.dates:
            continue
        frame = Frame.NATAL if born and not (dated and not sentence.has("natal")) else Frame.SKY
        denied = is_negated(sentence, max(-1, index - 5), min(len(sentence.tokens), index + 1))
        when = scope.when(index) if frame is Frame.SKY else None
        claims.append(Claim(Kind.PHASE, (Point.MOON,), phase, Slot(index, index), (frame,), negated=denied, when=when))
        claims += _sign_of_phase(scope, index, frame)
    return claims


def _list_phases(scope: Scope) -> list[tuple[int, str]]:
    """Phases by name, and "the Moon is full"."""
    sentence = scope.sentence
    found = [
        (index, next(kind for kind in _PHASES if sentence.tokens[index].has(kind)).removeprefix("phase_"))
        for index in sentence.find(*_PHASES)
    ]
    for index, token in enumerate(sentence.tokens):
        verb, moon = sentence.at(index - 1), sentence.at(index - 2)
        said = verb is not None and moon is not None and verb.has("copula") and moon.get("body") is Point.MOON
        after = sentence.at(index + 1)
        if said and token.folded in {"full", "new"} and (after is None or after.folded != "of"):
            found.append((index, token.folded))
    return found


def _is_general(scope: Scope, index: int) -> bool:
    """Full moons in the plural, or any full moon."""
    token = scope.sentence.tokens[index]
    before = scope.sentence.at(index - 1)
    every = before is not None and before.folded in {"every", "each", "any", "most"}
    return token.folded.endswith("moons") or every


def _sign_of_phase(scope: Scope, index: int, frame: Frame) -> list[Claim]:
    """ "full moon in Taurus": at the date that is named, or now."""
    sentence = scope.sentence
    claims: list[Claim] = []
    for sign in sentence.find("sign"):
        before = sentence.at(sign - 1)
        near = index < sign and sentence.distance(index, sign) < 2.0
        follows = near and before is not None and before.folded in {"in", "mein", "में"}
        if follows or sign == index - 1:
            sentence.taken.add(sign)
            when = scope.when(index) if frame is Frame.SKY else None
            claims.append(
                Claim(
                    Kind.SIGN, (Point.MOON,), sentence.tokens[sign].get("sign"), Slot(sign, sign), (frame,), when=when
                )
            )
    return claims


def find_eclipses(scope: Scope) -> list[Claim]:
    """Eclipses that are said to be on a date."""
    sentence = scope.sentence
    claims: list[Claim] = []
    for index in sentence.find(*_ECLIPSES):
        kind = next(kind for kind in _ECLIPSES if sentence.tokens[index].has(kind))
        when = scope.when(index)
        if when is None or index in scope.silent or index in scope.asks or sentence.has("natal"):
            continue
        denied = is_negated(sentence, max(-1, index - 5), min(len(sentence.tokens), index + 1))
        claims.append(Claim(Kind.ECLIPSE, (), kind, Slot(index, index), (Frame.SKY,), negated=denied, when=when))
    return claims
