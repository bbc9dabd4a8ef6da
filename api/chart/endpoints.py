"""A person's own chart: data or picture, the sky of a day against it, another birth beside it."""

import datetime as dt
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Response
from fastapi.responses import JSONResponse

from api.birth.schemas import AmbiguousAnswer, BirthQuestion
from api.chart.schemas import ChartPage, CompareRequest, ComparisonAnswer, Style, TransitsAnswer
from api.chart.service import Choice
from api.deps import RootDep, User
from api.errors import STATUS, document
from astra.contracts.astro import Ayanamsha, HouseSystem, System
from astra.contracts.errors import ErrorBody, ErrorCode

router = APIRouter(tags=["chart"])

_USUAL = document(ErrorCode.UNAUTHENTICATED, ErrorCode.NOT_FOUND, ErrorCode.INVALID)
_OR_SVG: dict[int | str, dict[str, Any]] = {
    200: {
        "content": {"image/svg+xml": {"schema": {"type": "string"}}},
        "description": "data, or with format=svg a picture",
    }
}
_SVG_HEADERS = {
    "cache-control": "private, no-store",
    "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'",
}
Format = Annotated[Literal["json", "svg"], Query(description="data or a picture")]
Day = Annotated[dt.date | None, Query(description="YYYY-MM-DD; today where not given")]


@router.get("/api/chart", response_model=ChartPage, responses={**_USUAL, **_OR_SVG})
async def read_chart(
    *,
    root: RootDep,
    who: User,
    system: System | None = None,
    ayanamsha: Ayanamsha | None = None,
    houses: HouseSystem | None = None,
    format: Format = "json",  # noqa: A002  the name of the parameter is given
    style: Style = "wheel",
) -> ChartPage | Response:
    """The chart by the person's own settings or the ones given here; without a chart, what is missing for one."""
    choice = Choice(system, ayanamsha, houses)
    if format == "svg":
        return _answer_svg(await root.sky.charts.draw(who.user_id, choice, style))
    return await root.sky.charts.read(who.user_id, choice)


@router.get("/api/chart/transits", response_model=TransitsAnswer, responses={**_USUAL, **_OR_SVG})
async def read_transits(
    root: RootDep,
    who: User,
    date: Day = None,
    format: Format = "json",  # noqa: A002  the name of the parameter is given
) -> TransitsAnswer | Response:
    """The sky of a day against the chart; 404 without a chart."""
    if format == "svg":
        return _answer_svg(await root.sky.charts.draw_transits(who.user_id, date))
    return await root.sky.charts.read_transits(who.user_id, date)


@router.post(
    "/api/chart/compare",
    response_model=ComparisonAnswer,
    responses={
        **_USUAL,
        **document(ErrorCode.MALFORMED, ErrorCode.FORBIDDEN),
        409: {"model": AmbiguousAnswer, "description": "the other birth can be read in more than one way"},
    },
)
async def compare(body: CompareRequest, root: RootDep, who: User) -> ComparisonAnswer | Response:
    """The chart beside another birth's, of which nothing is kept."""
    compared = await root.sky.charts.compare(who.user_id, body.other)
    if not isinstance(compared, BirthQuestion):
        return compared
    error = ErrorBody(code=ErrorCode.CONFLICT, message=compared.text, field=f"other.{compared.field.value}")
    asked = AmbiguousAnswer(error=error, question=compared)
    return JSONResponse(asked.model_dump(mode="json"), status_code=STATUS[ErrorCode.CONFLICT])


def _answer_svg(drawn: str) -> Response:
    return Response(drawn, media_type="image/svg+xml", headers=_SVG_HEADERS)
