"""From claims to facts: what holds now, what held once, and what never did. Pure, and the same whenever it is done.

Only claims of the same subject and predicate meet here, so an unrelated utterance can't retire anything.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time

from api.synapse.learning.keys import same_object
from api.synapse.learning.schemas import Claim, Origin, Stance, Status

_NOON = time(12, tzinfo=UTC)


@dataclass(slots=True)
class Settled:
    """A fact in the making: its claims in the order in which they were said, and how it stands after the last."""

    claims: list[Claim]
    status: Status
    valid_from: datetime | None
    valid_to: datetime | None
    object: str = field(init=False)
    object_key: str = field(init=False)

    def __post_init__(self) -> None:
        self.object, self.object_key = self.claims[0].object, self.claims[0].object_key

    @property
    def newest(self) -> Claim:
        """The claim that is its receipt."""
        return self.claims[-1]

    @property
    def text(self) -> str | None:
        """The wording the person gave it, where they wrote one."""
        written = [claim.text for claim in self.claims if claim.text]
        return written[-1] if written else None


def settle(claims: Iterable[Claim], *, functional: bool, is_retracted: Callable[[Claim], bool]) -> list[Settled]:
    """The facts that the claims of one subject and predicate come to.

    A functional predicate has one current fact: a newer claim of another object retires it, from when the new one
    began. Others add. A claim that the person retracted counts for nothing else, so what it had retired holds again.
    """
    ordered = sorted(
        claims, key=lambda claim: (claim.said_at, claim.turn.session_id if claim.turn else "", claim.place)
    )
    facts: list[Settled] = []
    for claim in ordered:
        if is_retracted(claim):
            _withdraw(facts, claim, functional)
        elif claim.stance is Stance.HOLDS:
            _hold(facts, claim, functional)
        elif claim.stance in {Stance.ENDED, Stance.CEASED}:
            _end(facts, claim, functional)
        else:
            _deny(facts, claim, functional)
    return facts


def _withdraw(facts: list[Settled], claim: Claim, functional: bool) -> None:
    known = _find(facts, claim, functional, {Status.RETRACTED})
    if known is None:
        facts.append(Settled([claim], Status.RETRACTED, None, None))
    else:
        known.claims.append(claim)


def _hold(facts: list[Settled], claim: Claim, functional: bool) -> None:
    known = _find(facts, claim, functional, {Status.CURRENT})
    began = _moment(claim.since)
    if known is not None:
        known.claims.append(claim)
        _say_more_exactly(known, claim)
        if began is not None and (known.valid_from is None or began < known.valid_from):
            known.valid_from = began
        return
    if functional:
        for fact in _current(facts):
            fact.status, fact.valid_to = Status.SUPERSEDED, _not_before(fact.valid_from, began or claim.said_at)
    facts.append(Settled([claim], Status.CURRENT, began or claim.said_at, None))


def _end(facts: list[Settled], claim: Claim, functional: bool) -> None:
    over = _moment(claim.until) or claim.said_at
    if not claim.object_key:
        ending = _current(facts) if functional else []
    else:
        known = _find(facts, claim, functional, {Status.CURRENT})
        ending = [known] if known is not None else []
    for fact in ending:
        fact.claims.append(claim)
        fact.status, fact.valid_to = Status.SUPERSEDED, _not_before(fact.valid_from, over)
    if ending or not claim.object_key or claim.stance is Stance.CEASED:
        return
    past = _find(facts, claim, functional, {Status.SUPERSEDED})
    if past is not None:
        past.claims.append(claim)
        past.valid_to = _not_before(past.valid_from, _moment(claim.until) or past.valid_to or over)
    else:
        facts.append(Settled([claim], Status.SUPERSEDED, _moment(claim.since), over))


def _deny(facts: list[Settled], claim: Claim, functional: bool) -> None:
    if not claim.object_key:
        wrong = _current(facts) if functional else []
    else:
        wrong = [fact for fact in facts if _matches(fact, claim, functional) and fact.status is not Status.RETRACTED]
    for fact in wrong:
        fact.status = Status.RETRACTED
        fact.claims.append(claim)
    _reinstate(facts, functional, wrong)


def _reinstate(facts: Sequence[Settled], functional: bool, wrong: Sequence[Settled]) -> None:
    """What only a wrong claim had retired holds again, unless something else holds by now."""
    if not functional or not wrong or _current(facts):
        return
    retired_at = {fact.valid_from for fact in wrong}
    for fact in reversed(facts):
        if fact.status is Status.SUPERSEDED and fact.valid_to in retired_at and fact.newest.stance is Stance.HOLDS:
            fact.status, fact.valid_to = Status.CURRENT, None
            return


def _current(facts: Iterable[Settled]) -> list[Settled]:
    return [fact for fact in facts if fact.status is Status.CURRENT]


def _find(facts: Sequence[Settled], claim: Claim, functional: bool, statuses: set[Status]) -> Settled | None:
    matching = (fact for fact in reversed(facts) if fact.status in statuses and _matches(fact, claim, functional))
    return next(matching, None)


def _matches(fact: Settled, claim: Claim, functional: bool) -> bool:
    if fact.object_key == claim.object_key:
        return True
    return functional and same_object(fact.object_key, claim.object_key)


def _say_more_exactly(fact: Settled, claim: Claim) -> None:
    is_longer = len(claim.object_key.split()) > len(fact.object_key.split())
    if is_longer and claim.origin is Origin.TALK:
        fact.object, fact.object_key = claim.object, claim.object_key


def _moment(day: date | None) -> datetime | None:
    return None if day is None else datetime.combine(day, _NOON)


def _not_before(earliest: datetime | None, moment: datetime) -> datetime:
    return moment if earliest is None else max(earliest, moment)
