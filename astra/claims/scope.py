"""Whose sky a word speaks of, and which words claim nothing: questions, conditions, rules of thumb, other people."""

from dataclasses import dataclass
from typing import Final

from astra.chart.zodiac import Point
from astra.claims.claim import Frame
from astra.claims.dates import DateMention
from astra.claims.sentence import HARD_MARKS, Sentence
from astra.claims.silence import asks_directly, find_conditions, find_question, find_reports

_GENITIVES: Final = frozenset({"ka", "ki", "ke", "का", "की", "के"})
_NO_OWNER: Final = frozenset(
    {"it", "that", "there", "here", "what", "let", "who", "where", "how", "this", "life", "sky", "heaven", "today",
     "tomorrow", "year", "month", "week", "chart", "moment", "day", "now", "one", "sign", "house", "everything",
     "planet", "nature", "universe", "world", "zodiac", "she", "he"}
)  # fmt: skip
_INDEFINITE: Final = frozenset({"a", "an", "any", "every"})
_DIGNITIES: Final = frozenset(
    {"exalted", "debilitated", "exaltation", "domicile", "detriment", "fall", "uchcha", "neecha", "dignified"}
)
"""Where a planet is said to be strong or weak for everybody."""
_PASSING: Final = frozenset({"moving", "passing", "travelling", "traveling", "walking", "wandering", "journeying"})


@dataclass(frozen=True, slots=True)
class Scope:
    """What holds for the words of one sentence. `silent` are the indexes of words that claim nothing."""

    sentence: Sentence
    silent: frozenset[int]
    asks: frozenset[int]
    """Words inside a question, where only what is taken for granted counts."""
    last: Point | None = None
    """The body of the person's own chart that was last spoken of, for "it" to mean."""
    asks_directly: bool = False
    """Whether the question begins with its verb: "Is your Moon in Leo?"."""

    @property
    def is_personal(self) -> bool:
        """Whether the sentence speaks to the person or of their chart."""
        return any(
            token.has("you", "addressed", "natal", "chart") and index not in self.silent
            for index, token in enumerate(self.sentence.tokens)
        )

    def owner(self, index: int) -> str:
        """`you`, `other`, `sky` or nothing for the body at `index`; a body named before it passes its owner on."""
        sentence = self.sentence
        if self._is_in_your_chart(index):
            return "you"
        for here in range(index - 1, -1, -1):
            token = sentence.tokens[here]
            if token.folded in HARD_MARKS:
                break
            of_relation = token.has("relation") and self._has_after(here, index)
            of_someone = token.has("natal") and index - here <= 2 and self._is_someone_born(here)
            if self._is_other(here, index) or of_relation or of_someone:
                return "other"
            if token.has("you") or (token.has("natal") and index - here <= 2):
                return "you"
            if (token.has("transit") or token.folded == "current") and index - here <= 2:
                return "sky"
            if token.has("body"):
                return self.owner(here)
        return ""

    def frames(self, index: int, *, linked: bool) -> tuple[Frame, ...]:
        """Whose sky the body at `index` may stand in; `linked` where a verb says so of it. Empty: nobody's here."""
        owner = self.owner(index)
        born = self._speaks_of_birth(index)
        moving = self.is_moving(index)
        if owner == "other":
            return ()
        if owner == "you":
            return (Frame.NATAL, Frame.SKY) if moving and not born and linked else (Frame.NATAL,)
        if owner == "sky" or (moving and not born):
            return (Frame.SKY,)
        if not (self.is_personal and self._is_personal_at(index)) and not born:
            return self._impersonal(index, linked=linked)
        both = linked and not born and not self._is_held(index)
        return (Frame.NATAL, Frame.SKY) if both else (Frame.NATAL,)

    def _is_personal_at(self, index: int) -> bool:
        """Whether the part of the sentence up to the next full stop or semicolon speaks to the person."""
        tokens = self.sentence.tokens
        low = high = index
        while low > 0 and tokens[low - 1].folded not in HARD_MARKS:
            low -= 1
        while high + 1 < len(tokens) and tokens[high + 1].folded not in HARD_MARKS:
            high += 1
        return any(token.has("you", "addressed", "natal", "chart") for token in tokens[low : high + 1])

    def is_moving(self, index: int) -> bool:
        """Whether the words around speak of the sky at a date rather than of the birth."""
        low, high = self.sentence.stretch(index)
        around = range(low, high + 1)
        if self._marks_time(around):
            return True
        everywhere = range(len(self.sentence.tokens))
        return not self.sentence.has("natal") and self.owner(index) != "you" and self._marks_time(everywhere)

    def when(self, index: int) -> DateMention | None:
        """The date that belongs to the body at `index`: in its own clause, else the only one there is."""
        low, high = self.sentence.stretch(index)
        inside = [date for date in self.sentence.dates if low <= date.first <= high]
        return (inside or list(self.sentence.dates) or [None])[0]

    def is_general(self, index: int) -> bool:
        """Whether the words around the body make it a rule of thumb about people."""
        low, high = self.sentence.stretch(index)
        tokens = self.sentence.tokens
        people = any(
            tokens[here].has("people") and not self._is_your(here) and not self._is_you(here) and abs(here - index) <= 7
            for here in range(low, high + 1)
        )
        if people and self.owner(index) != "you":
            return not self._is_like_you()
        if self.owner(index) == "you" or self.sentence.has("natal"):
            return False
        rules = (here for here in range(low, index) if tokens[here].has("general") and not self._follows_you(here))
        return any(not self._says_when(here) for here in rules)

    def _says_when(self, here: int) -> bool:
        """The "when" of "3 May is when Mars turns" and of "3 May, when Mars turns": of that day, and no rule."""
        sentence = self.sentence
        before = sentence.at(here - 1)
        if before is None or sentence.tokens[here].folded != "when":
            return False
        after_date = sentence.date_at(here - 1) or (before.folded == "," and sentence.date_at(here - 2))
        return before.has("copula") or bool(after_date)

    def _impersonal(self, index: int, *, linked: bool) -> tuple[Frame, ...]:
        before = self.sentence.at(index - 1)
        earlier = self.sentence.at(index - 2)
        if any(token and token.folded in _INDEFINITE for token in (before, earlier)):
            return ()
        if any(token.folded in _DIGNITIES for token in self.sentence.tokens):
            return ()
        if linked:
            return (Frame.NATAL, Frame.SKY)
        return (Frame.NATAL,) if self._is_fragment() else ()

    def _is_fragment(self) -> bool:
        """Whether the sentence is a bare list of placements, without a verb or any other word."""
        sentence = self.sentence
        return all(
            (sentence.is_light(index) and not token.has("copula"))
            or token.has("body", "sign", "nakshatra", "aspect", "but", "transit")
            or not token.is_word
            for index, token in enumerate(sentence.tokens)
        )

    def _is_held(self, index: int) -> bool:
        """Whether "you have" or the like stands before the body."""
        low, _ = self.sentence.stretch(index)
        return any(self.sentence.tokens[here].has("addressed") for here in range(low, index))

    def _marks_time(self, indexes: range) -> bool:
        tokens = self.sentence.tokens
        for here in indexes:
            if tokens[here].has("now", "today", "tomorrow", "day_after", "yesterday", "transit", "soon"):
                return True
            if tokens[here].has("next_week", "next_month", "next_year") or tokens[here].folded in _PASSING:
                return True
        low, high = indexes[0], indexes[-1]
        return any(low <= date.first <= high for date in self.sentence.dates)

    def _speaks_of_birth(self, index: int) -> bool:
        low, high = self.sentence.stretch(index)
        tokens = self.sentence.tokens
        near = any(tokens[here].has("natal") for here in range(low, high + 1))
        return near or (self.sentence.has("natal") and not self._marks_time(range(low, high + 1)))

    def _is_other(self, here: int, index: int) -> bool:
        tokens = self.sentence.tokens
        token = tokens[here]
        if token.has("other") and not token.has("you") and not self._is_you(here):
            return here == index - 1 or token.folded != "i"
        before = self.sentence.at(here - 1)
        if token.folded == "s" or token.folded in _GENITIVES:
            return before is not None and self._names_someone(here - 1)
        follower = self.sentence.at(here + 1)
        return bool(follower and follower.folded in {"has", "had"} and self._names_someone(here))

    def _names_someone(self, index: int) -> bool:
        token = self.sentence.tokens[index]
        if token.has("relation", "people") and not token.has("chart"):
            return True
        is_name = token.text[:1].isupper() and not token.meanings and token.folded not in _NO_OWNER
        return is_name and token.text[:1].isalpha()

    def _has_after(self, here: int, index: int) -> bool:
        """Whether the relation at `here` owns what follows: "your brother has", "aapke bhai ka"."""
        follower = self.sentence.at(here + 1)
        if follower is None or index - here > 6:
            return False
        return follower.folded in {"has", "had", "s", "with", *_GENITIVES} or here == index - 1

    def _is_in_your_chart(self, index: int) -> bool:
        """ "The Mercury in your chart"."""
        inside, your, chart = (self.sentence.at(index + step) for step in (1, 2, 3))
        if inside is None or your is None or chart is None:
            return False
        return inside.folded in {"in", "of"} and your.has("you") and chart.has("chart")

    def _is_someone_born(self, here: int) -> bool:
        """ "Someone born with", "a child born under"."""
        before = self.sentence.at(here - 1)
        return (
            before is not None and before.has("people") and not self._is_your(here - 1) and not self._is_you(here - 1)
        )

    def _is_like_you(self) -> bool:
        tokens = self.sentence.tokens
        return any(
            token.folded == "like" and tokens[here + 1].has("addressed", "you")
            for here, token in enumerate(tokens[:-1])
        )

    def _is_you(self, here: int) -> bool:
        """ "As someone with …, you" is no rule of thumb."""
        before = self.sentence.at(here - 1)
        return before is not None and before.folded == "as" and self.sentence.has("addressed", "you")

    def _is_your(self, index: int) -> bool:
        return any(token.has("you") for token in self.sentence.tokens[max(0, index - 2) : index])

    def _follows_you(self, here: int) -> bool:
        before = self.sentence.at(here - 1)
        return bool(before and before.has("you", "addressed"))


def read_scope(sentence: Sentence, last: Point | None = None) -> Scope:
    """Find what is silent and what is asked."""
    silent = find_conditions(sentence) | find_reports(sentence)
    asks = frozenset(find_question(sentence))
    return Scope(
        sentence, frozenset(silent), asks, last, asks_directly=bool(asks) and asks_directly(sentence, min(asks))
    )
