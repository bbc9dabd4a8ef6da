"""The clock of a person's birth, settled from all that is known of it."""

from astra.birth.model import BirthDetails, Impossible, Question
from astra.birth.zones import SettledTime, settle_time


def settle(details: BirthDetails) -> SettledTime | Question | Impossible | None:
    """What the clock comes to; None while date, time or place is missing."""
    if details.date is None or details.time is None or details.place is None:
        return None
    return settle_time(
        details.date.value,
        details.time.value,
        details.place.value,
        details.zone.value if details.zone else None,
        fold=details.fold.value if details.fold else None,
        city_time=details.city_time.value if details.city_time else None,
    )
