"""A model's answer, item by item: what has the right shape is taken, the rest is left out, and lists have an end."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from api.synapse.learning.schemas import LoopKind, Stance

_MAX_ITEMS = 200

_Text = Annotated[str, Field(max_length=400)]
_Quote = Annotated[str, Field(min_length=1, max_length=2_000)]


def _none_if_blank(value: object) -> object:
    return None if value == "" else value


_When = Annotated[Annotated[str, Field(max_length=60)] | None, BeforeValidator(_none_if_blank)]


class _Item(BaseModel):
    """A model may add fields of its own: they are not read."""

    model_config = ConfigDict(extra="ignore", frozen=True, str_strip_whitespace=True)

    quote: _Quote
    turn: str | None = None


class FactItem(_Item):
    """A fact as the model wrote it; nothing in it is believed yet."""

    subject: Annotated[str, Field(min_length=1, max_length=80)]
    predicate: Annotated[str, Field(min_length=1, max_length=40, pattern=r"^[A-Za-z][\w -]*$")]
    object: Annotated[str, Field(max_length=240)]
    stance: Literal[Stance.HOLDS, Stance.ENDED, Stance.DENIED] = Stance.HOLDS
    since: _When = None
    until: _When = None


class LoopItem(_Item):
    """A loop as the model wrote it."""

    kind: LoopKind
    text: Annotated[_Text, Field(min_length=1)]
    due: _When = None


class ClosedItem(_Item):
    """What the model says is over."""

    about: Annotated[_Text, Field(min_length=1)]


class Answer(BaseModel):
    """The items of an answer that have the right shape."""

    facts: list[FactItem]
    loops: list[LoopItem]
    closed: list[ClosedItem]


_ItemT = TypeVar("_ItemT", bound=_Item)


def read_answer(answer: Mapping[str, Any]) -> Answer | None:
    """The items of an answer; None when it has none of the three lists, and so is no answer to what was asked."""
    if not any(isinstance(answer.get(name), list) for name in ("facts", "loops", "closed")):
        return None
    return Answer(
        facts=_read(answer.get("facts"), FactItem),
        loops=_read(answer.get("loops"), LoopItem),
        closed=_read(answer.get("closed"), ClosedItem),
    )


def _read(value: object, kind: type[_ItemT]) -> list[_ItemT]:
    items: list[_ItemT] = []
    for raw in value[:_MAX_ITEMS] if isinstance(value, list) else ():
        try:
            items.append(kind.model_validate(raw))
        except ValidationError:
            continue
    return items
