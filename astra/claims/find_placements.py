"""Placements: a body in a sign, a nakshatra, a house, at a degree; a sign on a house; "you are a Leo"."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from astra.claims.bodiless import claim_bodiless, claim_empty, claim_pronoun, list_options
from astra.claims.claim import Claim, Frame, Kind, Slot
from astra.claims.find_houses import HouseMention, find_house_mentions, find_rising_mentions
from astra.claims.find_padas import find_padas
from astra.claims.negation import is_negated
from astra.claims.scope import Scope
from astra.claims.sentence import Sentence

_REACH = 4.0
_REACH_IMPERSONAL = 2.4
_INWARD = frozenset({"in", "into", "at", "of", "within", "through", "inside", "under", "on"})


def find_placements(scope: Scope) -> list[Claim]:
    """Every placement that the sentence claims."""
    sentence = scope.sentence
    houses = find_house_mentions(sentence)
    claims: list[Claim] = []
    for house in houses:
        sentence.taken.update(range(house.first, house.last + 1))
    signs = [(Kind.SIGN, index) for index in sentence.find("sign")]
    stars = [(Kind.NAKSHATRA, index) for index in sentence.find("nakshatra")]
    elements = [(Kind.ELEMENT, index) for index in sentence.find("element") if _is_of_sign(sentence, index)]
    values = sorted((*signs, *stars, *elements), key=lambda value: value[1])
    for kind, index in values:
        if _is_people_sign(scope, index):
            continue
        claims += _claim_value(scope, kind, index, [place for what, place in values if what is kind], houses)
    for house in (*houses, *find_rising_mentions(sentence)):
        claims += _claim_house(scope, house)
    return [*claims, *_find_degrees(scope, claims), *find_padas(scope, claims)]


def _is_of_sign(sentence: Sentence, index: int) -> bool:
    """ "fire sign", "water-sign", "earthy Moon" is left alone."""
    following = [token for here in (index + 1, index + 2) if (token := sentence.at(here)) is not None]
    return any(token.has("sign_word") for token in following)


def _claim_value(scope: Scope, kind: Kind, index: int, peers: list[int], houses: Sequence[HouseMention]) -> list[Claim]:
    """The claim that a sign or a nakshatra at `index` is part of."""
    value = scope.sentence.tokens[index].get(kind.value)
    body, cost = nearest_body(scope, index, peers)
    if body is None or cost > (_REACH if scope.is_personal else _REACH_IMPERSONAL):
        found = claim_pronoun(scope, kind, index, value) or claim_bodiless(scope, kind, index, value, houses)
        return [] if found is None else [found]
    return _claim_for(scope, kind, body, index, (value, Slot(index, index)))


def _claim_house(scope: Scope, house: HouseMention) -> list[Claim]:
    body, cost = nearest_body(scope, house.first, [], last=house.last)
    reach = _REACH if scope.is_personal else _REACH_IMPERSONAL
    if body is None or cost > reach or _is_aside(scope, house, body):
        meant = claim_pronoun(scope, Kind.HOUSE, house.first, house.number)
        return [replace(meant, slot=house.slot)] if meant is not None else claim_empty(scope, house)
    claims = _claim_for(scope, Kind.HOUSE, body, house.first, (house.number, house.slot))
    return [_with_base(claim, house) for claim in claims]


def _with_base(claim: Claim, house: HouseMention) -> Claim:
    return replace(claim, base=house.base)


def _claim_for(scope: Scope, kind: Kind, body: int, at: int, said: tuple[Any, Slot]) -> list[Claim]:
    """One claim for each body in the list around `body`."""
    sentence = scope.sentence
    claims: list[Claim] = []
    for member in sentence.group(body) if _speaks_of_all(scope, body, at) else [body]:
        if member in scope.silent or at in scope.silent or scope.is_general(member):
            continue
        linked = _is_linked(scope, body, at)
        if (member in scope.asks or at in scope.asks) and (
            linked or scope.asks_directly or scope.owner(member) != "you"
        ):
            continue
        frames = _frames(scope, member, at, linked=linked)
        if not frames:
            continue
        claims.append(
            Claim(
                kind,
                (sentence.tokens[member].get("body"),),
                *said,
                frames,
                options=list_options(scope, at),
                negated=is_negated(sentence, body, at),
                when=scope.when(member) if Frame.SKY in frames else None,
                zodiac=_zodiac(scope, at),
            )
        )
    return claims


def _frames(scope: Scope, body: int, at: int, *, linked: bool) -> tuple[Frame, ...]:
    frames = scope.frames(body, linked=linked)
    if not frames and scope.owner(body) == "":
        before = scope.sentence.at(at - 1)
        if before is not None and before.has("you"):
            return (Frame.NATAL, Frame.SKY) if linked else (Frame.NATAL,)
    return frames


def nearest_body(scope: Scope, index: int, peers: list[int], *, last: int | None = None) -> tuple[int | None, float]:
    """The body that the value at `index` most likely belongs to, and how loosely."""
    sentence = scope.sentence
    end = index if last is None else last
    best: tuple[int | None, float] = (None, 99.0)
    for body in sentence.find("body"):
        before = sentence.at(body - 1)
        after = sentence.at(body + 1)
        ruling = sentence.at(body - 2)
        ruled = before is not None and before.folded == "by" and ruling is not None and ruling.has("rules")
        if ruled or (before is not None and before.folded in {"not", "unlike"}):
            continue
        if after is not None and after.folded in {"aside", "apart", "excepted"}:
            continue
        if body < index:
            cost = sentence.distance(body, index) + _other_values(peers, body, index, 0.9)
            cost += 0.0 if _has_link(scope, body, index) else 0.5
            cost += sum(0.4 for token in sentence.between(body, index) if token.has("body"))
        else:
            cost = sentence.distance(end, body) + _other_values(peers, end, body, 5.0)
            cost += _cost_before(scope, index, end, body)
        if cost < best[1]:
            best = (body, cost)
    return best


def _other_values(peers: list[int], low: int, high: int, price: float) -> float:
    """Signs between the two belong to somebody; after "not", "or" and "but" they may be two of one."""
    return price * sum(low < peer < high for peer in peers)


def _cost_before(scope: Scope, index: int, end: int, body: int) -> float:
    """ "Taurus Moon" binds tightly, "Sun in Taurus, Moon" does not."""
    sentence = scope.sentence
    before = sentence.at(index - 1)
    inward = before is not None and before.folded in _INWARD
    between = sentence.between(end, body)
    adjacent = all(token.folded == "-" or token.has("sign_word", "nakshatra_word") for token in between)
    if inward and any(token.has("body") for token in sentence.tokens[max(0, index - 4) : index]):
        return 4.0
    if any(token.folded in {"unlike", "than", "like"} for token in sentence.tokens[max(0, index - 2) : index]):
        return 9.0
    if adjacent:
        return 0.2
    if any(token.has("copula", "link") or token.folded in {"mein", "me", "में", ":", "where", ","} for token in between):
        return 0.6 if not any(token.folded == "," for token in between) or inward else 2.0
    return 1.5


def _has_link(scope: Scope, body: int, value: int) -> bool:
    return any(
        token.has("in", "copula", "link", "you") or token.folded == ":" for token in scope.sentence.between(body, value)
    )


def _is_linked(scope: Scope, body: int, value: int) -> bool:
    """Whether a verb says the one of the other, as in "is in"; "Mars in Aries people" and "Leo Moon" have none."""
    sentence = scope.sentence
    between = sentence.between(body, value)
    if any(_is_verb(token) for token in between):
        return True
    low, high = max(body, value), sentence.stretch(max(body, value))[1]
    after = sentence.tokens[low + 1 : min(high, low + 3) + 1]
    return any(token.folded in {"hai", "hain", "है", "हैं", "tha", "the", "baitha", "baithe", "baithi"} for token in after)


def _is_verb(token: Any) -> bool:
    return (
        (token.has("copula", "enter", "leave") and token.folded != "s")
        or (token.has("link") and token.folded not in {"right", "at home", "home"})
        or token.folded == "s"
    )


def _zodiac(scope: Scope, at: int) -> str:
    """The zodiac named in the same clause, else in the sentence; `both` where that names both."""
    low, high = scope.sentence.stretch(at)
    for tokens in (scope.sentence.tokens[max(0, low - 7) : high + 1], scope.sentence.tokens):
        kinds = [kind for kind in ("tropical", "sidereal") if any(token.has(kind) for token in tokens)]
        if kinds:
            return kinds[0] if len(kinds) == 1 else "both"
    return ""


def _is_people_sign(scope: Scope, index: int) -> bool:
    """ "your Leo friends", "Leo season", "Leo people"."""
    after = scope.sentence.at(index + 1)
    return after is not None and after.has("people", "relation") and not after.has("body")


def _is_aside(scope: Scope, house: HouseMention, body: int) -> bool:
    """A house behind a comma that begins a clause of its own."""
    sentence = scope.sentence
    if body > house.last:
        return False
    comma = any(token.folded == "," for token in sentence.between(body, house.first))
    before = sentence.at(house.first - 1)
    inward = before is not None and (before.has("you") or before.folded in _INWARD)
    two_before = sentence.at(house.first - 2)
    inward = inward or bool(two_before and two_before.folded in _INWARD)
    after = sentence.at(house.last + 1)
    return comma and not inward and after is not None and after.is_word and not after.has("but", "in")


def _find_degrees(scope: Scope, claims: Sequence[Claim]) -> list[Claim]:
    """ "at 12 degrees of Taurus": the number belongs to the sign's claim."""
    sentence = scope.sentence
    found: list[Claim] = []
    for index in range(len(sentence.tokens)):
        after = sentence.at(index + 1)
        number = sentence.tokens[index].number
        if number is None or after is None or after.folded not in {"°", "degree", "degrees", "ansh", "deg", "अंश"}:
            continue
        owner = min(
            (claim for claim in claims if claim.kind is Kind.SIGN),
            key=lambda claim: abs(claim.slot.first - index),
            default=None,
        )
        if owner is None or not 0 <= number < 30.01 or abs(owner.slot.first - index) > 6:
            continue
        minutes = sentence.at(index + 2)
        exact = bool(
            minutes
            and minutes.number is not None
            and sentence.at(index + 3)
            and sentence.tokens[index + 3].folded in {"′", "'", "’", "minutes"}
        )
        degrees = number + (minutes.number / 60 if exact and minutes and minutes.number is not None else 0.0)
        slot = Slot(index, index + 3 if exact else index)
        found.append(
            Claim(Kind.DEGREE, owner.points, degrees, slot, owner.frames, when=owner.when, zodiac=owner.zodiac)
        )
    return found


def _speaks_of_all(scope: Scope, body: int, at: int) -> bool:
    """Whether a list of bodies shares the value: "Sun and Moon are in Leo", not "the Sun and your Leo Moon"."""
    sentence = scope.sentence
    if at > body:
        return True
    between = sentence.between(at, body)
    return any(token.has("copula", "link") or token.folded in {"mein", "में"} for token in between)
