"""Marks of words that must not come back: keyed hashes by which a late copy is known, and nothing can be read."""

import hmac
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from hashlib import sha256
from uuid import UUID

from api.memory.meanings import cut_meanings


class MarkKind(StrEnum):
    """What a mark stands for."""

    ITEM = "item"
    TEXT = "text"
    TERM = "term"
    ALL = "all"
    """Everything the person ever said."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark; `topic_id` joins the terms of one topic. It bars what was said up to `until`."""

    kind: MarkKind
    digest: str
    until: datetime
    topic_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Marker:
    """Makes a person's marks."""

    secret: str

    def of_item(self, session_id: UUID, item_id: str) -> str:
        """The mark of a worker's utterance, by its id."""
        return self._hash(MarkKind.ITEM, str(session_id), item_id)

    def of_text(self, session_id: UUID, role: str, words: str) -> str:
        """The mark of an utterance by its normalised words."""
        return self._hash(MarkKind.TEXT, str(session_id), role, words)

    def of_terms(self, text: str) -> frozenset[str]:
        """The marks of all words of a text that say something."""
        return frozenset(self._hash(MarkKind.TERM, stem) for stem in set(cut_meanings(text)))

    def of_beginnings(self, session_id: UUID, role: str, words: str) -> frozenset[str]:
        """The marks of every beginning of a text, in whole words: a cut reply may be known by any of them."""
        parts = words.split()
        return frozenset(self.of_text(session_id, role, " ".join(parts[:count])) for count in range(1, len(parts) + 1))

    def _hash(self, *parts: str) -> str:
        return hmac.new(self.secret.encode(), "\x1f".join(parts).encode(), sha256).hexdigest()


@dataclass(frozen=True, slots=True)
class Barred:
    """Marks that were found: what of a person's words must stay away, and until when it was said."""

    moments: dict[str, datetime]
    """By digest of an item or a text."""
    topics: tuple[tuple[frozenset[str], datetime], ...]
    """The terms of each topic."""
    all_until: datetime | None = None
    """Everything said up to then was forgotten."""

    def bars(self, digests: Iterable[str], terms: frozenset[str], at: datetime) -> bool:
        """Whether words with these marks, said at this moment, must stay away."""
        if self.all_until is not None and at <= self.all_until:
            return True
        if any(at <= self.moments[digest] for digest in digests if digest in self.moments):
            return True
        return any(at <= until and topic <= terms for topic, until in self.topics if topic)
