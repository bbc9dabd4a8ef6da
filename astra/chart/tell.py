"""The chart in a few plain sentences to be spoken: no degrees, no symbols, nothing that the birth time leaves open."""

from collections.abc import Iterator
from datetime import datetime
from typing import Final, Literal

from astra.chart.aspects import MAJOR_ASPECTS
from astra.chart.model import Aspect, Chart, Dignity, Placement
from astra.chart.spoken_words import ENGLISH, HINGLISH, SpokenWords
from astra.chart.zodiac import PLANETS, Point

Language = Literal["english", "hinglish"]

_WORDS: Final[dict[Language, SpokenWords]] = {"english": ENGLISH, "hinglish": HINGLISH}
_TELLING: Final = frozenset({Dignity.DOMICILE, Dignity.EXALTATION, Dignity.MOOLTRIKONA, Dignity.FALL})


def tell_chart(chart: Chart, language: Language, at: datetime | None = None) -> str:
    """Four to seven sentences: lights and Ascendant, the strongest placement, the tightest aspect, what is uncertain.

    With `at` the dasha running then is told too (vedic charts with a known time).
    """
    words = _WORDS[language]
    return " ".join(_list_sentences(chart, words, at))


def _list_sentences(chart: Chart, words: SpokenWords, at: datetime | None) -> Iterator[str]:
    zodiac = chart.zodiac
    sun, moon = chart.place(Point.SUN), chart.place(Point.MOON)
    if sun.is_sign_certain:
        yield words.sun_sign.format(sign=words.sign(sun.sign, zodiac))
    elif sun.spread is not None:
        yield words.sun_open.format(signs=words.either([words.sign(sign, zodiac) for sign in sun.spread.signs]))
    yield _tell_moon(moon, chart, words)
    ascendant = chart.find(Point.ASCENDANT)
    if ascendant is None:
        yield words.no_time
    elif ascendant.is_sign_certain:
        yield words.ascendant.format(sign=words.sign(ascendant.sign, zodiac))
    elif ascendant.spread is not None:
        yield words.ascendant_open.format(signs=words.either([words.sign(s, zodiac) for s in ascendant.spread.signs]))
    if (strong := _find_strongest(chart)) is not None and strong.dignity is not None:
        yield words.dignities[strong.dignity].format(
            point=words.point(strong.point, zodiac), sign=words.sign(strong.sign, zodiac)
        )
    if (aspect := _find_closest(chart)) is not None:
        yield words.aspect.format(
            first=words.point(aspect.first, zodiac),
            second=words.point(aspect.second, zodiac),
            kind=words.aspects[aspect.kind],
        )
    running = () if chart.dasha is None or at is None else chart.dasha.certain_at(at)
    if running:
        yield words.maha.format(lord=words.point(running[0].lord, zodiac), year=running[0].end.year)
    if len(running) > 1:
        yield words.antar.format(lord=words.point(running[1].lord, zodiac))


def _tell_moon(moon: Placement, chart: Chart, words: SpokenWords) -> str:
    if not moon.is_sign_certain and moon.spread is not None:
        return words.moon_open.format(signs=words.either([words.sign(s, chart.zodiac) for s in moon.spread.signs]))
    sign = words.sign(moon.sign, chart.zodiac)
    if moon.nakshatra is not None and moon.is_nakshatra_certain:
        return words.moon_nakshatra.format(sign=sign, nakshatra=words.nakshatra(moon.nakshatra))
    return words.moon_sign.format(sign=sign)


def _find_closest(chart: Chart) -> Aspect | None:
    """The tightest major aspect between two planets that holds whatever the birth time was."""
    told = set(PLANETS)
    for aspect in chart.aspects:
        if aspect.certain and aspect.kind in MAJOR_ASPECTS and {aspect.first, aspect.second} <= told:
            return aspect
    return None


def _find_strongest(chart: Chart) -> Placement | None:
    """The first of Sun to Saturn with a telling dignity, exaltation before the rest."""
    told = [placement for placement in chart.placements if placement.point in PLANETS[:7]]
    for group in ({Dignity.EXALTATION}, _TELLING):
        for placement in told:
            if placement.dignity in group:
                return placement
    return None
