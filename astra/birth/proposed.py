"""A birthday that a linked account knows: put to the person as a question, never taken silently."""

import calendar
from datetime import date, datetime

from astra.birth import questions as ask
from astra.birth.model import Impossible, Question
from astra.birth.words.calendar import MONTH_NAMES


def confirm_birthday(year: int | None, month: int, day: int, now: datetime) -> Question | Impossible:
    """The question to put: whether the date is right, or its year where the account does not tell it.

    The answer goes through `read_birth` as `asked`; a confirmed date keeps `google` as its origin.
    """
    longest = calendar.monthrange(year or 2000, month)[1] if 1 <= month <= 12 else 0
    if not 1 <= day <= longest:
        return ask.refuse_no_date(f"{day}/{month}")
    if year is None:
        return ask.ask_date_rest(day, month, None, f"{day} {MONTH_NAMES[month - 1]}")
    return ask.confirm_date(date(year, month, day), now.date())
