"""A sentence as the finders see it: tokens, dates, stretches between commas, and how far a value is from a body."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from astra.claims.dates import DateMention, find_dates
from astra.claims.tokens import Token, read_tokens

HARD_MARKS: Final = frozenset({";", ".", "!", "?", "।", "\n"})
SOFT_MARKS: Final = frozenset({",", "–", "—", "…"})
_LIGHT_KINDS: Final = (
    "copula",
    "link",
    "adverb",
    "hedge",
    "in",
    "you",
    "natal",
    "negation",
    "houseword",
    "sign_word",
    "retrograde",
    "direct",
    "now",
    "today",
    "tomorrow",
    "nakshatra_word",
    "chart",
    "addressed",
    "transit",
    "tropical",
    "sidereal",
)
_CONJUNCTIONS: Final = frozenset({"and", "aur", "&", "plus", "और", "with", "saath"})
FAR: Final = 99.0


@dataclass(frozen=True, slots=True)
class Sentence:
    """`taken` holds the indexes of tokens that a finder has used up, so that no other reads them as something else."""

    text: str
    tokens: Sequence[Token]
    dates: Sequence[DateMention]
    today: date
    taken: set[int] = field(default_factory=set[int])

    def find(self, *kinds: str) -> list[int]:
        """Indexes of free tokens of one of `kinds`."""
        return [index for index, token in enumerate(self.tokens) if index not in self.taken and token.has(*kinds)]

    def has(self, *kinds: str) -> bool:
        """Whether any token is of one of `kinds`, taken or not."""
        return any(token.has(*kinds) for token in self.tokens)

    def at(self, index: int) -> Token | None:
        """The token at `index`, None beyond either end."""
        return self.tokens[index] if 0 <= index < len(self.tokens) else None

    def date_at(self, index: int) -> DateMention | None:
        """The date that the token at `index` is part of."""
        return next((mention for mention in self.dates if mention.first <= index <= mention.last), None)

    def between(self, start: int, end: int) -> Sequence[Token]:
        """The tokens strictly between two indexes, whichever comes first."""
        return self.tokens[min(start, end) + 1 : max(start, end)]

    def is_light(self, index: int) -> bool:
        """Whether the token adds nothing between a body and what is said of it."""
        token = self.tokens[index]
        if self.date_at(index) or token.number is not None or token.folded in {"°", "′", "″", "-", '"', "'", "."}:
            return True
        return token.has(*_LIGHT_KINDS, "house", "nakshatra", "sign")

    def distance(self, body: int, value: int) -> float:
        """How loosely the value at one index hangs on the body at another; `FAR` where something parts them."""
        total = 0.0
        low, high = min(body, value), max(body, value)
        index = low + 1
        while index < high:
            token = self.tokens[index]
            if token.folded in HARD_MARKS and not (token.folded == "." and index + 1 < high):
                return FAR
            if (after := self._end_aside(index, high)) is not None:
                total, index = total + 0.6, after
                continue
            total += self._weight(index)
            index += 1
        return total

    def _end_aside(self, index: int, high: int) -> int | None:
        """Where a remark between two commas or dashes ends, if one begins at `index` and places nothing."""
        mark = self.tokens[index].folded
        if mark not in {",", "—", "–"}:
            return None
        for here in range(index + 1, min(high, index + 12)):
            token = self.tokens[here]
            if token.folded == mark:
                after = self.tokens[here + 1] if here + 1 < len(self.tokens) else None
                verb = after is not None and after.has("copula", "link", "hedge", "in", "negation", "adverb")
                return here + 1 if here > index + 1 and verb else None
            if token.has("body", "sign", "nakshatra") and here not in self.taken:
                return None
        return None

    def _weight(self, index: int) -> float:
        token = self.tokens[index]
        says_whose = token.folded == "belongs" and self.tokens[max(0, index - 1)].has("body")
        if token.folded in {"(", ")", "="} or says_whose:
            return 0.3
        if token.folded in SOFT_MARKS:
            return 1.2
        if token.has("rules"):
            near = range(max(0, index - 3), min(len(self.tokens), index + 4))
            return 0.3 if any(here in self.taken or self.tokens[here].has("house") for here in near) else 6.0
        if token.folded == "with":
            return 0.8
        if index in self.taken or token.folded == ":" or self.is_light(index):
            return 0.15
        return 1.6 if token.has("but") and token.folded not in _CONJUNCTIONS else 0.8

    def stretch(self, index: int) -> tuple[int, int]:
        """First and last token index of the clause around `index`, between marks and parting conjunctions."""
        low = index
        while low > 0 and not self._parts(low - 1):
            low -= 1
        high = index
        while high + 1 < len(self.tokens) and not self._parts(high + 1):
            high += 1
        return low, high

    def _parts(self, index: int) -> bool:
        token = self.tokens[index]
        if token.folded in HARD_MARKS or token.folded in {",", "—", "–", ":"}:
            return not self._joins_list(index)
        return token.folded in {"but", "because", "while", "whereas", "although", "lekin", "magar", "kyunki", "though"}

    def _joins_list(self, index: int) -> bool:
        """Whether a comma only stands in a list of bodies or inside a date."""
        before, after = self.at(index - 1), self.at(index + 1)
        if self.date_at(index):
            return True
        return bool(before and after and before.has("body") and after.has("body"))

    def group(self, index: int) -> list[int]:
        """Indexes of the bodies listed together with the one at `index`: "Sun, Mercury and your Venus"."""
        after = self.at(index + 1)
        if after is not None and after.folded == "," and self._is_set_apart(index + 2):
            return [index]
        members = [index]
        for step in (-1, 1):
            here = index
            while (found := self._next_in_list(here, step)) is not None:
                members.append(found)
                here = found
        return sorted(members)

    def _is_set_apart(self, index: int) -> bool:
        """ "your Sun, Mercury aside, sits in"."""
        after = self.at(index + 1)
        return after is not None and after.folded in {"aside", "apart", "excepted", "included"}

    def _next_in_list(self, index: int, step: int) -> int | None:
        joined = False
        here = index + step
        while (token := self.at(here)) is not None:
            if token.has("body"):
                return here if joined and here not in self.taken else None
            if token.folded in _CONJUNCTIONS - {"with", "saath"} or token.folded == ",":
                joined = True
            elif not token.has("you", "adverb", "natal") and token.folded != "the":
                return None
            here += step
        return None


def read_sentence(text: str, today: date) -> Sentence:
    """`text` as tokens and dates."""
    tokens = read_tokens(text)
    return Sentence(text, tokens, find_dates(tokens, today), today)
