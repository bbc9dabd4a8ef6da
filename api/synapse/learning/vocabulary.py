"""The words of learning, read once from `vocabulary.yaml`: predicates, relations, small words."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from astra.kit.yaml_text import read_yaml

_FILE = Path(__file__).with_name("vocabulary.yaml")
_FAVOURITE = "favourite_"
_DATED = "_date"


class Predicate(BaseModel):
    """How a predicate behaves and reads. `functional`: there is one object at a time, so a newer one replaces it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    functional: bool = False
    says: Annotated[str, Field(pattern=r"\{object\}")]
    said: Annotated[str, Field(pattern=r"\{object\}")]
    """The same of the past."""
    aliases: tuple[str, ...] = ()
    finds: tuple[str, ...] = ()
    """Words that people ask for it with."""
    opposite: str | None = None
    """Holding one ends the other, for the same object."""


class _Book(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    predicates: dict[str, Predicate]
    relations: dict[str, str]
    self_words: str
    possessives: str
    articles: str
    negations: str


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """`relations` maps a word of kinship in any language to the English one."""

    predicates: Mapping[str, Predicate]
    aliases: Mapping[str, str]
    relations: Mapping[str, str]
    relation_names: frozenset[str]
    self_words: frozenset[str]
    possessives: frozenset[str]
    articles: frozenset[str]
    negations: frozenset[str]

    def canonical(self, predicate: str) -> str:
        """The name a predicate goes by."""
        name = "_".join(predicate.casefold().replace("-", " ").replace("_", " ").split())
        if name.startswith("favorite_"):
            name = _FAVOURITE + name.removeprefix("favorite_")
        return self.aliases.get(name, name)

    def is_functional(self, predicate: str) -> bool:
        """Whether a newer object replaces the older; an unknown predicate never does."""
        if predicate.startswith(_FAVOURITE) or predicate.endswith(_DATED):
            return True
        known = self.predicates.get(predicate)
        return known is not None and known.functional

    def write(self, subject: str | None, predicate: str, obj: str, *, is_past: bool) -> str:
        """A fact as a line: "Lives in Pune", "Asha lives in Pune", "Used to live in Pune"; no subject, the person."""
        known = self.predicates.get(predicate)
        if known is not None:
            line = (known.said if is_past else known.says).replace("{object}", obj)
        elif predicate.startswith(_FAVOURITE):
            thing = predicate.removeprefix(_FAVOURITE).replace("_", " ")
            line = f"{'had' if is_past else 'has'} {obj} as favourite {thing}"
        elif predicate.endswith(_DATED):
            line = f"{predicate.removesuffix(_DATED).replace('_', ' ')} {'was' if is_past else 'is'} on {obj}"
        else:
            line = f"{'formerly ' if is_past else ''}{predicate.replace('_', ' ')} {obj}".rstrip()
        line = f"{subject} {line}" if subject else line
        return line[:1].upper() + line[1:]

    def list_finders(self, predicate: str) -> tuple[str, ...]:
        """Words that people ask for a predicate with."""
        known = self.predicates.get(predicate)
        return known.finds if known is not None else ()


@cache
def load_vocabulary() -> Vocabulary:
    """The vocabulary; read once."""
    book = _Book.model_validate(read_yaml(_FILE.read_text(encoding="utf-8")))
    return Vocabulary(
        predicates=book.predicates,
        aliases={alias: name for name, one in book.predicates.items() for alias in one.aliases},
        relations=book.relations,
        relation_names=frozenset(book.relations.values()),
        self_words=frozenset(book.self_words.split()),
        possessives=frozenset(book.possessives.split()),
        articles=frozenset(book.articles.split()),
        negations=frozenset(book.negations.split()),
    )
