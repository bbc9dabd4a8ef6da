"""Pinned pieces between their rows and `BirthDetails`: one row a piece, so that each keeps where it came from."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from api.models import BirthDetail
from astra.birth import BirthDetails, Piece, dump_details, load_details
from astra.contracts.astro import TimePrecision

_OPEN = "open_questions"


def join_pieces(details: Iterable[BirthDetail], open_questions: list[Any]) -> BirthDetails:
    """The rows of one person, and the questions that are open, as one value."""
    whole: dict[str, Any] = {detail.piece: detail.value for detail in details}
    if open_questions:
        whole[_OPEN] = open_questions
    return load_details(json.dumps(whole))


def split_pieces(details: BirthDetails) -> tuple[dict[Piece, dict[str, Any]], list[Any]]:
    """Each known piece as JSON, and the open questions as JSON: what `join_pieces` takes."""
    whole: Mapping[str, Any] = json.loads(dump_details(details))
    return {Piece(name): value for name, value in whole.items() if name != _OPEN}, whole.get(_OPEN, [])


def read_precision(details: BirthDetails, piece: Piece) -> str | None:
    """How precise a piece is: exact, about or unknown for the time, nothing for the others."""
    if piece is not Piece.TIME or details.time is None:
        return None
    return details.time.value.precision.value


def write_lines(details: BirthDetails) -> tuple[str, ...]:
    """A line of all that is pinned: `born 1996-05-14 07:20 (exact) in Mumbai, India (Asia/Kolkata), vedic, lahiri`."""
    parts: list[str] = []
    if details.date is not None:
        parts.append(details.date.value.isoformat())
    if details.time is not None:
        parts.append(_write_time(details))
    if details.place is not None:
        parts.append(f"in {details.place.value.label} ({details.place.value.zone})")
    chosen = [str(said.value) for said in (details.system, details.ayanamsha, details.house_system) if said is not None]
    born = f"born {' '.join(parts)}" if parts else ""
    whole = ", ".join(part for part in (born, *chosen) if part)
    return (whole,) if whole else ()


def _write_time(details: BirthDetails) -> str:
    if details.time is None or details.time.value.clock is None:
        return "at an unknown time"
    when = details.time.value
    shown = f"{when.clock:%H:%M}"
    if when.precision is TimePrecision.ABOUT:
        return f"about {shown} (± {when.margin_min} min)"
    return f"{shown} (exact)"
