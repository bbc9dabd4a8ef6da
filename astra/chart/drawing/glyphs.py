"""Signs and bodies as strokes on a 24-unit grid, so that they look the same wherever no font has them."""

from astra.chart.drawing.svg import Colour, write_element
from astra.chart.zodiac import Point

SIGN_GLYPHS: tuple[str, ...] = (
    "M12 21V10M12 10C12 5 9 3 7 3S4 5 4 7s1 3 2 3M12 10c0-5 3-7 5-7s3 2 3 4-1 3-2 3",
    "M12 10a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11zM4 3c2 5 4 7 8 7s6-2 8-7",
    "M5 3c4 3 10 3 14 0M5 21c4-3 10-3 14 0M9 5v14M15 5v14",
    "M21 8C16 4 8 4 4 8a3 3 0 1 0 4-1M3 16c5 4 13 4 17 0a3 3 0 1 0-4 1",
    "M7 12a3 3 0 1 0 0 6 3 3 0 0 0 0-6zM9.5 13C9 9 7 8 9 5s8-2 8 2-4 8-3 12c.5 2 4 2 5 0",
    "M3 5c2 0 2 1 2 3v9M5 8c0-4 5-4 5 0v9M10 8c0-4 5-4 5 0v9c0 2 2 4 5 4M15 10c5-3 7 3-2 9",
    "M3 20h18M3 15h6c-6-5-2-11 3-11s9 6 3 11h6",
    "M3 5c2 0 2 1 2 3v9M5 8c0-4 5-4 5 0v9M10 8c0-4 5-4 5 0v9c0 3 3 3 6 1M19 15l2 3-3 2",
    "M4 20L20 4M12 4h8v8M6 11l7 7",
    "M3 5c3 0 4 2 4 5v6M7 10c0-6 7-7 7 0v6c0 3-2 5-4 5M14 16a3.2 3.2 0 1 1 3 3.5c-2 0-3-2-3-4",
    "M3 10l4-3 3 3 4-3 3 3 4-3M3 17l4-3 3 3 4-3 3 3 4-3",
    "M6 3c4 6 4 12 0 18M18 3c-4 6-4 12 0 18M5 12h14",
)
"""In order from Aries."""

BODIES: dict[Point, str] = {
    Point.SUN: "M12 4a8 8 0 1 0 0 16a8 8 0 0 0 0-16zM12 11.3a.7.7 0 1 0 0 1.4a.7.7 0 0 0 0-1.4z",
    Point.MOON: "M16 3.8a8.4 8.4 0 1 0 0 16.4a9.6 9.6 0 0 1 0-16.4z",
    Point.MERCURY: "M12 6.5a4.2 4.2 0 1 0 0 8.4a4.2 4.2 0 0 0 0-8.4zM12 14.9V22M8.8 18.6h6.4M7.4 2c0 6 9.2 6 9.2 0",
    Point.VENUS: "M12 2.5a5.2 5.2 0 1 0 0 10.4a5.2 5.2 0 0 0 0-10.4zM12 12.9V22M8.2 17.6h7.6",
    Point.MARS: "M9.8 8.8a5.7 5.7 0 1 0 0 11.4a5.7 5.7 0 0 0 0-11.4zM14 10.4L20.5 4M14.8 4h5.7v5.7",
    Point.JUPITER: "M5 7c1.6-4.6 8.4-4.2 7.6 1c-.7 4.2-4 6.6-7.6 8.4h14.5M16.2 4.5v17",
    Point.SATURN: "M8.5 2.5v15M5 6.2h7.6M8.5 12c2.6-3.8 8.4-3.2 8.4.8c0 3.6-3.7 4.8-2.7 7.4c.5 1.3 2.2 1.3 3-.1",
    Point.URANUS: "M12 3v11.5M6 3c1.6 2.6 1.6 6.4 0 9M18 3c-1.6 2.6-1.6 6.4 0 9M7.2 7.5h9.6"
    "M12 14.5a3 3 0 1 0 0 6a3 3 0 0 0 0-6z",
    Point.NEPTUNE: "M12 2.5V22M5 4.2c0 11 14 11 14 0M8.6 18h6.8M3.4 6.2L5 3.7l1.6 2.5M10.4 5L12 2.5L13.6 5"
    "M17.4 6.2L19 3.7l1.6 2.5",
    Point.PLUTO: "M12 2.2a3.3 3.3 0 1 0 0 6.6a3.3 3.3 0 0 0 0-6.6zM5.6 5c0 10.8 12.8 10.8 12.8 0M12 13.2V22"
    "M8.6 17.8h6.8",
    Point.CHIRON: "M9.5 2v12.5M17 3.2L9.5 9L17 14M9.5 14.5a4.2 3.4 0 1 0 .01 0z",
    Point.NORTH_NODE: "M8.3 15.3a2.7 2.7 0 1 0 .6 4.5c1.6-1.9-.2-3.6-1.3-5.3C4.8 10 6 4 12 4s7.2 6 4.4 10.5"
    "c-1.1 1.7-2.9 3.4-1.3 5.3a2.7 2.7 0 1 0 .6-4.5",
    Point.SOUTH_NODE: "M8.3 8.7a2.7 2.7 0 1 1 .6-4.5c1.6 1.9-.2 3.6-1.3 5.3C4.8 14 6 20 12 20s7.2-6 4.4-10.5"
    "c-1.1-1.7-2.9-3.4-1.3-5.3a2.7 2.7 0 1 1 .6 4.5",
}

RETROGRADE = "M6 21V4h5.5a4.3 4.3 0 0 1 0 8.6H6M11 12.6L18.5 21M18.5 12.6L11 21"

ABBREVIATIONS: dict[Point, str] = {
    Point.SUN: "Su",
    Point.MOON: "Mo",
    Point.MERCURY: "Me",
    Point.VENUS: "Ve",
    Point.MARS: "Ma",
    Point.JUPITER: "Ju",
    Point.SATURN: "Sa",
    Point.URANUS: "Ur",
    Point.NEPTUNE: "Ne",
    Point.PLUTO: "Pl",
    Point.CHIRON: "Ch",
    Point.NORTH_NODE: "Ra",
    Point.SOUTH_NODE: "Ke",
}
"""As squares have them, where the nodes are Rahu and Ketu."""


def draw_glyph(path: str, x: float, y: float, size: float, colour: Colour, *, weight: float = 1.7) -> str:
    """Strokes of a glyph, `size` units wide and centred on a point."""
    scale = size / 24
    return write_element(
        "path",
        d=path,
        transform=f"translate({x - size / 2:.2f} {y - size / 2:.2f}) scale({scale:.3f})",
        fill="none",
        stroke=colour.paint,
        stroke_width=weight,
        stroke_linecap="round",
        stroke_linejoin="round",
    )
