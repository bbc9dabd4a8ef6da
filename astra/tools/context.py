"""What a tool may read: the person's chart, the time, their zone and the gazetteer. Nothing of it can be written."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from astra.chart.model import Chart
from astra.contracts.errors import AstraError, ErrorCode
from astra.places import Places


@dataclass(frozen=True, slots=True)
class ToolContext:
    """One turn's. `chart` is None while the person has none; `now` is aware; comparing needs `places`."""

    chart: Chart | None
    now: datetime
    zone: str = "UTC"
    places: Places | None = None

    @property
    def today(self) -> date:
        """The person's date."""
        return self.now.astimezone(ZoneInfo(self.zone)).date()

    def own_chart(self) -> Chart:
        """The person's chart; `AstraError(not_found)` while there is none."""
        if self.chart is None:
            raise AstraError(ErrorCode.NOT_FOUND, "This person's chart is not known yet: ask for the birth details.")
        return self.chart

    def say_day(self, moment: datetime) -> str:
        """A moment as a date and a clock time in the person's zone."""
        return f"{moment.astimezone(ZoneInfo(self.zone)):%Y-%m-%d %H:%M}"
