"""Planetary periods: whose mahadasha or antardasha runs, and from when to when; and Sade Sati."""

from typing import Final

from astra.chart.zodiac import DASHA_LORDS, Point
from astra.claims.claim import Claim, Kind, Slot
from astra.claims.dates import DateMention
from astra.claims.negation import is_negated
from astra.claims.scope import Scope
from astra.claims.sentence import Sentence
from astra.claims.tokens import Token

_LEVELS: Final = {"mahadasha": 1, "antardasha": 2, "dasha": 0}
_BINDERS: Final = frozenset({"ki", "ka", "ke", "की", "का", "के", "s", "-", "–", "/", "'"})
_LORD_LEADS: Final = frozenset({"of", "the", "ruled", "by", ":", "under", ",", "in", "to"})
_HABITS: Final = frozenset({"hoti", "hota", "years", "saal", "साल", "होती", "usually", "always"})
_TO: Final = frozenset({"to", "–", "-", "and", "through"})
_LEADING_UP: Final = frozenset(
    {"by", "around", "about", "mid", "early", "late", "of", "in", "the", "on", "year", "roughly", "end", "back", "only"}
)
_FUTURE: Final = frozenset(
    {
        "will",
        "next",
        "upcoming",
        "coming",
        "follows",
        "after",
        "agli",
        "aglii",
        "aayegi",
        "aayega",
        "hogi",
        "later",
        "ahead",
    }
)
_PAST: Final = frozenset(
    {
        "was",
        "were",
        "ended",
        "had",
        "previous",
        "past",
        "last",
        "earlier",
        "before",
        "thi",
        "pichhli",
        "brought",
        "taught",
        "gave",
        "finished",
        "behind",
    }
)
_RUNNING: Final = frozenset(
    {
        "running",
        "chal",
        "currently",
        "now",
        "abhi",
        "right now",
        "chalti",
        "under",
        "inside",
        "through",
        "in",
        "into",
        "mein",
        "live",
        "living",
    }
)


def find_periods(scope: Scope) -> list[Claim]:
    """Every claim of a period; the lords' names are used up."""
    sentence = scope.sentence
    claims: list[Claim] = []
    places = [
        (index, kind) for index in sentence.find(*_LEVELS) for kind in _LEVELS if sentence.tokens[index].has(kind)
    ]
    seen: set[int] = set()
    for index, kind in places:
        if index in seen:
            continue
        seen.add(index)
        if (claim := _read_period(scope, index, _LEVELS[kind], [place for place, _ in places])) is not None:
            claims.append(claim)
    return [*claims, *_find_sade_sati(scope)]


def _read_period(scope: Scope, index: int, level: int, places: list[int]) -> Claim | None:
    sentence = scope.sentence
    lords = _lords_before(sentence, index) or _lords_after(sentence, index)
    if not lords:
        return None
    names = tuple(sentence.tokens[place].get("body") for place in lords)
    sentence.taken.update(lords)
    if any(name not in DASHA_LORDS for name in names) or not _is_claimed(scope, index, lords, level):
        return None
    dates = tuple(_dates_of(sentence, index, places))
    for _, mention in dates:
        sentence.taken.update(range(mention.first, mention.last + 1))
    return Claim(
        Kind.DASHA,
        names,
        level if len(names) == 1 else 2,
        Slot(lords[0], lords[-1]),
        negated=is_negated(sentence, max(0, index - 7), lords[0]) or is_negated(sentence, index, index),
        tense=_tense(sentence, index, has_dates=bool(dates)),
        dates=dates,
    )


def _is_claimed(scope: Scope, index: int, lords: list[int], level: int) -> bool:
    """Whether it is said of the person: not asked, not supposed, not a rule of thumb, not somebody else's."""
    if index in scope.silent or lords[0] in scope.silent or scope.owner(lords[0]) == "other":
        return False
    owned = scope.owner(index) == "you" or scope.owner(lords[0]) == "you"
    if not owned and (index in scope.asks or scope.is_general(lords[0])):
        return False
    if index in scope.asks and scope.asks_directly:
        return False
    return scope.is_personal or _is_told(scope.sentence, index, level)


def _is_told(sentence: Sentence, index: int, level: int) -> bool:
    """Without "you": a running period or a dated one is told of this person, how long one lasts is a rule."""
    if sentence.dates and level:
        return True
    if any(token.folded in _HABITS for token in sentence.tokens) or sentence.has("general"):
        return False
    after = sentence.at(index + 1)
    defines = after is not None and after.folded in {"is", "are", "lasts", "last", "brings", "tends"}
    if defines and not sentence.has("now"):
        return False
    return level != 0 and sentence.has("now", "today", "copula", "link", "start", "until")


def _lords_before(sentence: Sentence, index: int) -> list[int]:
    """ "Saturn mahadasha", "shani ki mahadasha", "Saturn–Mercury dasha"."""
    lords: list[int] = []
    here = index - 1
    named = sentence.at(index + 1)
    is_title = named is not None and named.has("rules")
    while here >= 0 and index - here <= 6:
        token = sentence.tokens[here]
        if token.has("body") and here not in sentence.taken:
            lords.insert(0, here)
            joined = sentence.at(here - 1)
            if len(lords) == 2 or joined is None or joined.folded not in {"-", "–", "/"}:
                break
        elif token.folded not in _BINDERS and not (is_title and _leads_to_title(token)):
            break
        here -= 1
    return lords


def _leads_to_title(token: Token) -> bool:
    """ "Saturn is your current mahadasha lord"."""
    return token.has("copula", "you", "now", "adverb", "natal") or token.folded in {"current", "present"}


def _lords_after(sentence: Sentence, index: int) -> list[int]:
    """ "mahadasha of Saturn", "dasha lord is Saturn", "mahadasha: Saturn"."""
    for here in range(index + 1, min(len(sentence.tokens), index + 6)):
        token = sentence.tokens[here]
        if token.has("body"):
            after = sentence.at(here + 1)
            own = after is not None and after.has("mahadasha", "antardasha", "dasha")
            return [] if here in sentence.taken or own else [here]
        light = token.has("copula", "rules", "now", "adverb", "addressed") or token.folded in _LORD_LEADS
        if not light or token.folded == "and":
            return []
    return []


def _dates_of(sentence: Sentence, index: int, places: list[int]) -> list[tuple[str, DateMention]]:
    """The dates that belong to the period at `index`, each with `start`, `end` or `at`."""
    found: list[tuple[str, DateMention]] = []
    for mention in sentence.dates:
        owner = max((place for place in places if place < mention.first), default=min(places))
        if owner == index and not mention.is_relative and not _is_birth(sentence, mention):
            found.append((_role(sentence, mention, found), mention))
    return found


def _is_birth(sentence: Sentence, mention: DateMention) -> bool:
    return any(token.has("natal") for token in sentence.tokens[max(0, mention.first - 3) : mention.first])


def _role(sentence: Sentence, mention: DateMention, earlier: list[tuple[str, DateMention]]) -> str:
    before, behind = sentence.at(mention.first - 1), sentence.at(mention.last + 1)
    if behind is not None and behind.folded in {"tak", "तक", "se", "से"}:
        return "end" if behind.folded in {"tak", "तक"} else "start"
    if earlier and before is not None and before.folded in _TO and earlier[-1][1].last == mention.first - 2:
        return "end"
    here = mention.first - 1
    while here >= 0 and mention.first - here <= 5:
        token = sentence.tokens[here]
        if token.has("until"):
            return "end"
        if token.has("start"):
            return "start"
        if not (token.folded in _LEADING_UP or token.has("adverb", "hedge", "in")) or token.folded == ",":
            break
        here -= 1
    return _role_behind(sentence, mention)


def _role_behind(sentence: Sentence, mention: DateMention) -> str:
    """ "2019 se", "2038 tak", "2019 mein shuru hui"."""
    for here in range(mention.last + 1, min(len(sentence.tokens), mention.last + 4)):
        token = sentence.tokens[here]
        if token.folded in {"tak", "तक"} or token.folded in {"khatam", "samaapt", "samapt", "समाप्त"}:
            return "end"
        if token.folded in {"se", "से", "shuru", "शुरू", "aarambh", "shuroo", "onwards", "onward"}:
            return "start"
        if not token.has("in"):
            break
    after = sentence.at(mention.last + 1)
    low, _ = sentence.stretch(mention.first)
    enters = any(token.has("enter") for token in sentence.tokens[low : mention.first])
    ranges = after is not None and after.folded in {"–", "-", "to"} and sentence.date_at(mention.last + 2) is not None
    return "start" if enters or ranges else "at"


def _tense(sentence: Sentence, index: int, *, has_dates: bool) -> str:
    low, high = sentence.stretch(index)
    words = {token.folded for token in sentence.tokens[low : high + 1]}
    if words & {"next", "agli", "upcoming", "अगली", "after"} and not has_dates:
        return "next"
    if words & {"over", "finished", "completed", "behind", "khatam", "done"} and not has_dates:
        return "over"
    if words & _FUTURE:
        return "future"
    if words & _PAST and not sentence.has("now"):
        return "past"
    before = {token.folded for token in sentence.tokens[max(0, index - 8) : index]}
    runs = bool(before & _RUNNING) or "chal" in words or "चल" in words
    if has_dates and not (runs and sentence.has("addressed", "now")) and "chal" not in words:
        return ""
    return "now"


def _find_sade_sati(scope: Scope) -> list[Claim]:
    sentence = scope.sentence
    claims: list[Claim] = []
    for index in sentence.find("sade_sati"):
        if index in scope.silent or index in scope.asks or not scope.is_personal or scope.owner(index) == "other":
            continue
        low, high = sentence.stretch(index)
        words = {token.folded for token in sentence.tokens[low : high + 1]}
        over = bool(words & {"over", "ended", "finished", "past", "khatam", "done"})
        runs = bool(
            words
            & {"in", "going", "under", "through", "chal", "running", "have", "hai", "mein", "currently", "now", "चल"}
        )
        if not (over or runs) or words & {"will", "when", "would"}:
            continue
        denied = is_negated(sentence, low - 1, high + 1) != over
        claims.append(Claim(Kind.SADE_SATI, (Point.SATURN,), None, Slot(index, index), negated=denied))
    return claims
