"""The western wheel: zodiac outside, bodies at their degrees, houses, and aspects as lines in the middle.

The ascendant is at the left and the signs run counter-clockwise. Without a time of birth there are no houses and no
angles, and Aries begins at the left.
"""

from astra.chart.drawing.glyphs import BODIES, RETROGRADE, SIGN_GLYPHS, draw_glyph
from astra.chart.drawing.scene import (
    TONE_COLOUR,
    TONE_DASH,
    Line,
    Mark,
    describe_chart,
    name_point,
    read_lines,
    read_marks,
    write_degree,
)
from astra.chart.drawing.spread import spread_on_circle
from astra.chart.drawing.svg import Colour, Picture, join_path, turn, write_element, write_text, write_title
from astra.chart.model import Chart, Houses
from astra.chart.zodiac import SIGNS, Point

_RIM = 188.0
_BAND = 158.0
_TICK = 151.0
_GLYPH = 136.0
_DEGREE = 118.0
_RETRO = 105.5
_HOUSE_RIM = 97.0
_CORE = 82.0
_APART_DEG = 8.8
"""So far apart, two glyphs at `_GLYPH` don't touch."""
_VIEW = (-222.0, -214.0, 444.0, 428.0)


def draw_wheel(chart: Chart) -> str:
    """The wheel as an SVG document."""
    ascendant = chart.find(Point.ASCENDANT) if chart.has_time else None
    start = ascendant.longitude if ascendant else 0.0
    parts = _draw_zodiac(start)
    if chart.houses is not None:
        parts += _draw_houses(chart.houses, start)
    parts += _draw_lines(chart, start)
    if chart.has_time:
        parts += _draw_angles(chart, start)
    parts += _draw_marks(read_marks(chart.placements, vedic=chart.ayanamsha is not None), start)
    return Picture("wheel", "Birth chart, wheel", describe_chart(chart), _VIEW, tuple(parts)).render()


def _angle(longitude: float, start: float) -> float:
    return 180 + longitude - start


def _circle(radius: float, *, fill: str = "none", width: float = 1) -> str:
    return write_element("circle", cx=0, cy=0, r=radius, fill=fill, stroke=Colour.LINE.paint, stroke_width=width)


def _spokes(angles: list[float], inner: float, outer: float, colour: Colour, width: float) -> str:
    data = "".join(join_path((turn(angle, inner), turn(angle, outer))) for angle in angles)
    return write_element("path", d=data, fill="none", stroke=colour.paint, stroke_width=width)


def _draw_zodiac(start: float) -> list[str]:
    parts = [_circle(_RIM, fill=Colour.BAND.paint, width=1.2), _circle(_BAND, fill=Colour.PAPER.paint)]
    parts.append(_spokes([_angle(at, start) for at in range(0, 360, 30)], _BAND, _RIM, Colour.LINE, 1))
    parts.append(_spokes([_angle(at, start) for at in range(0, 360, 5)], _BAND, _BAND + 3, Colour.LINE, 0.7))
    parts.append(_spokes([_angle(at, start) for at in range(0, 360, 10)], _BAND, _BAND + 5, Colour.FAINT_INK, 0.7))
    for index, path in enumerate(SIGN_GLYPHS):
        x, y = turn(_angle(index * 30 + 15, start), (_RIM + _BAND) / 2 + 1)
        glyph = draw_glyph(path, x, y, 17, Colour.BRASS, weight=1.8)
        parts.append(write_element("g", write_title(SIGNS[index].title()), glyph))
    return parts


def _draw_houses(houses: Houses, start: float) -> list[str]:
    angles = [_angle(cusp, start) for cusp in houses.cusps]
    parts = [
        _circle(_HOUSE_RIM),
        _spokes(angles, _CORE, _HOUSE_RIM, Colour.LINE, 1),
        _spokes(angles, _HOUSE_RIM, _BAND, Colour.LINE, 0.6),
    ]
    for index, cusp in enumerate(houses.cusps):
        width = (houses.cusps[(index + 1) % 12] - cusp) % 360
        x, y = turn(_angle(cusp + width / 2, start), (_HOUSE_RIM + _CORE) / 2)
        parts.append(write_text(str(index + 1), x, y + 3.2, 9, fill=Colour.FAINT_INK.paint))
    return parts


def _draw_angles(chart: Chart, start: float) -> list[str]:
    parts: list[str] = []
    for label, point in (("Asc", Point.ASCENDANT), ("MC", Point.MIDHEAVEN)):
        if (placement := chart.find(point)) is None:
            continue
        near, far = _angle(placement.longitude, start), _angle(placement.longitude + 180, start)
        parts.append(_spokes([near, far], _CORE, _BAND, Colour.INK, 1.1))
        parts.append(_spokes([near], _RIM - 4, _RIM + 6, Colour.INK, 1.5))
        x, y = turn(near, _RIM + (17.5 if point is Point.ASCENDANT else 14.5))
        title = write_title(f"{name_point(point)} {write_degree(placement.longitude)}")
        parts.append(write_element("g", title, write_text(label, x, y + 3.5, 10, font_weight=600)))
    return parts


def _draw_lines(chart: Chart, start: float) -> list[str]:
    at = {p.point: turn(_angle(p.longitude, start), _CORE) for p in chart.placements}
    drawn = [_draw_line(line, at[line.first], at[line.second]) for line in read_lines(chart.aspects)]
    return [_circle(_CORE), *drawn]


def _draw_line(line: Line, first: tuple[float, float], second: tuple[float, float]) -> str:
    return write_element(
        "path",
        write_title(line.says),
        d=join_path((first, second)),
        fill="none",
        stroke=TONE_COLOUR[line.tone].paint,
        stroke_width=0.7 + 0.9 * line.strength,
        stroke_opacity=0.35 + 0.6 * line.strength,
        stroke_dasharray=TONE_DASH[line.tone],
    )


def _draw_marks(marks: tuple[Mark, ...], start: float) -> list[str]:
    places = spread_on_circle([mark.longitude for mark in marks], _APART_DEG)
    return [_draw_mark(mark, place, start) for mark, place in zip(marks, places, strict=True)]


def _draw_mark(mark: Mark, place: float, start: float) -> str:
    true, shown = _angle(mark.longitude, start), _angle(place, start)
    leader = join_path((turn(true, _BAND), turn(true, _TICK), turn(shown, _GLYPH + 10.5)))
    inward = join_path((turn(true, _CORE), turn(true, _CORE + 3)))
    x, y = turn(shown, _GLYPH)
    number_x, number_y = turn(shown, _DEGREE)
    parts = [
        write_title(mark.says),
        write_element("path", d=leader, fill="none", stroke=Colour.FAINT_INK.paint, stroke_width=0.7),
        write_element("path", d=inward, fill="none", stroke=Colour.FAINT_INK.paint, stroke_width=0.9),
        draw_glyph(BODIES[mark.point], x, y, 16.5, Colour.PAPER, weight=6),
        draw_glyph(BODIES[mark.point], x, y, 16.5, Colour.INK),
        write_text(mark.shown_degree, number_x, number_y + 3, 8.6),
    ]
    if mark.span is not None:
        parts.append(_draw_span(mark.span, start))
    if mark.retrograde:
        retro_x, retro_y = turn(shown, _RETRO)
        parts.append(draw_glyph(RETROGRADE, retro_x, retro_y, 7.5, Colour.TENSE, weight=2.4))
    return write_element("g", *parts)


def _draw_span(span: tuple[float, float], start: float) -> str:
    """An arc along the inside of the band, over all that the unknown hour leaves open."""
    width = (span[1] - span[0]) % 360
    arc = [turn(_angle(span[0] + width * step / 12, start), _TICK + 3.5) for step in range(13)]
    return write_element(
        "path", d=join_path(arc), fill="none", stroke=Colour.BRASS.paint, stroke_width=3, stroke_opacity=0.55
    )
