"""Aspects: two bodies and the angle between them, whichever stands where in the sentence."""

from typing import Final

from astra.claims.claim import Claim, Frame, Kind, Slot
from astra.claims.negation import is_negated
from astra.claims.scope import Scope

_FLAVOURS: Final = {
    "harmonious": "harmonious", "harmonic": "harmonious", "easy": "harmonious", "flowing": "harmonious",
    "soft": "harmonious", "supportive": "harmonious", "hard": "hard", "tense": "hard", "challenging": "hard",
    "difficult": "hard", "stressful": "hard",
}  # fmt: skip
_LEADS: Final = frozenset({"between", "of", "from"})
_WITH: Final = frozenset(
    {"par", "pe", "पर", "and", "with", "to", "-", "–", "/", "aur", "&", "saath", "ke", "meets", "faces"}
)
_REACH: Final = 9


def find_aspects(scope: Scope) -> list[Claim]:
    """Every aspect that the sentence claims; "your Sun squares Moon and Mars" is two."""
    sentence = scope.sentence
    claims: list[Claim] = []
    subject: int | None = None
    for index in sentence.find("aspect"):
        pair = _find_pair(scope, index, subject)
        if pair is None or index in scope.silent:
            continue
        subject = pair[0]
        found = (_claim(scope, index, pair[0], other) for other in _objects(scope, index, pair))
        claims += [claim for claim in found if claim is not None]
    return claims


def _find_pair(scope: Scope, index: int, subject: int | None) -> tuple[int, int] | None:
    """Indexes of the two bodies."""
    sentence = scope.sentence
    low, high = _bounds(scope, index)
    before = [body for body in sentence.find("body") if low <= body < index]
    after = [body for body in sentence.find("body") if index < body <= high]
    lead = sentence.at(index + 1)
    if (
        len(after) >= 2
        and (not before or (lead is not None and lead.folded in _LEADS))
        and _are_joined(scope, *after[:2])
    ):
        return after[0], after[1]
    if before and after:
        first = subject if subject is not None and _continues(scope, subject, index) else before[-1]
        return first, after[0]
    if len(before) >= 2 and _are_joined(scope, *before[-2:]):
        return before[-2], before[-1]
    return None


def _bounds(scope: Scope, index: int) -> tuple[int, int]:
    """The stretch in which both bodies must stand; a comma does not end it, a full stop does."""
    tokens = scope.sentence.tokens
    low = high = index
    while low > 0 and tokens[low - 1].folded not in {";", ".", "!", "?", "।"} and index - low < _REACH:
        low -= 1
    while (
        high + 1 < len(tokens)
        and tokens[high + 1].folded not in {";", ".", "!", "?", "।", ","}
        and high - index < _REACH
    ):
        high += 1
    return low, high


def _are_joined(scope: Scope, first: int, second: int) -> bool:
    words = {token.folded for token in scope.sentence.between(first, second)}
    return bool(words & _WITH) or not words


def _continues(scope: Scope, subject: int, index: int) -> bool:
    """ "squares your Sun and trines your Moon": the one who squares also trines."""
    before = scope.sentence.at(index - 1)
    earlier = scope.sentence.at(index - 2)
    if before is not None and before.has("body"):
        return False
    joined = any(token is not None and token.folded in {"and", ",", "also", "while"} for token in (before, earlier))
    return subject < index and joined


def _objects(scope: Scope, index: int, pair: tuple[int, int]) -> list[int]:
    first, second = pair
    if second < index or first > index:
        return [second]
    members = [member for member in scope.sentence.group(second) if member > index and member != first]
    ends = members[-1] if members else second
    follower = scope.sentence.at(ends + 1)
    if len(members) > 1 and follower is not None and follower.has("in", "copula", "aspect") and follower.folded != "s":
        return [second]
    return members or [second]


def _claim(scope: Scope, index: int, first: int, second: int) -> Claim | None:
    sentence = scope.sentence
    tokens = sentence.tokens
    if tokens[first].get("body") is tokens[second].get("body") and not scope.is_moving(first):
        return None
    if scope.owner(first) == "other" or scope.owner(second) == "other" or scope.is_general(first):
        return None
    if index in scope.asks and not (_owned(scope, first) and not scope.asks_directly):
        return None
    frames = _frames(scope, first, second)
    if frames is None:
        return None
    return Claim(
        Kind.ASPECT,
        (tokens[first].get("body"),),
        _kind(scope, index),
        Slot(index, index),
        frames[0],
        second=tokens[second].get("body"),
        second_frames=frames[1],
        negated=is_negated(sentence, min(first, index), max(second, index)),
        when=scope.when(first) if Frame.SKY in frames[0] else None,
    )


def _kind(scope: Scope, index: int) -> str:
    value = str(scope.sentence.tokens[index].get("aspect"))
    before = scope.sentence.at(index - 1)
    return _FLAVOURS.get(before.folded, value) if value == "drishti" and before is not None else value


def _owned(scope: Scope, body: int) -> bool:
    return scope.owner(body) == "you"


def _frames(scope: Scope, first: int, second: int) -> tuple[tuple[Frame, ...], tuple[Frame, ...]] | None:
    """For each of the two whose sky it may be in; pairs are tried place by place."""
    owners = scope.owner(first), _own(scope, second)
    natal, sky = (Frame.NATAL,), (Frame.SKY,)
    moving = scope.is_moving(first) or "sky" in owners
    if owners[0] == "sky":
        return (sky, natal) if owners[1] == "you" or scope.is_personal else (sky, sky)
    if owners == ("you", "sky"):
        return natal, sky
    if owners[0] == "you":
        return natal + natal, natal + sky if moving else natal + natal
    if owners[1] == "you":
        return (sky, natal) if moving else ((Frame.SKY, Frame.NATAL), natal + natal)
    return _unowned_frames(scope, first, moving=moving)


def _unowned_frames(scope: Scope, first: int, *, moving: bool) -> tuple[tuple[Frame, ...], tuple[Frame, ...]] | None:
    natal, sky = (Frame.NATAL,), (Frame.SKY,)
    if moving:
        return sky, sky
    return (natal, natal) if scope.is_personal else _impersonal(scope, first)


def _impersonal(scope: Scope, first: int) -> tuple[tuple[Frame, ...], tuple[Frame, ...]] | None:
    """ "Venus squares Mars." may be of the birth or of now; "Sun square Saturn teaches patience" is a rule."""
    tokens = scope.sentence.tokens
    before = scope.sentence.at(first - 1)
    if before is not None and before.folded in {"a", "an", "any"}:
        return None
    verbs = any(token.folded.endswith(("s", "ing", "ed")) for token in tokens if token.has("aspect"))
    if verbs or scope.sentence.has("copula") or len(tokens) <= 5:
        return (Frame.NATAL, Frame.SKY), (Frame.NATAL, Frame.SKY)
    return None


def _own(scope: Scope, body: int) -> str:
    """The owner that stands right before a body, not one that it inherits."""
    tokens = scope.sentence.tokens
    for here in range(body - 1, max(-1, body - 4), -1):
        if tokens[here].has("body", "aspect"):
            return ""
        if tokens[here].has("you") or (tokens[here].has("natal") and body - here <= 2):
            return "you"
        if tokens[here].has("transit"):
            return "sky"
        if tokens[here].has("other"):
            return "other"
    return ""
