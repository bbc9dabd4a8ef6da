"""Pictures of a chart as SVG text, by pure functions: no files, no fonts, no clock.

draw_wheel(chart), draw_north(chart), draw_south(chart), draw_dashas(chart, now), draw_transits(chart, transits)
"""

from astra.chart.drawing.squares import draw_north, draw_south
from astra.chart.drawing.strip import draw_transits
from astra.chart.drawing.timeline import draw_dashas
from astra.chart.drawing.wheel import draw_wheel

__all__ = ["draw_dashas", "draw_north", "draw_south", "draw_transits", "draw_wheel"]
