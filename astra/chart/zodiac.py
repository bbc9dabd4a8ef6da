"""The names of the sky: points, signs, nakshatras, and how a longitude falls into them. No ephemeris here."""

from enum import StrEnum
from typing import Final


class Point(StrEnum):
    """What can be placed in a chart. The nodes are the shown ones, mean or true as the chart says."""

    SUN = "sun"
    MOON = "moon"
    MERCURY = "mercury"
    VENUS = "venus"
    MARS = "mars"
    JUPITER = "jupiter"
    SATURN = "saturn"
    URANUS = "uranus"
    NEPTUNE = "neptune"
    PLUTO = "pluto"
    CHIRON = "chiron"
    NORTH_NODE = "north_node"
    SOUTH_NODE = "south_node"
    ASCENDANT = "ascendant"
    MIDHEAVEN = "midheaven"
    DESCENDANT = "descendant"
    IMUM_COELI = "imum_coeli"
    VERTEX = "vertex"


class Sign(StrEnum):
    """The twelve signs, in order from Aries."""

    ARIES = "aries"
    TAURUS = "taurus"
    GEMINI = "gemini"
    CANCER = "cancer"
    LEO = "leo"
    VIRGO = "virgo"
    LIBRA = "libra"
    SCORPIO = "scorpio"
    SAGITTARIUS = "sagittarius"
    CAPRICORN = "capricorn"
    AQUARIUS = "aquarius"
    PISCES = "pisces"


class Nakshatra(StrEnum):
    """The twenty-seven lunar mansions of 13°20′, in order from sidereal 0°."""

    ASHWINI = "ashwini"
    BHARANI = "bharani"
    KRITTIKA = "krittika"
    ROHINI = "rohini"
    MRIGASHIRA = "mrigashira"
    ARDRA = "ardra"
    PUNARVASU = "punarvasu"
    PUSHYA = "pushya"
    ASHLESHA = "ashlesha"
    MAGHA = "magha"
    PURVA_PHALGUNI = "purva_phalguni"
    UTTARA_PHALGUNI = "uttara_phalguni"
    HASTA = "hasta"
    CHITRA = "chitra"
    SWATI = "swati"
    VISHAKHA = "vishakha"
    ANURADHA = "anuradha"
    JYESHTHA = "jyeshtha"
    MULA = "mula"
    PURVA_ASHADHA = "purva_ashadha"
    UTTARA_ASHADHA = "uttara_ashadha"
    SHRAVANA = "shravana"
    DHANISHTHA = "dhanishtha"
    SHATABHISHA = "shatabhisha"
    PURVA_BHADRAPADA = "purva_bhadrapada"
    UTTARA_BHADRAPADA = "uttara_bhadrapada"
    REVATI = "revati"


SIGNS: Final = tuple(Sign)
NAKSHATRAS: Final = tuple(Nakshatra)
PLANETS: Final = tuple(Point)[:10]
"""Sun to Pluto."""
LUMINARIES: Final = frozenset({Point.SUN, Point.MOON})
NODES: Final = frozenset({Point.NORTH_NODE, Point.SOUTH_NODE})
ANGLES: Final = frozenset(
    {Point.ASCENDANT, Point.MIDHEAVEN, Point.DESCENDANT, Point.IMUM_COELI, Point.VERTEX},
)
GRAHAS: Final = (*tuple(Point)[:7], Point.NORTH_NODE, Point.SOUTH_NODE)
"""The nine of vedic practice: Sun to Saturn, Rahu, Ketu."""

DASHA_LORDS: Final = (
    Point.SOUTH_NODE,
    Point.VENUS,
    Point.SUN,
    Point.MOON,
    Point.MARS,
    Point.NORTH_NODE,
    Point.JUPITER,
    Point.SATURN,
    Point.MERCURY,
)
"""Lords of the nakshatras from Ashwini on, repeating every nine: also the order of the Vimshottari dashas."""

_SIGN_INDEX: Final = {sign: index for index, sign in enumerate(SIGNS)}
_NAKSHATRA_INDEX: Final = {nakshatra: index for index, nakshatra in enumerate(NAKSHATRAS)}
NAKSHATRA_DEG: Final = 360.0 / 27.0
PADA_DEG: Final = 360.0 / 108.0


def sign_number(sign: Sign) -> int:
    """0 for Aries to 11 for Pisces."""
    return _SIGN_INDEX[sign]


def sign_of(longitude: float) -> Sign:
    """The sign in which `longitude` (degrees, any turn) lies."""
    return SIGNS[int(longitude % 360.0 // 30.0) % 12]


def degree_in_sign(longitude: float) -> float:
    """Degrees from the start of the sign, 0 to below 30."""
    return longitude % 360.0 % 30.0


def count_signs(start: Sign, end: Sign) -> int:
    """The place of `end` counted from `start`, both included: 1 for the same sign, 7 for the opposite."""
    return (_SIGN_INDEX[end] - _SIGN_INDEX[start]) % 12 + 1


def nakshatra_of(longitude: float) -> tuple[Nakshatra, int]:
    """The nakshatra and its pada (1 to 4) of a sidereal longitude in degrees."""
    quarter = int(longitude % 360.0 / PADA_DEG) % 108
    return NAKSHATRAS[quarter // 4], quarter % 4 + 1


def nakshatra_number(nakshatra: Nakshatra) -> int:
    """0 for Ashwini to 26 for Revati."""
    return _NAKSHATRA_INDEX[nakshatra]


def nakshatra_lord(nakshatra: Nakshatra) -> Point:
    """The lord of the Vimshottari dasha that begins in this nakshatra."""
    return DASHA_LORDS[_NAKSHATRA_INDEX[nakshatra] % 9]


def navamsha_of(longitude: float) -> Sign:
    """Sign in the ninth harmonic chart (D9): parts of 3°20′ counted on from Aries."""
    return SIGNS[int(longitude % 360.0 / PADA_DEG) % 12]


def dashamsha_of(longitude: float) -> Sign:
    """Sign in the tenth chart (D10): parts of 3°, from the sign itself where it is odd, from the ninth where even."""
    index = int(longitude % 360.0 // 30.0) % 12
    part = int(degree_in_sign(longitude) // 3.0)
    return SIGNS[(index + part + (8 if index % 2 else 0)) % 12]


def turn_between(start: float, end: float) -> float:
    """Signed shortest way from `start` to `end` in degrees, −180 to below 180."""
    return (end - start + 180.0) % 360.0 - 180.0
