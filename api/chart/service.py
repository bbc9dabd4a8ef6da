"""A person's chart as they ask for it: in their own or another zodiac, drawn, against a day, beside another birth."""

import asyncio
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from uuid import UUID

from api.birth.births import Births
from api.birth.schemas import BirthForm, BirthQuestion
from api.birth.service import read_details, read_inputs
from api.chart.answers import answer_chart, answer_comparison, answer_transits
from api.chart.schemas import ChartPage, ComparisonAnswer, Style, TransitsAnswer
from api.db import Database
from astra.birth import missing_fields, to_chart_inputs
from astra.chart import cast_chart, compare_charts, find_transits
from astra.chart.drawing import draw_dashas, draw_north, draw_south, draw_transits, draw_wheel
from astra.chart.model import Chart
from astra.contracts.astro import Ayanamsha, ChartInputs, HouseSystem, System
from astra.contracts.errors import AstraError, ErrorCode
from astra.kit.clock import Clock

_USUAL_HOUSES = {System.WESTERN: HouseSystem.PLACIDUS, System.VEDIC: HouseSystem.WHOLE_SIGN}
_DRAWINGS = {"wheel": draw_wheel, "north": draw_north, "south": draw_south}


@dataclass(frozen=True, slots=True)
class Choice:
    """How a chart is to be cast where that differs from the person's own settings."""

    system: System | None = None
    ayanamsha: Ayanamsha | None = None
    houses: HouseSystem | None = None

    def apply(self, inputs: ChartInputs) -> ChartInputs:
        """The inputs with the choices in; another zodiac brings its usual ayanamsha and houses along."""
        system = self.system or inputs.system
        changed = system is not inputs.system
        houses = self.houses or (_USUAL_HOUSES[system] if changed else inputs.house_system)
        ayanamsha = None
        if system is System.VEDIC:
            ayanamsha = self.ayanamsha or inputs.ayanamsha or Ayanamsha.LAHIRI
        return inputs.model_copy(update={"system": system, "ayanamsha": ayanamsha, "house_system": houses})


class Charts:
    """Casts and draws; nothing is kept but the person's own current chart, which `api.birth` keeps."""

    def __init__(self, db: Database, births: Births, clock: Clock) -> None:
        self._db = db
        self._births = births
        self._clock = clock

    async def read(self, user_id: UUID, choice: Choice) -> ChartPage:
        """The chart as data, or what is missing for one."""
        async with self._db.read() as db:
            inputs = await read_inputs(db, user_id)
            missing = missing_fields(await read_details(db, user_id))
        if inputs is None:
            return ChartPage(chart=None, missing=list(missing))
        return await asyncio.to_thread(_read_page, choice.apply(inputs), self._clock.now())

    async def draw(self, user_id: UUID, choice: Choice, style: Style) -> str:
        """The chart as SVG; 404 where there is none, or no dashas to draw."""
        inputs = choice.apply(await self._need_inputs(user_id))
        return await asyncio.to_thread(_draw, inputs, style, self._clock.now())

    async def read_transits(self, user_id: UUID, day: date | None) -> TransitsAnswer:
        """The sky of a day at noon UTC, or of now, against the chart; 422 outside the years of the ephemeris."""
        inputs, at = await self._need_inputs(user_id), self._choose_moment(day)
        return await asyncio.to_thread(_read_transits, inputs, at)

    async def draw_transits(self, user_id: UUID, day: date | None) -> str:
        """The same as SVG."""
        inputs, at = await self._need_inputs(user_id), self._choose_moment(day)
        return await asyncio.to_thread(_draw_transits, inputs, at)

    async def compare(self, user_id: UUID, other: BirthForm) -> ComparisonAnswer | BirthQuestion:
        """The chart beside another birth's, of which nothing is kept; a question where that can be read in two ways."""
        own = await self._need_inputs(user_id)
        form = other.model_copy(update={"system": own.system, "ayanamsha": own.ayanamsha})
        try:
            read = await self._births.read_form(form)
        except AstraError as error:
            raise AstraError(error.code, error.message, field=f"other.{error.field}") from error
        if isinstance(read, BirthQuestion):
            return read
        inputs = to_chart_inputs(read)
        if inputs is None:
            missing = missing_fields(read)
            field = missing[0].value if missing else "date"
            raise AstraError(ErrorCode.INVALID, f"For a comparison the {field} is needed too.", field=f"other.{field}")
        return await asyncio.to_thread(_compare, own, inputs)

    async def _need_inputs(self, user_id: UUID) -> ChartInputs:
        async with self._db.read() as db:
            inputs = await read_inputs(db, user_id)
        if inputs is None:
            raise AstraError(ErrorCode.NOT_FOUND, "There is no chart yet: the birth details are not complete.")
        return inputs

    def _choose_moment(self, day: date | None) -> datetime:
        now = self._clock.now()
        if day is None or day == now.date():
            return now
        return datetime.combine(day, time(12), UTC)


def _read_page(inputs: ChartInputs, now: datetime) -> ChartPage:
    return ChartPage(chart=answer_chart(cast_chart(inputs), now), missing=[])


def _draw(inputs: ChartInputs, style: Style, now: datetime) -> str:
    chart = cast_chart(inputs)
    drawn = draw_dashas(chart, now) if style == "dasha" else _DRAWINGS[style](chart)
    if drawn is None:
        raise AstraError(
            ErrorCode.NOT_FOUND, "This chart has no dashas: they need the vedic zodiac and the time of birth."
        )
    return drawn


def _read_transits(inputs: ChartInputs, at: datetime) -> TransitsAnswer:
    return answer_transits(find_transits(_cast(inputs), at))


def _draw_transits(inputs: ChartInputs, at: datetime) -> str:
    chart = _cast(inputs)
    return draw_transits(chart, find_transits(chart, at))


def _cast(inputs: ChartInputs) -> Chart:
    return cast_chart(inputs)


def _compare(own: ChartInputs, other: ChartInputs) -> ComparisonAnswer:
    first, second = cast_chart(own), cast_chart(other)
    return answer_comparison(compare_charts(first, second), second)
