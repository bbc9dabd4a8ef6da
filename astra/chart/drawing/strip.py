"""The sky of a day against the birth chart, unrolled: birth above, the day below, lines between what meets."""

from collections.abc import Sequence

from astra.chart.drawing.glyphs import BODIES, RETROGRADE, SIGN_GLYPHS, draw_glyph
from astra.chart.drawing.scene import TONE_COLOUR, TONE_DASH, TONES, Mark, Tone, name_point, read_marks
from astra.chart.drawing.spread import spread_within
from astra.chart.drawing.svg import Colour, Picture, join_path, write_element, write_text, write_title
from astra.chart.events_model import Contact, Transits
from astra.chart.model import Chart
from astra.chart.zodiac import SIGNS

_LEFT, _RIGHT = 12.0, 348.0
_PER_DEG = (_RIGHT - _LEFT) / 360
_VIEW = (0.0, 0.0, 360.0, 196.0)
_BAND_TOP, _BAND_BOTTOM = 18.0, 40.0
_BIRTH_ROW, _BIRTH_LINE = 56.0, 70.0
_DAY_LINE, _DAY_ROW = 138.0, 152.0
_GLYPH = 13.0
_APART = 13.5
_MAX_LINKS = 6


def draw_transits(chart: Chart, transits: Transits) -> str:
    """The strip as an SVG document; the tightest contacts are drawn."""
    vedic = chart.ayanamsha is not None
    birth = read_marks(chart.placements, vedic=vedic)
    day = read_marks(transits.placements, vedic=vedic)
    contacts = transits.contacts[:_MAX_LINKS]
    parts = [
        *_draw_band(),
        write_text("Birth", _LEFT, 12, 10, text_anchor="start", fill=Colour.FAINT_INK.paint),
        write_text(f"{transits.at:%d %B %Y}", _LEFT, 180, 10, text_anchor="start", fill=Colour.FAINT_INK.paint),
        *_draw_links(contacts, birth, day),
        *_draw_row(birth, _BIRTH_ROW, _BIRTH_LINE, "at birth"),
        *_draw_row(day, _DAY_ROW, _DAY_LINE, "that day"),
    ]
    said = "; ".join(_describe(contact, vedic=vedic) for contact in contacts) or "no close contacts"
    return Picture("transits", "Transits to the birth chart", said, _VIEW, tuple(parts)).render()


def _place(longitude: float) -> float:
    return _LEFT + longitude % 360 * _PER_DEG


def _draw_band() -> list[str]:
    height = _BAND_BOTTOM - _BAND_TOP
    parts = [
        write_element(
            "rect",
            x=_LEFT,
            y=_BAND_TOP,
            width=_RIGHT - _LEFT,
            height=height,
            fill=Colour.BAND.paint,
            stroke=Colour.LINE.paint,
        )
    ]
    edges = "".join(join_path(((_place(30 * i), _BAND_TOP), (_place(30 * i), _DAY_LINE))) for i in range(1, 12))
    parts.append(write_element("path", d=edges, stroke=Colour.LINE.paint, stroke_width=0.7, fill="none"))
    for index, path in enumerate(SIGN_GLYPHS):
        glyph = draw_glyph(path, _place(index * 30 + 15), (_BAND_TOP + _BAND_BOTTOM) / 2, 14, Colour.BRASS, weight=1.8)
        parts.append(write_element("g", write_title(SIGNS[index].title()), glyph))
    return parts


def _draw_row(marks: Sequence[Mark], row: float, line: float, when: str) -> list[str]:
    places = spread_within([_place(mark.longitude) for mark in marks], _APART, _LEFT + 5, _RIGHT - 5)
    base = join_path(((_LEFT, line), (_RIGHT, line)))
    parts = [write_element("path", d=base, stroke=Colour.LINE.paint, stroke_width=1)]
    side = 1 if row > line else -1
    for mark, x in zip(marks, places, strict=True):
        leader = join_path(
            ((_place(mark.longitude), line), (_place(mark.longitude), line + side * 2), (x, row - side * 8))
        )
        inside = [
            write_title(f"{mark.says}, {when}"),
            write_element("path", d=leader, fill="none", stroke=Colour.FAINT_INK.paint, stroke_width=0.6),
            draw_glyph(BODIES[mark.point], x, row, _GLYPH, Colour.INK),
        ]
        if mark.retrograde:
            inside.append(draw_glyph(RETROGRADE, x, row + side * 11, 6, Colour.TENSE, weight=2.6))
        parts.append(write_element("g", *inside))
    return parts


def _draw_links(contacts: Sequence[Contact], birth: Sequence[Mark], day: Sequence[Mark]) -> list[str]:
    natal = {mark.point: mark.longitude for mark in birth}
    moving = {mark.point: mark.longitude for mark in day}
    return [
        write_element(
            "path",
            write_title(_describe(contact, vedic=False)),
            d=join_path(((_place(natal[contact.natal]), _BIRTH_LINE), (_place(moving[contact.moving]), _DAY_LINE))),
            fill="none",
            stroke=TONE_COLOUR[tone].paint,
            stroke_width=1.4,
            stroke_dasharray=TONE_DASH[tone],
        )
        for contact in contacts
        if contact.natal in natal and contact.moving in moving
        for tone in (TONES.get(contact.kind, Tone.MINOR),)
    ]


def _describe(contact: Contact, *, vedic: bool) -> str:
    moving, natal = name_point(contact.moving, vedic=vedic), name_point(contact.natal, vedic=vedic)
    going = "applying" if contact.applying else "separating"
    return f"{moving} {contact.kind} natal {natal}, {abs(contact.orb):.1f}° {going}"
