"""How long ago is "a while"? Picks the spoken line that names a gap between two talks."""

from datetime import timedelta

_GAPS = (
    (timedelta(hours=1), "gap_minutes"),
    (timedelta(hours=18), "gap_hours"),
    (timedelta(hours=40), "gap_day"),
    (timedelta(days=6), "gap_days"),
    (timedelta(days=11), "gap_week"),
    (timedelta(days=45), "gap_weeks"),
    (timedelta(days=330), "gap_months"),
)
_LONGEST = "gap_years"

GAP_LINES = (*(name for _, name in _GAPS), _LONGEST)
"""The spoken lines that must exist for every gap to have a name."""


def name_gap(gap: timedelta) -> str:
    """The spoken line for `gap`; a negative one, from clocks that disagree, counts as the shortest."""
    return next((name for limit, name in _GAPS if gap < limit), _LONGEST)
