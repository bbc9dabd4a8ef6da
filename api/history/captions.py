"""What a session was about: its topics, and a title that tells more than its first words do.

Both are made of the person's own words, so that nothing of them needs to be put right when memory is. Analysis helps:
a message in which it found something that happened is the likelier title.
"""

import calendar
import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import cast
from uuid import UUID

from api.db import AsyncSession
from api.history import repository
from api.history.words import Word, find_words, fold_word
from api.session.title import make_title
from api.synapse.language.stemming import stem
from api.synapse.language.words import cut
from astra.kit.yaml_text import read_yaml

MAX_TOPICS = 4
_MAX_NAMES = 2
_MIN_TITLE_WORDS = 3
_EVENT_SCORE = 3.0
_GREETINGS = (
    "so|well|okay|ok|hmm|um|uh|and|but|hi|hey|hello|namaste|actually|listen|please|yes|yeah|no|arre|achha|accha"
)
_WISHES = r"(?:i|we) (?:just )?(?:want(?:ed)?|would like|wanna) to (?:talk|tell you|speak|chat) (?:about|of) "
_LEAD = re.compile(rf"^(?:(?:{_GREETINGS})\b[\s,.!…-]*)*(?:{_WISHES})?", re.IGNORECASE)
_SENTENCE = re.compile(r"[^.!?।\n]+[.!?।]*")
_CALENDAR = frozenset(fold_word(name) for name in (*calendar.day_name, *calendar.month_name))
_OWN = "astra"


@dataclass(frozen=True, slots=True)
class Caption:
    """A title, where one was found that says something, and topics as (key, label), the main one first."""

    title: str | None
    topics: tuple[tuple[str, str], ...]


async def drop_captions(db: AsyncSession, session_ids: Collection[UUID]) -> None:
    """Words of these sessions are gone: so is what was made of them."""
    await repository.drop_captions(db, list(session_ids))


def make_caption(said: Sequence[tuple[UUID, str]], telling: Collection[UUID] = ()) -> Caption:
    """The caption of a session from what the person said in it, in order, as (message, text).

    `telling` are messages in which analysis found something that happened.
    """
    themes = _count_themes(text for _, text in said)
    names = _find_names([text for _, text in said])
    topics = [(key, key) for key, _ in sorted(themes.items(), key=lambda one: (-one[1], one[0]))]
    topics = [*topics[: MAX_TOPICS - min(len(names), _MAX_NAMES)], *names[:_MAX_NAMES]][:MAX_TOPICS]
    return Caption(_choose_title(said, themes, telling), tuple(dict(topics).items()))


def _count_themes(texts: Iterable[str]) -> Counter[str]:
    """In how many messages each theme came up."""
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update({theme for word in find_words(text) for theme in _themes_of(word)})
    return counts


def _themes_of(word: Word) -> tuple[str, ...]:
    words = _read_themes()
    return words.get(word.said) or words.get(word.stem, ())


def _find_names(texts: Sequence[str]) -> list[tuple[str, str]]:
    """Names that were spoken of at least twice, the most frequent first: capitalised within a sentence."""
    counts: Counter[str] = Counter()
    labels: dict[str, str] = {}
    for text in texts:
        for sentence in _SENTENCE.findall(text):
            for word in list(find_words(sentence))[1:]:
                spelled = _strip_owner(sentence[word.start : word.end])
                key = fold_word(spelled)
                if spelled[:1].isupper() and len(key) > 2 and key not in {*_CALENDAR, _OWN} and cut(key):
                    labels.setdefault(key, spelled[:64])
    for text in texts:
        said = {fold_word(_strip_owner(text[word.start : word.end])) for word in find_words(text)}
        counts.update(said & labels.keys())
    ranked = sorted(counts.items(), key=lambda one: (-one[1], one[0]))
    return [(key, labels[key]) for key, count in ranked if count >= 2 and not _read_themes().get(key)]


def _strip_owner(word: str) -> str:
    """ "Nora's" is about Nora."""
    return word.removesuffix("'s").removesuffix("’s")


def _choose_title(said: Sequence[tuple[UUID, str]], themes: Mapping[str, int], telling: Collection[UUID]) -> str | None:
    """The sentence that says the most of what the session was about; of two alike the earlier."""
    best: tuple[float, str] | None = None
    for message_id, text in said:
        for sentence in _SENTENCE.findall(text):
            line = _LEAD.sub("", " ".join(sentence.split())).strip(" ,;:-.।")
            words = list(find_words(line))
            if len(words) < _MIN_TITLE_WORDS:
                continue
            about = {theme for word in words for theme in _themes_of(word)}
            meaning = sum(1 for word in words if cut(word.said))
            score = sum(min(themes[theme], 3) for theme in about) + min(meaning, 6) / 3
            score += _EVENT_SCORE if message_id in telling else 0
            score -= max(0, len(words) - 14) / 7
            if best is None or score > best[0]:
                best = (score, line)
    title = make_title(best[1]) if best is not None else None
    return None if title is None else title[:1].upper() + title[1:]


@lru_cache(maxsize=1)
def _read_themes() -> dict[str, tuple[str, ...]]:
    """From a folded word, or the stem of one, to the themes that it tells of."""
    read = cast("dict[str, str]", read_yaml((Path(__file__).parent / "themes.yaml").read_text(encoding="utf-8")))
    found: dict[str, tuple[str, ...]] = {}
    for theme, line in read.items():
        for word in line.split():
            for form in {fold_word(word), stem(fold_word(word))}:
                found[form] = tuple(dict.fromkeys((*found.get(form, ()), theme)))
    return found
