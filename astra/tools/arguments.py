"""Shapes that several tools' arguments share: what a model may write for a point, a sign, a day."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict

from astra.chart.zodiac import Point, Sign

_SYNONYMS = {"rahu": "north_node", "ketu": "south_node", "lagna": "ascendant", "rising": "ascendant", "mc": "midheaven"}

PointName = Literal[
    "sun",
    "moon",
    "mercury",
    "venus",
    "mars",
    "jupiter",
    "saturn",
    "uranus",
    "neptune",
    "pluto",
    "chiron",
    "north_node",
    "south_node",
    "ascendant",
    "midheaven",
]


def _fold(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    name = value.strip().lower().replace(" ", "_")
    return _SYNONYMS.get(name, name)


PointArg = Annotated[PointName, BeforeValidator(_fold)]
"""A point by its English name; Rahu, Ketu, Lagna and the like are understood too."""

SignArg = Annotated[Sign, BeforeValidator(_fold)]


class Args(BaseModel):
    """Base of all arguments: closed to unknown fields."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def to_point(name: str) -> Point:
    """The point of a checked name."""
    return Point(name)
