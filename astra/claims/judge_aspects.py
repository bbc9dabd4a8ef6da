"""Aspects, between natal points, between the sky and a natal point, and in the sky itself."""

from itertools import zip_longest
from typing import Final

from astra.chart.aspects import ASPECT_DEG, MAJOR_ASPECTS, find_aspect
from astra.chart.model import Aspect, AspectKind
from astra.chart.zodiac import Point, Sign, count_signs, sign_of, turn_between
from astra.claims.claim import Claim, Frame
from astra.claims.knowledge import SUPPORTED, UNSUPPORTED, Fix, Judgement, Knowledge

_SETS: Final = {
    "harmonious": frozenset({AspectKind.TRINE, AspectKind.SEXTILE}),
    "hard": frozenset({AspectKind.SQUARE, AspectKind.OPPOSITION, AspectKind.CONJUNCTION, AspectKind.QUINCUNX}),
}
_MAJOR: Final = frozenset({*MAJOR_ASPECTS, "drishti"})
_TRANSIT_ORB_DEG: Final = 4.0
_OPEN_ORB_DEG: Final = 2.0
"""Where a sentence leaves open whether it speaks of the birth or of now."""
_GLANCES: Final = {Point.MARS: (4, 7, 8), Point.JUPITER: (5, 7, 9), Point.SATURN: (3, 7, 10)}
_NODE_GLANCES: Final = (5, 7, 9)


def judge_aspect(claim: Claim, known: Knowledge) -> Judgement:
    """Whether the two stand at that angle in any pair of frames that the sentence allows."""
    second = claim.second
    if second is None:
        return UNSUPPORTED
    pairs = list(zip_longest(claim.frames, claim.second_frames, fillvalue=claim.second_frames[-1]))
    found = [_find(claim, known, claim.points[0], second, pair) for pair in dict.fromkeys(pairs)]
    if all(kinds is None for kinds in found):
        return UNSUPPORTED
    holds = any(kinds and _fits(claim.value, kinds) for kinds in found)
    if claim.negated:
        return UNSUPPORTED if holds else SUPPORTED
    if holds:
        return SUPPORTED
    first = next((kinds for kinds in found if kinds), None)
    right = next((kind for kind in first or () if isinstance(kind, AspectKind)), None)
    usable = right is not None and right.value in {"conjunction", "opposition", "trine", "square", "sextile"}
    return Judgement(supported=False, fix=Fix(right)) if usable else UNSUPPORTED


def _fits(value: str, kinds: frozenset[AspectKind | str]) -> bool:
    if value == "drishti":
        return bool(kinds & _MAJOR)
    wanted = _SETS.get(value) or frozenset({AspectKind(value)})
    return bool(wanted & kinds)


def _find(
    claim: Claim, known: Knowledge, first: Point, second: Point, pair: tuple[Frame, Frame]
) -> frozenset[AspectKind | str] | None:
    """The angles between the two in one pair of frames; None where one of them is not known."""
    if pair == (Frame.NATAL, Frame.NATAL):
        return _find_natal(known, first, second)
    moments = known.moments(claim)
    kinds: set[AspectKind | str] = set()
    for moment in moments:
        ends = [
            known.sky.at(point, moment)[0] if frame is Frame.SKY else _natal_longitude(known, point)
            for point, frame in ((first, pair[0]), (second, pair[1]))
            if not (frame is Frame.SKY and point in {Point.ASCENDANT, Point.MIDHEAVEN})
        ]
        if len(ends) < 2 or ends[0] is None or ends[1] is None:
            return None
        is_open = len(claim.frames) > 1
        kinds |= _kinds_within(abs(turn_between(ends[0], ends[1])), _OPEN_ORB_DEG if is_open else _TRANSIT_ORB_DEG)
        if claim.value == "drishti" and not is_open:
            kinds |= _glances(first, sign_of(ends[0]), sign_of(ends[1]))
    return frozenset(kinds)


def _natal_longitude(known: Knowledge, point: Point) -> float | None:
    placement = known.place(point)
    return None if placement is None else placement.longitude


def _find_natal(known: Knowledge, first: Point, second: Point) -> frozenset[AspectKind | str] | None:
    one, other = known.place(first), known.place(second)
    if one is None or other is None or known.chart is None:
        return None
    kinds: set[AspectKind | str] = set()
    for aspect in known.chart.aspects:
        if {aspect.first, aspect.second} == {first, second} and _is_usable(aspect, known):
            kinds.add(aspect.kind)
    separation = abs(turn_between(one.longitude, other.longitude))
    certain = one.spread is None and other.spread is None
    if certain and (near := find_aspect(first, second, separation)) is not None:
        kinds.add(near[0])
    if known.chart.drishti:
        kinds |= _glances(first, one.sign, other.sign)
        if one.sign is other.sign and one.is_sign_certain and other.is_sign_certain:
            kinds.add(AspectKind.CONJUNCTION)
        if count_signs(one.sign, other.sign) == 7 and one.is_sign_certain and other.is_sign_certain:
            kinds.add(AspectKind.OPPOSITION)
    return frozenset(kinds)


def _is_usable(aspect: Aspect, known: Knowledge) -> bool:
    return aspect.certain or known.hedged or bool(known.chart and known.chart.has_time)


def _kinds_within(separation: float, orb: float) -> set[AspectKind | str]:
    return {
        kind for kind, angle in ASPECT_DEG.items() if abs(separation - angle) <= (orb if angle % 60 in {0, 30} else 2)
    }


def _glances(giver: Point, own: Sign, other: Sign) -> set[AspectKind | str]:
    places = _GLANCES.get(giver, _NODE_GLANCES if "node" in giver.value else (7,))
    return {"drishti"} if count_signs(own, other) in places else set()
