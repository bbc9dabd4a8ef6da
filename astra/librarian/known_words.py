"""What memory is known to hold, by its words: filled at the start of a session, and by every query that found some."""

import re
from collections import OrderedDict

from astra.librarian.words import is_filler, list_words, stem

MAX_WORDS = 2_000

_SKY = """
sun moon mercury venus mars jupiter saturn uranus neptune pluto rahu ketu surya chandra shani mangal budh guru shukra
aries taurus gemini cancer leo virgo libra scorpio sagittarius capricorn aquarius pisces mesha vrishabha mithuna karka
simha kanya tula vrischika dhanu makara kumbha meena ascendant lagna midheaven nakshatra dasha mahadasha antardasha
""".split()  # noqa: SIM905  a list of words reads best as words
_CALENDAR = """
monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september
october november december christmas diwali holi english hindi god
""".split()  # noqa: SIM905  a list of words reads best as words
_NO_NAMES = frozenset(_SKY) | frozenset(_CALENDAR) | {"astra", "meera", "orion", "tara"}
_COMMON = frozenset(
    stem(word)
    for word in """
    day days week month year morning evening night life people person work good bad great nice happy sad big small new
    old long short little help hope love start end place point part plan today tomorrow yesterday chart sign house
    reading planet star question answer problem right wrong true sure fine better best worse call called read write
    find found leave left take took bring brought try tried use used live lives lived become happen happened
    aaj kal subah shaam raat achha bura sahi galat kaam log
    """.split()  # noqa: SIM905  a list of words reads best as words
)
_LATIN_NAME = re.compile(r"[A-Z][a-zà-ÿ]+(?:['’]s)?|[A-Z]{2,6}")


def is_name_like(word: str, *, is_start: bool) -> bool:
    """Whether a word is written as a name; at the start of a sentence every word is written so."""
    return not is_start and _LATIN_NAME.fullmatch(word) is not None and not is_sky_or_calendar(word)


def is_sky_or_calendar(word: str) -> bool:
    """Whether a capital says nothing: planets, signs, months, days, and the companions themselves."""
    return word.casefold().replace("’", "'").removesuffix("'s") in _NO_NAMES


class KnownWords:
    """Stems of names, places and topics that memory has spoken of, the latest kept."""

    def __init__(self) -> None:
        self._stems: OrderedDict[str, None] = OrderedDict()

    def learn(self, text: str) -> None:
        """Memory holds this text."""
        for word in list_words(text):
            if is_filler(word) or word.isdigit() or is_sky_or_calendar(word) or (root := stem(word)) in _COMMON:
                continue
            self._stems[root] = None
            self._stems.move_to_end(root)
        while len(self._stems) > MAX_WORDS:
            self._stems.popitem(last=False)

    def has(self, word: str) -> bool:
        """Whether memory is known to speak of this word."""
        return stem(word) in self._stems

    def may_name(self, word: str) -> bool:
        """Whether a word is worth asking memory about though it has not come up yet."""
        return len(word) > 2 and not is_sky_or_calendar(word)

    def forget(self) -> None:
        """What memory holds has changed: begin anew."""
        self._stems.clear()
