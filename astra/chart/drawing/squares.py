"""The two squares of India: houses at fixed places (North), signs at fixed places (South)."""

from collections.abc import Callable
from dataclasses import dataclass

from astra.chart.drawing.scene import Mark, describe_chart, group_by_sign, read_marks
from astra.chart.drawing.svg import Colour, Picture, join_path, write_element, write_text
from astra.chart.drawing.tokens import LINE_HEIGHT, list_shown, place_rows, set_rows, write_ascendant, write_token
from astra.chart.model import Chart
from astra.chart.zodiac import SIGNS, Point, sign_number

_SIDE = 400.0
_VIEW = (-8.0, -8.0, _SIDE + 16, _SIDE + 16)
_CROWD = 6
"""Where more than this stand in one field, they are written smaller."""
_CROWDED_SCALE = 0.82
_NARROW_ROW = 2
"""A triangle's row with more than this lies nearer to the edge, where there is room for it."""
_NOTED_VIEW = (-8.0, -8.0, _SIDE + 16, _SIDE + 38)

_Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class _Field:
    """Where a house of the North Indian square has its sign number, and how its tokens are set."""

    number_at: _Point
    centre: _Point
    widths: Callable[[int], tuple[int, ...]]
    top: float | None = None


def _diamond_rows(count: int) -> tuple[int, ...]:
    return (1,) * 3 if count <= 3 else (2,) * 7


def _wide_rows(count: int) -> tuple[int, ...]:
    return (2, 2, 1) if count <= 5 else (3, 2, 2, 1)


def _base_rows(count: int) -> tuple[int, ...]:
    """The wide rows seen from the other side: the widest lies at the bottom."""
    return tuple(reversed(set_rows(count, _wide_rows(count))))


def _narrow_rows(_count: int) -> tuple[int, ...]:
    return (1,) * 14


_FIELDS: tuple[_Field, ...] = (
    _Field((200, 186), (200, 92), _diamond_rows),
    _Field((100, 88), (100, 0), _wide_rows, top=26),
    _Field((86, 104), (32, 100), _narrow_rows),
    _Field((184, 204), (92, 200), _diamond_rows),
    _Field((86, 304), (32, 300), _narrow_rows),
    _Field((100, 320), (100, 400), _base_rows, top=386),
    _Field((200, 222), (200, 308), _diamond_rows),
    _Field((300, 320), (300, 400), _base_rows, top=386),
    _Field((314, 304), (368, 300), _narrow_rows),
    _Field((216, 204), (308, 200), _diamond_rows),
    _Field((314, 104), (368, 100), _narrow_rows),
    _Field((300, 88), (300, 0), _wide_rows, top=26),
)
"""The twelve houses, from the first at the top counter-clockwise."""

_CELLS: tuple[_Point, ...] = (
    (1, 0), (2, 0), (3, 0), (3, 1), (3, 2), (3, 3), (2, 3), (1, 3), (0, 3), (0, 2), (0, 1), (0, 0),
)  # fmt: skip
"""Column and row of each sign of the South Indian square, from Aries."""


def draw_north(chart: Chart) -> str:
    """The North Indian diamond: the first house on top, each with its sign's number. Without a time: Aries on top."""
    groups = group_by_sign(list_shown(read_marks(chart.placements, vedic=True), chart))
    ascendant = chart.find(Point.ASCENDANT) if chart.has_time else None
    first = sign_number(ascendant.sign) if ascendant else 0
    parts = [
        _frame(),
        _strokes(((0, 0), (_SIDE, _SIDE)), ((_SIDE, 0), (0, _SIDE))),
        _strokes(((200, 0), (0, 200), (200, 400), (400, 200), (200, 0))),
    ]
    for house, field in enumerate(_FIELDS):
        sign = (first + house) % 12
        parts.append(write_text(str(sign + 1), *field.number_at, 11.5, fill=Colour.BRASS.paint))
        parts += _fill_field(field, groups[sign], ascendant.longitude if ascendant and house == 0 else None)
    if ascendant is None:
        parts.append(_note_unknown())
    view = _VIEW if ascendant else _NOTED_VIEW
    return Picture("north", "Birth chart, North Indian square", describe_chart(chart), view, tuple(parts)).render()


def draw_south(chart: Chart) -> str:
    """The South Indian square: each sign in its own cell, a stroke across the corner of the ascendant's."""
    groups = group_by_sign(list_shown(read_marks(chart.placements, vedic=True), chart))
    ascendant = chart.find(Point.ASCENDANT) if chart.has_time else None
    parts = [_frame(), _strokes(*_list_south_lines())]
    for index, (column, row) in enumerate(_CELLS):
        x, y = column * 100, row * 100
        house = None if ascendant is None else (index - sign_number(ascendant.sign)) % 12 + 1
        here = ascendant is not None and house == 1
        parts.append(
            write_text(SIGNS[index].title(), x + 94, y + 94, 9.5, fill=Colour.FAINT_INK.paint, text_anchor="end")
        )
        if house is not None:
            parts.append(write_text(str(house), x + 7, y + 94, 10.5, fill=Colour.BRASS.paint, text_anchor="start"))
        if here:
            parts.append(_strokes(((x, y + 22), (x + 22, y)), colour=Colour.BRASS))
        longitude = ascendant.longitude if ascendant is not None and here else None
        parts += _fill_cell((x + 50, y + 44), groups[index], longitude)
    parts += _write_centre(chart)
    if ascendant is None:
        parts.append(_note_unknown())
    view = _VIEW if ascendant else _NOTED_VIEW
    return Picture("south", "Birth chart, South Indian square", describe_chart(chart), view, tuple(parts)).render()


def _frame() -> str:
    return write_element(
        "rect",
        x=0,
        y=0,
        width=_SIDE,
        height=_SIDE,
        fill=Colour.PAPER.paint,
        stroke=Colour.FAINT_INK.paint,
        stroke_width=1.4,
    )


def _strokes(*lines: tuple[_Point, ...], colour: Colour = Colour.LINE) -> str:
    data = "".join(join_path(line) for line in lines)
    return write_element("path", d=data, fill="none", stroke=colour.paint, stroke_width=1.2)


def _list_south_lines() -> list[tuple[_Point, ...]]:
    inner = ((100, 100), (300, 100), (300, 300), (100, 300), (100, 100))
    stubs = [((at, 0), (at, 100)) for at in (100, 200, 300)] + [((at, 300), (at, 400)) for at in (100, 200, 300)]
    stubs += [((0, at), (100, at)) for at in (100, 200, 300)] + [((300, at), (400, at)) for at in (100, 200, 300)]
    return [inner, *stubs]


def _fill_field(field: _Field, marks: list[Mark], ascendant: float | None) -> list[str]:
    count = len(marks) + (ascendant is not None)
    rows = set_rows(count, field.widths(count))
    scale = _CROWDED_SCALE if count > _CROWD else 1.0
    top = field.top
    if top is not None and max(rows, default=0) > _NARROW_ROW:
        top += 6 if top > _SIDE / 2 else -6
    if top is not None and top > _SIDE / 2:
        top -= (len(rows) - 1) * LINE_HEIGHT * scale
    return _write_tokens(place_rows(rows, field.centre, top, scale), marks, ascendant, scale)


def _fill_cell(centre: _Point, marks: list[Mark], ascendant: float | None) -> list[str]:
    count = len(marks) + (ascendant is not None)
    rows = set_rows(count, (1,) * 4 if count <= 4 else (2,) * 7)
    scale = _CROWDED_SCALE if count > 4 else 1.0
    return _write_tokens(place_rows(rows, centre, scale=scale), marks, ascendant, scale)


def _write_tokens(places: list[_Point], marks: list[Mark], ascendant: float | None, scale: float) -> list[str]:
    written: list[str] = []
    if ascendant is not None:
        (x, y), *places = places
        written.append(write_ascendant(ascendant, x, y, scale))
    return written + [write_token(mark, x, y, scale) for mark, (x, y) in zip(marks, places, strict=True)]


def _write_centre(chart: Chart) -> list[str]:
    inputs = chart.inputs
    when = inputs.time.strftime("%H:%M") if inputs.time else "time unknown"
    zodiac = f"{str(chart.ayanamsha).replace('_', '-').title()} ayanamsha" if chart.ayanamsha else "Tropical"
    place = inputs.place.split(",")[0][:28]
    lines = (
        (f"{inputs.date:%d %B %Y}", 14.0, Colour.INK),
        (f"{when}, {place}", 12.0, Colour.FAINT_INK),
        (zodiac, 11.0, Colour.BRASS),
    )
    return [
        write_text(words, 200, 184 + 20 * row, size, fill=colour.paint)
        for row, (words, size, colour) in enumerate(lines)
    ]


def _note_unknown() -> str:
    words = "Time of birth unknown: signs only, no houses"
    return write_text(words, 200, _SIDE + 20, 12, fill=Colour.FAINT_INK.paint)
