"""Plays the utterances of tests/fixtures/birth_*.yaml through the reader and tells what came of them."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import yaml

from astra.birth import BirthDetails, Question, Reading, ZoneHint, read_birth
from astra.contracts.astro import BirthField, TimePrecision
from astra.places import Places

_FIXTURES = Path(__file__).parents[1] / "fixtures"
FILE = _FIXTURES / "birth_utterances.yaml"
ADVERSARIAL = _FIXTURES / "birth_adversarial.yaml"
NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


@dataclass(frozen=True)
class Utterance:
    """One case of the file: `turns` said one after the other, `wants` in the form that `describe` gives."""

    turns: tuple[str, ...]
    expecting: frozenset[BirthField]
    spoken: bool
    wants: dict[str, Any]

    @property
    def name(self) -> str:
        return " >> ".join(self.turns)


def load_utterances(file: Path = FILE) -> list[Utterance]:
    return [_load(case) for case in yaml.safe_load(file.read_text(encoding="utf-8"))]


def _load(case: dict[str, Any]) -> Utterance:
    expect = case.get("expect", [])
    fields = frozenset(BirthField) if expect == "all" else frozenset(BirthField(field) for field in expect)
    wants = {key: case[key] for key in ("asks", "refuses", "other") if key in case}
    wants["gives"] = {key: _tidy(value) for key, value in case["gives"].items()}
    turns = (case["say"],) if isinstance(case["say"], str) else tuple(case["say"])
    return Utterance(turns, fields, case.get("spoken", False), wants)


def _tidy(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


def play(utterance: Utterance, places: Places, turns: tuple[str, ...] | None = None) -> dict[str, Any]:
    """Say the turns, the answers to our questions among them; what came of it, as `Utterance.wants` says it."""
    known, asked = BirthDetails(), None
    reading = Reading(known)
    said = turns or utterance.turns
    for number, text in enumerate(said):
        expecting = utterance.expecting if number in {0, len(said) - 1} else frozenset[BirthField]()
        reading = read_birth(text, known, asked, places, NOW, expecting=expecting)
        known, asked = reading.details, reading.question
    return describe(reading)


def describe(reading: Reading) -> dict[str, Any]:
    told: dict[str, Any] = {"gives": _give(reading.details)}
    if reading.question is not None:
        told["asks"] = _kind(reading.question)
    if reading.impossible is not None:
        told["refuses"] = reading.impossible.line
    if reading.about_someone_else:
        told["other"] = True
    return told


def _kind(question: Question) -> str:
    return question.kind.value


def _give(details: BirthDetails) -> dict[str, Any]:
    given: dict[str, Any] = {}
    if details.date:
        given["date"] = details.date.value.isoformat()
    if details.time:
        held = details.time.value
        shown = f"{held.clock:%H:%M}" if held.clock else "unknown"
        given["time"] = f"{shown} ±{held.margin_min}" if held.precision is TimePrecision.ABOUT else shown
    if details.place:
        given["place"] = f"{details.place.value.name}, {details.place.value.country_code}"
    if details.zone:
        given["zone"] = _name_zone(details.zone.value)
    for piece in ("system", "ayanamsha", "house_system", "city_time", "fold"):
        said = getattr(details, piece)
        if said is not None:
            given[piece] = said.value.value if hasattr(said.value, "value") else said.value
    return given


def _name_zone(hint: ZoneHint) -> str | int:
    return hint.name or (hint.offset_s if hint.offset_s is not None else hint.abbreviation)
