"""The chart as a PNG, painted from the same drawing that the page shows: Telegram shows no SVG."""

import asyncio
import re
from pathlib import Path
from uuid import UUID

import fontpkg_instrument_sans
import resvg_py

from api.chart.service import Charts, Choice

_WIDTH = 1080
_COLOUR = re.compile(r"var\(--[\w-]+,(#[0-9a-f]{3,8})\)")
"""A colour that a page may change, with its value for paper behind it."""
_PAPER = "#fbf8f0"
_FONTS = Path(fontpkg_instrument_sans.__file__).parent / "files"


class Pictures:
    """Paints charts."""

    def __init__(self, charts: Charts) -> None:
        self._charts = charts

    async def draw(self, user_id: UUID) -> bytes:
        """The person's own chart; `AstraError(not_found)` where there is none yet."""
        drawn = await self._charts.draw(user_id, Choice(), "wheel")
        return await asyncio.to_thread(paint, drawn)


def paint(drawn: str) -> bytes:
    """An SVG document of ours as PNG, on paper."""
    plain = _COLOUR.sub(r"\1", drawn).replace("Instrument Sans Variable", "Instrument Sans")
    fonts = [str(path) for path in sorted(_FONTS.glob("*.ttf"))]
    return bytes(
        resvg_py.svg_to_bytes(
            svg_string=plain, width=_WIDTH, background=_PAPER, font_files=fonts, sans_serif_family="Instrument Sans"
        )
    )
