"""The Vimshottari periods of a life as bars, with the parts of the one that runs now."""

from datetime import datetime

from astra.chart.dasha_model import DashaPeriod, Vimshottari
from astra.chart.drawing.glyphs import ABBREVIATIONS
from astra.chart.drawing.scene import name_point
from astra.chart.drawing.svg import Colour, Picture, join_path, write_element, write_text, write_title
from astra.chart.model import Chart

_WIDTH = 360.0
_LEFT, _RIGHT = 66.0, 352.0
_ROW = 24.0
_BAR = 13.0
_TOP = 10.0
_ROOM_FOR_YEARS = 64.0
_ROOM_FOR_NAME = 17.0


def draw_dashas(chart: Chart, now: datetime) -> str | None:
    """The periods from birth on, `now` marked; None for a chart that has none (western, or the time unknown)."""
    dasha = chart.dasha
    if dasha is None:
        return None
    lived = [maha for maha in dasha.mahas if maha.end > dasha.birth]
    span = _Span(dasha.birth, lived[-1].end)
    running = dasha.at(now)
    current = running[0] if running else None
    parts: list[str] = []
    bottom = _TOP + len(lived) * _ROW
    if span.holds(now):
        x = span.place(now)
        line = join_path(((x, _TOP - 4), (x, bottom + 2)))
        parts.append(write_element("path", d=line, stroke=Colour.TENSE.paint, stroke_width=1.2, stroke_dasharray="3 3"))
    parts += [_draw_row(maha, row, span, dasha, is_current=maha == current) for row, maha in enumerate(lived)]
    height = bottom + 6
    if running is not None:
        parts += _draw_parts(dasha, running[0], running[1], bottom + 26)
        height = bottom + 84
    described = "; ".join(_describe(maha, dasha) for maha in lived)
    view = (0.0, 0.0, _WIDTH, height)
    return Picture("dasha", "Vimshottari periods", described, view, tuple(parts)).render()


class _Span:
    """Where moments lie between the two ends of the picture."""

    def __init__(self, start: datetime, end: datetime) -> None:
        self._start, self._end = start, end

    def place(self, at: datetime) -> float:
        """The x of a moment; those outside are at the ends."""
        share = (at - self._start) / (self._end - self._start)
        return _LEFT + (_RIGHT - _LEFT) * min(1.0, max(0.0, share))

    def holds(self, at: datetime) -> bool:
        """Whether the moment is in the picture."""
        return self._start <= at <= self._end


def _draw_row(maha: DashaPeriod, row: int, span: _Span, dasha: Vimshottari, *, is_current: bool) -> str:
    y = _TOP + row * _ROW
    start, end = span.place(maha.start), span.place(maha.end)
    name = name_point(maha.lord, vedic=True)
    weight = 600 if is_current else 400
    years = f"{max(maha.start, dasha.birth):%Y}–{maha.end:%Y}"
    before = end > _RIGHT - _ROOM_FOR_YEARS
    years_x = start - 5 if before else end + 5
    anchor = "end" if before else "start"
    bar = write_element(
        "rect",
        x=start,
        y=y,
        width=max(2.0, end - start),
        height=_BAR,
        rx=3,
        fill=(Colour.BRASS if is_current else Colour.LINE).paint,
    )
    return write_element(
        "g",
        write_title(_describe(maha, dasha)),
        write_text(name, _LEFT - 8, y + 10.5, 11.5, text_anchor="end", font_weight=weight),
        bar,
        write_text(years, years_x, y + 10.5, 10, text_anchor=anchor, fill=Colour.FAINT_INK.paint),
    )


def _draw_parts(dasha: Vimshottari, maha: DashaPeriod, now: DashaPeriod, top: float) -> list[str]:
    antars = maha.split()
    length = maha.end - maha.start
    title = f"Inside the {name_point(maha.lord, vedic=True)} period"
    parts = [write_text(title, 8, top, 11.5, text_anchor="start", font_weight=600)]
    left, right = 8.0, _RIGHT
    for antar in antars:
        x = left + (right - left) * ((antar.start - maha.start) / length)
        width = (right - left) * ((antar.end - antar.start) / length)
        runs = antar == now
        fill = Colour.BRASS if runs else Colour.BAND
        box = write_element(
            "rect", x=x, y=top + 9, width=width, height=22, fill=fill.paint, stroke=Colour.LINE.paint, stroke_width=1
        )
        word = ABBREVIATIONS[antar.lord] if width >= _ROOM_FOR_NAME else ""
        ink = Colour.PAPER if runs else Colour.INK
        label = write_text(word, x + width / 2, top + 24, 10.5, fill=ink.paint) if word else ""
        parts.append(write_element("g", write_title(_describe(antar, dasha)), box, label))
    parts.append(write_text(f"{maha.start:%Y}", left, top + 45, 10, text_anchor="start", fill=Colour.FAINT_INK.paint))
    parts.append(write_text(f"{maha.end:%Y}", right, top + 45, 10, text_anchor="end", fill=Colour.FAINT_INK.paint))
    return parts


def _describe(period: DashaPeriod, dasha: Vimshottari) -> str:
    names = " / ".join(name_point(lord, vedic=True) for lord in period.lords)
    return f"{names}: {max(period.start, dasha.birth):%b %Y} to {period.end:%b %Y}"
