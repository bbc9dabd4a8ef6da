"""Whether the sky of a day bears out what a talk connected with it: "Saturn return", "sade sati", "Jupiter in Leo"."""

import asyncio
import re
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from api.birth.service import read_inputs
from api.db import Database
from astra.chart import cast_chart, find_return
from astra.chart.model import Chart
from astra.chart.zodiac import Point
from astra.claims import Verdict, open_checker
from astra.contracts.astro import ChartInputs

_RETURN = re.compile(r"(?:(?:my|your|the|their|a|first|second|third) )*(?P<point>[a-z]+) return", re.IGNORECASE)
_FORMS = ("{tie} today.", "You are in your {tie} now.")
_NOON = time(12, tzinfo=UTC)
_REACH = {
    Point.SATURN: timedelta(days=400),
    Point.JUPITER: timedelta(days=120),
    Point.MARS: timedelta(days=45),
    Point.SUN: timedelta(days=7),
}
"""The returns that people speak of, and how far from the exact day they still do."""


class SkyTies:
    """A `TieCheck` by the person's computed chart; without one, nothing is borne out."""

    def __init__(self, db: Database) -> None:
        self._db = db

    async def __call__(self, user_id: UUID, day: date, tie: str) -> bool:
        """Whether everything that `tie` claims is so on `day`; what is no claim of the sky is not borne out."""
        async with self._db.read() as db:
            inputs = await read_inputs(db, user_id)
        return inputs is not None and await asyncio.to_thread(bears_out, inputs, day, tie)


def bears_out(inputs: ChartInputs, day: date, tie: str) -> bool:
    """Whether the sky over this chart on `day` is as `tie` says."""
    chart = cast_chart(inputs)
    at = datetime.combine(day, _NOON)
    if (spoken := _RETURN.fullmatch(tie.strip(" ."))) is not None:
        return _has_return(chart, spoken["point"], at)
    for form in _FORMS:
        sentence = form.format(tie=tie.strip(" ."))
        checked = open_checker(chart, now=lambda: at, zone=inputs.zone).check_sentence(sentence)
        if checked.findings:
            return checked.text == sentence and all(one.verdict is Verdict.SUPPORTED for one in checked.findings)
    return False


def _has_return(chart: Chart, name: str, at: datetime) -> bool:
    point = next((point for point in _REACH if point.value == name.lower()), None)
    if point is None:
        return False
    found = find_return(chart, point, at - _REACH[point])
    return found is not None and found.at <= at + _REACH[point]
