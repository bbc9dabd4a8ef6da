"""Motion: who is retrograde, who enters or leaves a sign, and when."""

from typing import Final

from astra.chart.zodiac import ANGLES, LUMINARIES, NODES
from astra.claims.claim import Claim, Frame, Kind, Slot
from astra.claims.negation import is_negated
from astra.claims.scope import Scope

_NUMBERS: Final = {"no": 0, "none": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7}
_MOVES: Final = frozenset({"moves", "moved", "runs", "walks"})
_NEVER_TURN: Final = ANGLES | LUMINARIES | NODES


def find_ingresses(scope: Scope) -> list[Claim]:
    """ "Jupiter enters Cancer on 2 June", "Saturn leaves Pisces in 2028"; the signs are used up."""
    sentence = scope.sentence
    claims: list[Claim] = []
    for index in sentence.find("enter", "leave"):
        signs = [sign for sign in sentence.find("sign") if abs(sign - index) <= 5 and not _parted(scope, index, sign)]
        bodies = [body for body in sentence.find("body") if body < index and index - body <= 14] or [
            body for body in sentence.find("body") if index < body <= index + 6
        ]
        if not signs or not bodies:
            continue
        sign = min(signs, key=lambda place: (abs(place - index), place < index))
        body = min(bodies, key=lambda place: abs(place - index))
        if sentence.tokens[body].get("body") in ANGLES:
            continue
        between = sentence.between(body, sign)
        if any(token.has("body") for token in sentence.between(body, index)) or len(between) > 16:
            continue
        silent = {body, sign, index} & (scope.silent | scope.asks)
        sentence.taken.add(sign)
        every = any(token.folded in {"every", "each", "har"} for token in sentence.tokens)
        if silent or every or scope.owner(body) in {"other", "you"} or scope.is_general(body):
            continue
        role = "leave" if sentence.tokens[index].has("leave") else "enter"
        when = scope.when(index)
        claims.append(
            Claim(
                Kind.INGRESS,
                (sentence.tokens[body].get("body"),),
                sentence.tokens[sign].get("sign"),
                Slot(sign, sign),
                (Frame.SKY,),
                negated=is_negated(sentence, body, max(sign, index)),
                when=when,
                role=role,
                tense="past"
                if sentence.tokens[index].folded.split()[0] in {"entered", "moved", "went", "left"}
                else "",
            )
        )
    return claims


def find_stays(scope: Scope) -> list[Claim]:
    """ "Saturn stays in Pisces until March 2027": it leaves the sign then. The sign itself is left to others."""
    sentence = scope.sentence
    claims: list[Claim] = []
    for mention in sentence.dates:
        before, after = sentence.at(mention.first - 1), sentence.at(mention.last + 1)
        ends = (before is not None and before.folded in {"until", "till", "til"}) or (
            after is not None and after.folded in {"tak", "तक"}
        )
        signs = [sign for sign in sentence.find("sign") if sign < mention.first and mention.first - sign <= 5]
        bodies = [body for body in sentence.find("body") if signs and body < signs[-1] and signs[-1] - body <= 6]
        if not (ends and bodies) or {signs[-1], bodies[-1]} & (scope.silent | scope.asks):
            continue
        if scope.owner(bodies[-1]) == "":
            sign, body = sentence.tokens[signs[-1]].get("sign"), sentence.tokens[bodies[-1]].get("body")
            slot = Slot(signs[-1], signs[-1])
            claims.append(Claim(Kind.INGRESS, (body,), sign, slot, (Frame.SKY,), when=mention, role="leave"))
    return claims


def _parted(scope: Scope, index: int, sign: int) -> bool:
    return (
        any(token.folded in {",", ";", "—"} or token.has("body") for token in scope.sentence.between(index, sign))
        and sign > index
    )


def find_retrogrades(scope: Scope) -> list[Claim]:
    """ "Mercury is retrograde", "your retrograde Saturn", "Budh vakri hai", "Mercury goes direct on 3 June"."""
    sentence = scope.sentence
    claims: list[Claim] = []
    for index in sentence.find("retrograde", "direct"):
        backwards = sentence.tokens[index].has("retrograde")
        body = _turning_body(scope, index)
        if body is None and (count := _count_turning(scope, index, backwards=backwards)) is not None:
            claims.append(count)
        if body is None or index in scope.silent or body in scope.silent:
            continue
        if not backwards and not _means_motion(scope, index, body):
            continue
        members = sentence.group(body) if body < index else [body]
        for member in members:
            if sentence.tokens[member].get("body") in _NEVER_TURN or scope.is_general(member):
                continue
            if (claim := _claim_turn(scope, index, member, backwards=backwards)) is not None:
                claims.append(claim)
    return claims


def _count_turning(scope: Scope, index: int, *, backwards: bool) -> Claim | None:
    """ "None of your planets is retrograde", "all your planets are direct", "three planets are retrograde"."""
    sentence = scope.sentence
    named = sentence.at(index + 1)
    planets = [place for place in sentence.find("planets_word") if place < index] or (
        [index + 1] if named is not None and named.has("planets_word") else []
    )
    if not planets or not scope.is_personal or index in scope.silent | scope.asks or scope.is_moving(index):
        return None
    words = [token.folded for token in sentence.tokens[max(0, planets[-1] - 5) : index]]
    everyone = backwards is False and "all" in words
    number = 0 if everyone else next((_NUMBERS[word] for word in words if word in _NUMBERS), None)
    if number is None or (not backwards and not everyone):
        return None
    return Claim(Kind.COUNT, (), (number, "retrograde"), Slot(index, index))


def _turning_body(scope: Scope, index: int) -> int | None:
    sentence = scope.sentence
    after = sentence.at(index + 1)
    if (
        after is not None
        and after.has("body")
        and not any(token.has("body") for token in sentence.tokens[max(0, index - 2) : index])
    ):
        return index + 1
    before = [body for body in sentence.find("body") if body < index and sentence.distance(body, index) < 2.6]
    return before[-1] if before else None


def _means_motion(scope: Scope, index: int, body: int) -> bool:
    """ "direct" is also a manner of speaking."""
    sentence = scope.sentence
    before, after = sentence.at(index - 1), sentence.at(index + 1)
    if sentence.tokens[index].folded not in {"direct", "forward"}:
        return True
    if (after is not None and after.folded in {"motion", "again"}) or (before is not None and before.has("goes")):
        return True
    ends = after is None or not after.is_word or after.has("until", "now", "today", "general", "natal")
    given = body == index + 1 and before is not None and before.folded == "a" and sentence.has("addressed")
    held = sentence.has("natal", "addressed", "chart") and index == body + 1
    between = sentence.between(body, index)
    says = any(token.has("copula") or token.folded in _MOVES for token in between)
    near = index - body <= 3 or all(sentence.is_light(here) for here in range(body + 1, index))
    copular = near and (held or says)
    return sentence.has("retrograde") or given or (copular and ends)


def _claim_turn(scope: Scope, index: int, body: int, *, backwards: bool) -> Claim | None:
    sentence = scope.sentence
    between = sentence.between(body, index)
    goes = [token for token in between if token.has("goes")]
    linked = any(token.has("copula", "goes", "link") for token in between) or _has_copula_behind(scope, index)
    if index in scope.asks and (linked or scope.asks_directly or scope.owner(body) != "you"):
        return None
    frames = _turn_frames(scope, body, linked=linked)
    if not frames:
        return None
    when = scope.when(body) if Frame.SKY in frames else None
    point = (sentence.tokens[body].get("body"),)
    slot = Slot(index, index)
    denied = is_negated(sentence, min(body, index), max(body, index))
    if goes and scope.owner(body) != "you":
        if when is None and not scope.is_moving(body):
            return None
        return Claim(Kind.STATION, point, backwards, slot, (Frame.SKY,), negated=denied, when=when)
    role = _until(scope, index)
    return Claim(Kind.RETROGRADE, point, backwards, slot, frames, negated=denied, when=when, role=role)


def _turn_frames(scope: Scope, body: int, *, linked: bool) -> tuple[Frame, ...]:
    owner = scope.owner(body)
    if owner != "" or scope.is_personal:
        return scope.frames(body, linked=linked)
    if scope.is_moving(body):
        return (Frame.SKY,)
    return (Frame.SKY, Frame.NATAL) if linked else scope.frames(body, linked=False)


def _has_copula_behind(scope: Scope, index: int) -> bool:
    after = scope.sentence.at(index + 1)
    return after is not None and after.folded in {"hai", "hain", "है", "हैं", "tha", "chal"}


def _until(scope: Scope, index: int) -> str:
    """`until` where the date says how long."""
    sentence = scope.sentence
    for mention in sentence.dates:
        if mention.first > index and any(
            token.folded in {"until", "till", "til", "tak"} for token in sentence.between(index, mention.first)
        ):
            return "until"
        after = sentence.at(mention.last + 1)
        if after is not None and after.folded in {"tak", "तक"}:
            return "until"
    return "at"
