"""Padas, the quarters of a nakshatra: "Revati pada 1", "the first pada of Revati"."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from astra.claims.claim import Claim, Frame, Kind, Slot
from astra.claims.scope import Scope

_WORDS: Final = frozenset({"pada", "padas", "charan", "charana", "पद", "चरण"})
_REACH: Final = 8


def find_padas(scope: Scope, claims: Sequence[Claim]) -> list[Claim]:
    """The number of a pada belongs to the nakshatra that is claimed beside it."""
    sentence = scope.sentence
    found: list[Claim] = []
    for index, token in enumerate(sentence.tokens):
        if token.folded not in _WORDS:
            continue
        for here in (index - 1, index + 1):
            number = sentence.at(here)
            value = None if number is None else number.get("house") or number.number
            owner = next(
                (
                    claim
                    for claim in claims
                    if claim.kind is Kind.NAKSHATRA and abs(claim.slot.first - index) <= _REACH and not claim.negated
                ),
                None,
            )
            if owner is not None and value is not None and 1 <= value <= 4 and Frame.NATAL in owner.frames:
                found.append(replace(owner, kind=Kind.PADA, value=int(value), slot=Slot(here, here), options=()))
                break
    return found
