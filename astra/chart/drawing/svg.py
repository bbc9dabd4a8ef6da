"""SVG as text: elements, escaped attributes, and the colours that a page may change.

A colour is a CSS variable with its light-theme value behind it, so that a picture is right inside the page (which sets
the variables by its own theme), by itself (its own style sheet does), and in programs that know no variables.
"""

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from functools import cache
from xml.sax.saxutils import escape, quoteattr

_PLAIN = re.compile(r"[^&<>\"\n\r\t]*")
FONT = "'Instrument Sans Variable','Noto Sans Devanagari',system-ui,sans-serif"


class Colour(Enum):
    """What is painted: name of the variable, its light and its dark value."""

    PAPER = ("paper", "#fbf8f0", "#1b272b")
    BAND = ("band", "#ebe4d3", "#162023")
    INK = ("ink", "#1c2529", "#eee7d7")
    FAINT_INK = ("ink-2", "#50595a", "#a3aaa4")
    LINE = ("line", "#cdc3ab", "#3d4e4b")
    BRASS = ("brass", "#80581a", "#d9b26a")
    TENSE = ("tense", "#b0391d", "#f0805f")
    EASY = ("easy", "#2b6a6e", "#7fc0bd")
    MINOR = ("minor", "#8a8267", "#8f9a8d")

    def __init__(self, name: str, light: str, _dark: str) -> None:
        self.paint = f"var(--sky-{name},{light})"
        """The value of a `fill` or `stroke` attribute."""


def write_style() -> str:
    """The style sheet of a picture that stands alone: dark where the system or `data-theme` says so."""
    dark = ";".join(f"--sky-{name}:{value}" for name, _, value in (colour.value for colour in Colour))
    light = ";".join(f"--sky-{name}:{value}" for name, value, _ in (colour.value for colour in Colour))
    return (
        f"<style>@media (prefers-color-scheme:dark){{svg.sky:not([data-theme=light]){{{dark}}}}}"
        f"svg.sky[data-theme=dark]{{{dark}}}svg.sky[data-theme=light]{{{light}}}</style>"
    )


def write_element(tag: str, *children: str, **attributes: object) -> str:
    """An element. Underscores in names become hyphens, `class_` is `class`; None leaves an attribute out."""
    written = "".join(
        f" {_name_attribute(name)}={_quote(value)}" for name, value in attributes.items() if value is not None
    )
    inside = "".join(children)
    return f"<{tag}{written}>{inside}</{tag}>" if inside else f"<{tag}{written}/>"


def write_number(value: float) -> str:
    """A number with at most two decimals."""
    return f"{value:.2f}".rstrip("0").rstrip(".") if abs(value) >= 0.005 else "0"


@cache
def _name_attribute(name: str) -> str:
    return name.rstrip("_").replace("_", "-")


def _quote(value: object) -> str:
    if isinstance(value, float):
        return f'"{write_number(value)}"'
    words = str(value)
    return f'"{words}"' if _PLAIN.fullmatch(words) else quoteattr(words)


def write_text(words: str, x: float, y: float, size: float, **attributes: object) -> str:
    """A line of words, centred on x unless `text_anchor` says otherwise."""
    given = {"text_anchor": "middle", "fill": Colour.INK.paint, **attributes}
    return write_element("text", escape(words), x=x, y=y, font_size=size, **given)


def write_title(words: str) -> str:
    """What a pointer over an element shows, and a screen reader says."""
    return write_element("title", escape(words))


@dataclass(frozen=True, slots=True)
class Picture:
    """A whole picture: what it is called, what it shows in words, its view box and its parts."""

    name: str
    title: str
    description: str
    view_box: tuple[float, float, float, float]
    parts: tuple[str, ...]

    def render(self) -> str:
        """The document. Ids carry the picture's name, so that several can stand in one page."""
        ids = f"sky-{self.name}-title", f"sky-{self.name}-desc"
        x, y, width, height = self.view_box
        return write_element(
            "svg",
            write_element("title", escape(self.title), id=ids[0]),
            write_element("desc", escape(self.description), id=ids[1]),
            write_style(),
            *self.parts,
            xmlns="http://www.w3.org/2000/svg",
            class_=f"sky sky-{self.name}",
            role="img",
            aria_labelledby=" ".join(ids),
            viewBox=" ".join(write_number(value) for value in (x, y, width, height)),
            font_family=FONT,
            data_width=round(width),
            data_height=round(height),
        )


def join_path(points: Iterable[tuple[float, float]], *, close: bool = False) -> str:
    """Path data through points."""
    steps = "L".join(f"{write_number(x)} {write_number(y)}" for x, y in points)
    return f"M{steps}{'Z' if close else ''}"


def turn(degrees: float, radius: float) -> tuple[float, float]:
    """The point at an angle (0 right, growing counter-clockwise) on a circle around the origin."""
    angle = math.radians(degrees)
    return radius * math.cos(angle), -radius * math.sin(angle)
