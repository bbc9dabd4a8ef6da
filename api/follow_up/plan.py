"""When something left open may be asked about: not at once, not too late, never in quiet hours, one thing a day."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from api.follow_up.schemas import Choice, read_minutes

AFTER_DUE = timedelta(days=1)
AFTER_OPENED = timedelta(days=3)
TOO_OLD = timedelta(days=30)
APART = timedelta(hours=20)
_DAY_MIN = 24 * 60


def plan_moment(opened_at: datetime, due_at: datetime | None) -> datetime:
    """When to ask: a day after it was due, or three days after it was said where no day was named."""
    return opened_at + AFTER_OPENED if due_at is None else max(due_at, opened_at) + AFTER_DUE


def is_due(moment: datetime, now: datetime) -> bool:
    """Whether it is time, and not so late that nobody remembers."""
    return moment <= now < moment + TOO_OLD


def find_quiet_end(choice: Choice, now: datetime) -> datetime | None:
    """When the quiet hours that it is now will be over; None outside of them.

    Hours that begin when they end are the whole day, so that nothing is sent at all.
    """
    here = now.astimezone(ZoneInfo(choice.zone))
    begin, end = read_minutes(choice.quiet_from), read_minutes(choice.quiet_until)
    at = here.hour * 60 + here.minute
    quiet_for = (end - begin) % _DAY_MIN or _DAY_MIN
    into = (at - begin) % _DAY_MIN
    return None if into >= quiet_for else now + timedelta(minutes=quiet_for - into)
