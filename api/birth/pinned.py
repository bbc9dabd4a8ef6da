"""The pinned pieces as one value: read from their rows, written as lines for the prompt."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from api.models import BirthDetail
from astra.contracts.astro import Ayanamsha, BirthField, HouseSystem, System, TimePrecision


@dataclass(frozen=True, slots=True)
class PinnedPlace:
    """A settled place: its name as people write it, and where it is in degrees."""

    name: str
    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Pinned:
    """What is known of a birth; None for what is not. An unknown time is known to be unknown."""

    born_on: date | None = None
    born_at: time | None = None
    precision: TimePrecision | None = None
    margin_min: int = 0
    place: PinnedPlace | None = None
    zone: str | None = None
    system: System | None = None
    ayanamsha: Ayanamsha | None = None
    houses: HouseSystem | None = None


def read_pinned(details: Iterable[BirthDetail]) -> Pinned:
    """The rows of one person as one value."""
    by_piece: dict[str, dict[str, Any]] = {detail.piece: detail.value for detail in details}
    when, place = by_piece.get("time"), by_piece.get("place")
    system = by_piece.get("system", {})
    return Pinned(
        born_on=date.fromisoformat(by_piece["date"]["date"]) if "date" in by_piece else None,
        born_at=time.fromisoformat(when["time"]) if when and when["time"] else None,
        precision=TimePrecision(when["precision"]) if when else None,
        margin_min=when["margin_min"] if when else 0,
        place=PinnedPlace(place["name"], place["latitude"], place["longitude"]) if place else None,
        zone=by_piece["zone"]["zone"] if "zone" in by_piece else None,
        system=System(system["system"]) if system else None,
        ayanamsha=Ayanamsha(system["ayanamsha"]) if system.get("ayanamsha") else None,
        houses=HouseSystem(by_piece["houses"]["houses"]) if "houses" in by_piece else None,
    )


def list_missing(pinned: Pinned) -> tuple[BirthField, ...]:
    """What is still to be asked, in the order of asking."""
    known = {
        BirthField.DATE: pinned.born_on,
        BirthField.TIME: pinned.precision,
        BirthField.PLACE: pinned.place,
        BirthField.ZONE: pinned.zone,
        BirthField.SYSTEM: pinned.system,
    }
    return tuple(field for field in BirthField if known[field] is None)


def write_lines(pinned: Pinned) -> tuple[str, ...]:
    """One line of all that is pinned: `born 1996-05-14 07:20 (exact) in Mumbai, India (Asia/Kolkata), vedic, lahiri`."""
    parts: list[str] = []
    if pinned.born_on is not None:
        parts.append(pinned.born_on.isoformat())
    if pinned.precision is not None:
        parts.append(_write_time(pinned))
    if pinned.place is not None:
        parts.append(f"in {pinned.place.name}")
    if pinned.zone is not None:
        parts.append(f"({pinned.zone})")
    line = " ".join(parts)
    chosen = [str(choice) for choice in (pinned.system, pinned.ayanamsha, pinned.houses) if choice is not None]
    whole = ", ".join(part for part in (f"born {line}" if line else "", *chosen) if part)
    return (whole,) if whole else ()


def _write_time(pinned: Pinned) -> str:
    if pinned.born_at is None:
        return "at an unknown time"
    shown = pinned.born_at.strftime("%H:%M")
    if pinned.precision is TimePrecision.ABOUT:
        return f"about {shown} (± {pinned.margin_min} min)"
    return f"{shown} (exact)"
