"""`python -m astra.chart`: print a chart, its running periods and its transits in the terminal."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Annotated
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import typer

from astra.chart import cast_chart, find_transits, make_snapshot, tell_chart
from astra.contracts.astro import Ayanamsha, ChartInputs, HouseSystem, NodeKind, System, TimePrecision
from astra.contracts.errors import AstraError
from astra.kit.clock import SYSTEM_CLOCK

_MOST_CHARS = 20_000


def main(
    *,
    birth_date: Annotated[str, typer.Option("--date", help="Day of birth, as 1996-05-14.")],
    latitude: Annotated[float, typer.Option("--lat", min=-90, max=90, help="Degrees, north positive.")],
    longitude: Annotated[float, typer.Option("--lon", min=-180, max=180, help="Degrees, east positive.")],
    zone: Annotated[str, typer.Option(help="IANA zone, as Asia/Kolkata; or an offset, as +05:30.")],
    birth_time: Annotated[
        str | None, typer.Option("--time", help="Clock time, as 07:20; leave out if unknown.")
    ] = None,
    about_min: Annotated[int, typer.Option("--about", min=0, max=720, help="The time is good to so many minutes.")] = 0,
    system: Annotated[System, typer.Option(help="Tropical (western) or sidereal (vedic).")] = System.WESTERN,
    ayanamsha: Annotated[Ayanamsha, typer.Option(help="For vedic charts.")] = Ayanamsha.LAHIRI,
    houses: Annotated[HouseSystem, typer.Option(help="House system.")] = HouseSystem.WHOLE_SIGN,
    nodes: Annotated[NodeKind | None, typer.Option(help="Default: true for western, mean for vedic.")] = None,
    at: Annotated[str | None, typer.Option(help="Transits for this day (12:00 UTC); default: now.")] = None,
) -> None:
    """Print the chart of a birth."""
    try:
        day, clock = _read_day(birth_date, "--date"), None if birth_time is None else _read_clock(birth_time)
        offset, rule = _find_offset(zone, day, clock or time(12, 0))
        chart = cast_chart(
            ChartInputs(
                date=day,
                time=clock,
                time_precision=_tell_precision(clock, about_min),
                time_margin_min=about_min,
                latitude=latitude,
                longitude=longitude,
                place="",
                zone=zone,
                utc_offset_s=offset.total_seconds(),
                zone_rule=rule,
                system=system,
                ayanamsha=ayanamsha if system is System.VEDIC else None,
                house_system=houses,
                node_kind=nodes,
            )
        )
        moment = SYSTEM_CLOCK.now() if at is None else datetime.combine(_read_day(at, "--at"), time(12, 0), tzinfo=UTC)
        transits = find_transits(chart, moment)
    except AstraError as error:
        typer.echo(f"{error.field}: {error.message}" if error.field else error.message, err=True)
        raise typer.Exit(2) from None
    typer.echo(
        f"{chart.instant:%Y-%m-%d %H:%M:%S} UTC; engine {chart.provenance.engine.value}, Swiss Ephemeris ", nl=False
    )
    typer.echo(f"{chart.provenance.version}, flag {chart.provenance.returned_flag}")
    typer.echo(make_snapshot(chart, transits, _MOST_CHARS))
    typer.echo(f"\n{tell_chart(chart, 'english', moment)}")


def _tell_precision(clock: time | None, about_min: int) -> TimePrecision:
    if clock is None:
        return TimePrecision.UNKNOWN
    return TimePrecision.ABOUT if about_min else TimePrecision.EXACT


def _read_day(text: str, option: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter("a day is written as 1996-05-14", param_hint=option) from None


def _read_clock(text: str) -> time:
    try:
        clock = time.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter("a time is written as 07:20", param_hint="--time") from None
    if clock.tzinfo is not None:
        raise typer.BadParameter("a time is written without its offset, which belongs to --zone", param_hint="--time")
    return clock


def _find_offset(zone: str, day: date, clock: time) -> tuple[timedelta, str]:
    """The offset of a zone at a local time (the earlier one where a clock change repeats it), or a written one."""
    if zone[:1] in "+-":
        try:
            written = datetime.fromisoformat(f"2000-01-01T00:00:00{zone}").utcoffset()
        except ValueError:
            raise typer.BadParameter("an offset is written as +05:30", param_hint="--zone") from None
        return written or timedelta(), "given_offset"
    try:
        offset = datetime.combine(day, clock, tzinfo=ZoneInfo(zone)).utcoffset()
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise typer.BadParameter(f"{zone} is not a known zone", param_hint="--zone") from None
    return offset or timedelta(), "zone"


app = typer.Typer(add_completion=False)
app.command()(main)

if __name__ == "__main__":
    app()
