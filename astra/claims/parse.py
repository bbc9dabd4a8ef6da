"""From a sentence to its claims. The finders run in one order, because each uses up the words that it understands."""

from datetime import date
from functools import cache
from typing import Final

from astra.chart.zodiac import Point
from astra.claims.claim import Claim
from astra.claims.find_aspects import find_aspects
from astra.claims.find_counts import find_counts
from astra.claims.find_motions import find_ingresses, find_retrogrades, find_stays
from astra.claims.find_periods import find_periods
from astra.claims.find_phases import find_eclipses, find_phases
from astra.claims.find_placements import find_placements
from astra.claims.rulers import take_rulers
from astra.claims.scope import read_scope
from astra.claims.sentence import Sentence, read_sentence
from astra.claims.tokens import read_tokens
from astra.claims.vocabulary import fold, load_vocabulary

_SKY_KINDS: Final = frozenset(
    {
        "body",
        "sign",
        "nakshatra",
        "retrograde",
        "aspect",
        "mahadasha",
        "antardasha",
        "dasha",
        "sade_sati",
        "phase_full",
        "phase_new",
        "phase_waxing",
        "phase_waning",
        "phase_first_quarter",
        "phase_last_quarter",
        "eclipse_solar",
        "eclipse_lunar",
        "eclipse",
        "houseword",
        "planets_word",
        "count",
    }
)


def speaks_of_sky(text: str) -> bool:
    """Whether `text` has a word that a claim could be made with: "your seventh" is one, "the seventh" is none."""
    tokens = read_tokens(text)
    for index, token in enumerate(tokens):
        if not token.kinds.isdisjoint(_SKY_KINDS):
            return True
        if token.has("house") and index and tokens[index - 1].has("you"):
            return True
    return False


@cache
def _beginnings() -> frozenset[str]:
    """Every beginning of every word that `speaks_of_sky` by itself."""
    phrases = load_vocabulary().phrases
    words = {
        words[0]
        for words, meanings in phrases.items()
        if len(words) == 1 and any(meaning.kind in _SKY_KINDS for meaning in meanings)
    }
    return frozenset(word[:length] for word in words for length in range(1, len(word)))


def may_become_sky(word: str) -> bool:
    """Whether an unfinished word may still grow into one of the sky."""
    return fold(word) in _beginnings()


def parse_claims(text: str, today: date, last: Point | None = None) -> tuple[Sentence, list[Claim]]:
    """The sentence and every claim in it, in order of the finders. `last` is what "it" may mean."""
    sentence = read_sentence(text, today)
    if not sentence.has(*_SKY_KINDS) or sentence.has("divisional"):
        return sentence, []
    scope = read_scope(sentence, last)
    take_rulers(sentence)
    claims = [
        *find_periods(scope),
        *find_eclipses(scope),
        *find_phases(scope),
        *find_ingresses(scope),
        *find_stays(scope),
        *find_aspects(scope),
        *find_retrogrades(scope),
        *find_counts(scope),
        *find_placements(scope),
    ]
    return sentence, claims


def find_last_spoken_of(sentence: Sentence, last: Point | None) -> Point | None:
    """The body that "it" means after this sentence: the last one of the person's own, `last` where none was named."""
    scope = read_scope(sentence)
    own = [index for index, token in enumerate(sentence.tokens) if token.has("body")]
    if not own:
        return last
    return sentence.tokens[own[-1]].get("body") if scope.owner(own[-1]) == "you" else None
