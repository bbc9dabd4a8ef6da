"""The sky of one session: the person's chart, cast once for its inputs, for look-ups and for the check of replies."""

from datetime import datetime

import structlog

from astra.chart import cast_chart
from astra.chart.model import Chart
from astra.claims import ClaimChecker, open_checker
from astra.contracts.astro import ChartInputs
from astra.contracts.errors import AstraError
from astra.kit.clock import Clock
from astra.librarian import KnownWords, read_need
from astra.memory.commands import recognise_command
from astra.packet.posture import read_posture
from astra.places import Places
from astra.tools import ToolContext, speaks_of_astrology

_log = structlog.get_logger(__name__)


class SessionSky:
    """Holds the chart of the inputs it was last asked about; casting one takes about a millisecond."""

    def __init__(self, clock: Clock, places: Places | None, *, nothing_left: str) -> None:
        self._clock = clock
        self._places = places
        self._nothing_left = nothing_left
        self._inputs: ChartInputs | None = None
        self._chart: Chart | None = None

    def chart_of(self, inputs: ChartInputs | None) -> Chart | None:
        """The chart; None without inputs, and where they can't be computed."""
        if inputs != self._inputs:
            self._inputs, self._chart = inputs, _cast(inputs)
        return self._chart

    def open_checker(self, inputs: ChartInputs | None, zone: str) -> ClaimChecker:
        """A checker for one reply."""
        chart = self.chart_of(inputs)
        return open_checker(chart, now=self._clock.now, zone=zone, nothing_left=self._nothing_left)

    def tool_context(self, inputs: ChartInputs | None, now: datetime, zone: str) -> ToolContext:
        """What a tool may read in this turn."""
        return ToolContext(chart=self.chart_of(inputs), now=now, zone=zone, places=self._places)


def _cast(inputs: ChartInputs | None) -> Chart | None:
    if inputs is None:
        return None
    try:
        return cast_chart(inputs)
    except AstraError as error:
        _log.warning("mind.chart_not_cast", code=error.code, field=error.field)
        return None


def warm_up(clock: Clock) -> None:
    """Load what the first turn would load: words of the sky, the ephemeris, the rules of gate and commands."""
    speaks_of_astrology("warm")
    open_checker(None, now=clock.now).check_sentence("The Moon is in Leo today.")
    read_need("What did I tell you last week?", KnownWords(), now=clock.now())
    recognise_command("warm")
    read_posture("warm", ())
