"""One door to all judgements: a claim and what is known, and whether the sky supports it."""

from collections.abc import Callable

from astra.claims.claim import Claim, Frame, Kind
from astra.claims.judge_aspects import judge_aspect
from astra.claims.judge_periods import judge_dasha, judge_sade_sati
from astra.claims.judge_placements import (
    judge_count,
    judge_empty_house,
    judge_house_sign,
    judge_identity,
    judge_placement,
)
from astra.claims.judge_times import judge_eclipse, judge_ingress, judge_phase, judge_retrograde, judge_station
from astra.claims.knowledge import Judgement, Knowledge

_WHOLE: dict[Kind, Callable[[Claim, Knowledge], Judgement]] = {
    Kind.ASPECT: judge_aspect,
    Kind.HOUSE_SIGN: judge_house_sign,
    Kind.EMPTY_HOUSE: judge_empty_house,
    Kind.COUNT: judge_count,
    Kind.IDENTITY: judge_identity,
    Kind.DASHA: judge_dasha,
    Kind.SADE_SATI: judge_sade_sati,
    Kind.INGRESS: judge_ingress,
    Kind.STATION: judge_station,
    Kind.ECLIPSE: judge_eclipse,
}
_BY_FRAME: dict[Kind, Callable[[Claim, Knowledge, Frame], Judgement]] = {
    Kind.SIGN: judge_placement,
    Kind.HOUSE: judge_placement,
    Kind.NAKSHATRA: judge_placement,
    Kind.PADA: judge_placement,
    Kind.DEGREE: judge_placement,
    Kind.ELEMENT: judge_placement,
    Kind.RETROGRADE: judge_retrograde,
    Kind.PHASE: judge_phase,
}


def judge(claim: Claim, known: Knowledge) -> Judgement:
    """The judgement of the first frame that supports the claim, else of the first one."""
    if claim.kind in _WHOLE:
        return _WHOLE[claim.kind](claim, known)
    judgements = [_BY_FRAME[claim.kind](claim, known, frame) for frame in claim.frames]
    if claim.negated:
        return next((judgement for judgement in judgements if not judgement.supported), judgements[0])
    return next((judgement for judgement in judgements if judgement.supported), judgements[0])
