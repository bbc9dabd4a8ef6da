"""What stands in a field of a square chart: `Sa 12° R`, set in rows that fit the field."""

from collections.abc import Sequence

from astra.chart.drawing.glyphs import ABBREVIATIONS
from astra.chart.drawing.scene import Mark, name_point, write_degree
from astra.chart.drawing.svg import Colour, write_element, write_text, write_title
from astra.chart.model import Chart
from astra.chart.zodiac import GRAHAS, Point

SIZE = 13.5
LINE_HEIGHT = 16.0
TOKEN_WIDTH = 56.0


def list_shown(marks: Sequence[Mark], chart: Chart) -> list[Mark]:
    """The nine grahas; in a tropical chart the outer planets too."""
    return [mark for mark in marks if chart.ayanamsha is None or mark.point in GRAHAS]


def write_token(mark: Mark, x: float, y: float, scale: float = 1) -> str:
    """A body in a field."""
    retrograde = write_element("tspan", " R", fill=Colour.TENSE.paint, font_size=10 * scale) if mark.retrograde else ""
    degree = write_element("tspan", f" {mark.shown_degree}", fill=Colour.FAINT_INK.paint, font_size=11.5 * scale)
    return write_element(
        "text",
        write_title(mark.says),
        ABBREVIATIONS[mark.point],
        degree,
        retrograde,
        x=x,
        y=y,
        font_size=SIZE * scale,
        font_weight=500,
        text_anchor="middle",
        fill=Colour.INK.paint,
    )


def write_ascendant(longitude: float, x: float, y: float, scale: float = 1) -> str:
    """The Lagna in its field."""
    title = write_title(f"{name_point(Point.ASCENDANT)} {write_degree(longitude)}")
    words = f"As {int(longitude % 30)}°"
    return write_element("g", title, write_text(words, x, y, SIZE * scale, font_weight=600, fill=Colour.BRASS.paint))


def set_rows(count: int, widths: Sequence[int]) -> list[int]:
    """How many tokens go into each row: rows are filled in order, `widths` says how many each can hold."""
    rows: list[int] = []
    for width in widths:
        if count <= 0:
            break
        rows.append(min(width, count))
        count -= rows[-1]
    if count > 0 and rows:
        rows[-1] += count
    return rows


def place_rows(
    rows: Sequence[int], centre: tuple[float, float], top: float | None = None, scale: float = 1
) -> list[tuple[float, float]]:
    """The point of each token: rows centred on `centre`, or beginning at the base line `top`."""
    height = LINE_HEIGHT * scale
    first = centre[1] - (len(rows) - 1) * height / 2 + SIZE / 3 if top is None else top
    return [
        (centre[0] + (column - (size - 1) / 2) * TOKEN_WIDTH * scale, first + row * height)
        for row, size in enumerate(rows)
        for column in range(size)
    ]
