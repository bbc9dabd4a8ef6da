"""How a planet stands in its sign, by the traditional tables; the western reading adds the three modern rulers."""

from typing import Final

from astra.chart.model import Dignity, Zodiac
from astra.chart.zodiac import SIGNS, Point, Sign, sign_number

_DOMICILES: Final = {
    Point.SUN: (Sign.LEO,),
    Point.MOON: (Sign.CANCER,),
    Point.MERCURY: (Sign.GEMINI, Sign.VIRGO),
    Point.VENUS: (Sign.TAURUS, Sign.LIBRA),
    Point.MARS: (Sign.ARIES, Sign.SCORPIO),
    Point.JUPITER: (Sign.SAGITTARIUS, Sign.PISCES),
    Point.SATURN: (Sign.CAPRICORN, Sign.AQUARIUS),
}
_MODERN_DOMICILES: Final = {
    Point.URANUS: (Sign.AQUARIUS,),
    Point.NEPTUNE: (Sign.PISCES,),
    Point.PLUTO: (Sign.SCORPIO,),
}
_EXALTATIONS: Final = {
    Point.SUN: Sign.ARIES,
    Point.MOON: Sign.TAURUS,
    Point.MERCURY: Sign.VIRGO,
    Point.VENUS: Sign.PISCES,
    Point.MARS: Sign.CAPRICORN,
    Point.JUPITER: Sign.CANCER,
    Point.SATURN: Sign.LIBRA,
}
# Moon (Taurus) and Mercury (Virgo) have theirs in the sign of their exaltation, and exalted is what they are called.
_MOOLTRIKONAS: Final = {
    Point.SUN: (Sign.LEO, 20.0),
    Point.MARS: (Sign.ARIES, 12.0),
    Point.JUPITER: (Sign.SAGITTARIUS, 10.0),
    Point.VENUS: (Sign.LIBRA, 15.0),
    Point.SATURN: (Sign.AQUARIUS, 20.0),
}
SIGN_LORDS: Final = {sign: point for point, signs in _DOMICILES.items() for sign in signs}
"""The traditional ruler of each sign."""


def _opposite(sign: Sign) -> Sign:
    return SIGNS[(sign_number(sign) + 6) % 12]


def find_dignity(point: Point, sign: Sign, degree: float, zodiac: Zodiac) -> Dignity | None:
    """The dignity of `point` at `degree` of `sign`; exaltation goes before domicile (Mercury in Virgo)."""
    exaltation = _EXALTATIONS.get(point)
    if exaltation is sign:
        return Dignity.EXALTATION
    if zodiac is Zodiac.SIDEREAL:
        return _find_vedic(point, sign, degree)
    homes = _DOMICILES.get(point) or _MODERN_DOMICILES.get(point, ())
    if sign in homes:
        return Dignity.DOMICILE
    if exaltation is not None and sign is _opposite(exaltation):
        return Dignity.FALL
    return Dignity.DETRIMENT if _opposite(sign) in homes else None


def _find_vedic(point: Point, sign: Sign, degree: float) -> Dignity | None:
    if (special := _MOOLTRIKONAS.get(point)) and special[0] is sign and degree < special[1]:
        return Dignity.MOOLTRIKONA
    if sign in _DOMICILES.get(point, ()):
        return Dignity.DOMICILE
    exaltation = _EXALTATIONS.get(point)
    return Dignity.FALL if exaltation is not None and sign is _opposite(exaltation) else None
