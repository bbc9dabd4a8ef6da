"""Days as people say them."""

from datetime import date
from typing import cast

from local.engines.talker.language import Language
from local.engines.talker.lexicon import load_data

_NEAR = {-1: "yesterday", 0: "today", 1: "tomorrow"}


def say_day(day: date, today: date | None, language: Language) -> str:
    """ "today", "on 11 December", and with the year where it is another one or this one is not known."""
    book = cast("dict[str, dict[str, str]]", load_data("days"))[language.value]
    if today is not None and (day - today).days in _NEAR:
        return book[_NEAR[(day - today).days]]
    months = book["months"].split()
    year = "" if today is not None and today.year == day.year else f" {day.year}"
    return book["on"].format(day=f"{day.day} {months[day.month - 1]}{year}")
