"""How replies about memory are put together from spoken lines (`prompts/spoken/memory_*.md`): quotes, days, counts."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from astra.contracts.memory_desk import ReceiptLine

MAX_SPOKEN_ITEMS = 3
_MAX_QUOTE_CHARS = 110

_MONTHS = {
    "en": "January,February,March,April,May,June,July,August,September,October,November,December",
    "hi": "जनवरी,फ़रवरी,मार्च,अप्रैल,मई,जून,जुलाई,अगस्त,सितंबर,अक्टूबर,नवंबर,दिसंबर",
}

_TO_YOU = {"my": "your", "mine": "yours", "me": "you", "myself": "yourself", "our": "your", "i": "you"}
_OWN = re.compile(rf"\b({'|'.join(_TO_YOU)})\b", re.IGNORECASE)

SPOKEN_LINES = (
    "memory_recall_topic", "memory_recall_self", "memory_recall_none", "memory_recall_more", "memory_item",
    "memory_item_bare", "memory_corrected", "memory_retracted", "memory_forget_ask", "memory_forget_everything",
    "memory_forget_none", "memory_forgotten", "memory_kept", "memory_expired", "memory_off_record",
    "memory_on_record", "memory_failed", "memory_count_one", "memory_count_many", "memory_day_date",
    "memory_day_today", "memory_day_yesterday",
)  # fmt: skip
"""The lines that are spoken by name."""


class SpokenLines(Protocol):
    """Where spoken lines come from: `astra.kernels.Kernels`."""

    def spoken(self, line: str, /, *, seed: str, language: str = "en", **variables: str | None) -> str:
        """The line with its variables filled in, its variant chosen by `seed` alone."""
        ...


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of one turn: `seed` picks the variants, `now` is the moment of the turn in the person's own zone."""

    source: SpokenLines
    seed: str
    language: str
    now: datetime

    def say(self, line: str, **variables: str | None) -> str:
        """One line."""
        return self.source.spoken(line, seed=self.seed, language=self.language, **variables)

    def list_items(self, lines: Iterable[ReceiptLine]) -> str:
        """What was remembered, each with the day on which it was said; the same words are said once."""
        return " ".join(self._say_item(line) for line in _drop_repeated(lines)[:MAX_SPOKEN_ITEMS])

    def say_count(self, count: int) -> str:
        """ "one thing", "3 things"."""
        return self.say("memory_count_one") if count == 1 else self.say("memory_count_many", count=str(count))

    def say_day(self, moment: datetime) -> str:
        """ "today", "yesterday", "on 3 May", "on 3 May 2024"."""
        own = moment.astimezone(self.now.tzinfo)
        days = (self.now.date() - own.date()).days
        if days == 0:
            return self.say("memory_day_today")
        if days == 1:
            return self.say("memory_day_yesterday")
        months = _MONTHS.get(self.language.split("-", maxsplit=1)[0], _MONTHS["en"]).split(",")
        year = "" if own.year == self.now.year else f" {own.year}"
        return self.say("memory_day_date", date=f"{own.day} {months[own.month - 1]}{year}")

    def _say_item(self, line: ReceiptLine) -> str:
        words = shorten(line.quote or line.text)
        if line.said_at is None or line.quote is None:
            return self.say("memory_item_bare", words=words)
        return self.say("memory_item", day=self.say_day(line.said_at), words=words)


def name_topic(topic: str) -> str:
    """A topic as the person named it, said to them: "my sister" is "your sister"."""
    return _OWN.sub(lambda found: _TO_YOU[found.group().casefold()], topic)


def _drop_repeated(lines: Iterable[ReceiptLine]) -> list[ReceiptLine]:
    """Lines whose words no other line's words hold already: several facts may rest on one sentence."""
    kept: dict[str, ReceiptLine] = {}
    for line in lines:
        words = shorten(line.quote or line.text).casefold()
        if any(words in other for other in kept):
            continue
        kept = {other: kept[other] for other in kept if other not in words}
        kept[words] = line
    return list(kept.values())


def shorten(words: str) -> str:
    """Words as they fit into a spoken line, cut at a word and without their own end marks."""
    flat = " ".join(words.split()).rstrip(" .!।")
    if len(flat) <= _MAX_QUOTE_CHARS:
        return flat
    return flat[:_MAX_QUOTE_CHARS].rsplit(" ", 1)[0].rstrip(" ,;:-") + "…"
