"""Guna milan: the 36 points of eight counts (ashtakoota) between a bride's and a groom's Moon.

Only the Moons' sidereal places count. Handbooks differ in some cells; which are used here stands in docs/astrology.md.
The points are a custom's count and nothing else: what they are good for is not said here.
"""

from enum import StrEnum
from typing import Final

from astra.chart.dignities import SIGN_LORDS
from astra.chart.events_model import GunaMatch, Koota
from astra.chart.model import Placement
from astra.chart.zodiac import NAKSHATRAS, Point, Sign, degree_in_sign, nakshatra_of, sign_number, sign_of

MOST_POINTS: Final = 36.0


class KootaName(StrEnum):
    """The eight counts, in the order of what they weigh: 1 to 8 points."""

    VARNA = "varna"
    VASHYA = "vashya"
    TARA = "tara"
    YONI = "yoni"
    MAITRI = "graha_maitri"
    GANA = "gana"
    BHAKOOT = "bhakoot"
    NADI = "nadi"


_VARNAS: Final = ("brahmin", "kshatriya", "vaishya", "shudra")
_VASHYAS: Final = ("quadruped", "human", "water", "wild", "insect")
_VASHYA_POINTS: Final = (
    (2.0, 0.0, 0.0, 0.5, 0.0),
    (1.0, 2.0, 1.0, 0.5, 1.0),
    (0.5, 1.0, 2.0, 1.0, 1.0),
    (0.0, 0.0, 0.0, 2.0, 0.0),
    (1.0, 1.0, 1.0, 0.0, 2.0),
)
"""Rows: the bride's; columns: the groom's."""
_WHOLE_VASHYAS: Final = {
    **dict.fromkeys((Sign.ARIES, Sign.TAURUS), "quadruped"),
    **dict.fromkeys((Sign.GEMINI, Sign.VIRGO, Sign.LIBRA, Sign.AQUARIUS), "human"),
    **dict.fromkeys((Sign.CANCER, Sign.PISCES), "water"),
    Sign.LEO: "wild",
    Sign.SCORPIO: "insect",
}
_HALF_VASHYAS: Final = {Sign.SAGITTARIUS: ("human", "quadruped"), Sign.CAPRICORN: ("quadruped", "water")}
_YONIS: Final = (
    *("horse", "elephant", "sheep", "serpent", "dog", "cat", "rat", "cow", "buffalo", "tiger", "deer", "monkey"),
    *("mongoose", "lion"),
)
_YONI_OF: Final = (0, 1, 2, 3, 3, 4, 5, 2, 5, 6, 6, 7, 8, 9, 8, 9, 10, 10, 4, 11, 12, 11, 13, 0, 13, 7, 1)
"""By nakshatra, from Ashwini on."""
_YONI_POINTS: Final = (
    "42232221013321", "24332222312320", "23421213312031", "33242111122202", "22124212210211", "22212402213321",
    "22111042222212", "12312224303221", "03312223412221", "11121120141121", "12220323214221", "33022322212432",
    "22301212222342", "10121121211224",
)  # fmt: skip
"""Rows: the bride's; columns: the groom's."""
_FRIENDS: Final = {
    Point.SUN: {Point.MOON, Point.MARS, Point.JUPITER},
    Point.MOON: {Point.SUN, Point.MERCURY},
    Point.MARS: {Point.SUN, Point.MOON, Point.JUPITER},
    Point.MERCURY: {Point.SUN, Point.VENUS},
    Point.JUPITER: {Point.SUN, Point.MOON, Point.MARS},
    Point.VENUS: {Point.MERCURY, Point.SATURN},
    Point.SATURN: {Point.MERCURY, Point.VENUS},
}
_FOES: Final = {
    Point.SUN: {Point.VENUS, Point.SATURN},
    Point.MOON: set[Point](),
    Point.MARS: {Point.MERCURY},
    Point.MERCURY: {Point.MOON},
    Point.JUPITER: {Point.MERCURY, Point.VENUS},
    Point.VENUS: {Point.SUN, Point.MOON},
    Point.SATURN: {Point.SUN, Point.MOON, Point.MARS},
}
_MAITRI_POINTS: Final = {(1, 1): 5.0, (0, 1): 4.0, (0, 0): 3.0, (-1, 1): 1.0, (-1, 0): 0.5, (-1, -1): 0.0}
_GANAS: Final = ("deva", "manushya", "rakshasa")
_GANA_OF: Final = "012101002211020202211022110"
"""By nakshatra, from Ashwini on: the figure is a place in `_GANAS`."""
_GANA_POINTS: Final = ((6.0, 6.0, 0.0), (5.0, 6.0, 0.0), (1.0, 0.0, 6.0))
"""Rows: the bride's; columns: the groom's."""
_BAD_TARAS: Final = frozenset({3, 5, 7})
_BAD_DISTANCES: Final = frozenset({2, 5, 6, 8, 9, 12})
_NADIS: Final = ("adi", "madhya", "antya")
_NADI_ROUND: Final = "012210"


def match_gunas(bride: Placement, groom: Placement) -> GunaMatch | None:
    """The points between two sidereal Moons; None where a birth time leaves either's sign or nakshatra open.

    Raises ValueError for tropical placements.
    """
    if bride.nakshatra is None or groom.nakshatra is None:
        raise ValueError("guna milan goes by sidereal Moons")
    if not (is_settled(bride) and is_settled(groom)):
        return None
    kootas = (*_match_signs(bride.longitude, groom.longitude), *_match_stars(bride.longitude, groom.longitude))
    order = list(KootaName)
    ordered = tuple(sorted(kootas, key=lambda koota: order.index(KootaName(koota.name))))
    return GunaMatch(sum(koota.points for koota in ordered), ordered)


def is_settled(moon: Placement) -> bool:
    """Whether the birth time leaves nothing open that is counted by."""
    return moon.is_sign_certain and moon.is_nakshatra_certain


def _match_signs(bride: float, groom: float) -> tuple[Koota, ...]:
    hers, his = sign_of(bride), sign_of(groom)
    caste, other = _varna(hers), _varna(his)
    herd, flock = _vashya(bride), _vashya(groom)
    vashya = _VASHYA_POINTS[_VASHYAS.index(herd)][_VASHYAS.index(flock)]
    lord, lady = SIGN_LORDS[his], SIGN_LORDS[hers]
    distance = (sign_number(his) - sign_number(hers)) % 12 + 1
    return (
        Koota(KootaName.VARNA, 1.0 if _VARNAS.index(other) <= _VARNAS.index(caste) else 0.0, 1.0, caste, other),
        Koota(KootaName.VASHYA, vashya, 2.0, herd, flock),
        Koota(KootaName.MAITRI, _maitri(lady, lord), 5.0, lady.value, lord.value),
        Koota(KootaName.BHAKOOT, 0.0 if distance in _BAD_DISTANCES else 7.0, 7.0, hers.value, his.value),
    )


def _match_stars(bride: float, groom: float) -> tuple[Koota, ...]:
    hers, his = NAKSHATRAS.index(nakshatra_of(bride)[0]), NAKSHATRAS.index(nakshatra_of(groom)[0])
    counts = ((his - hers) % 27 % 9 + 1, (hers - his) % 27 % 9 + 1)
    tara = sum(0.0 if count in _BAD_TARAS else 1.5 for count in counts)
    beast, other = _YONI_OF[hers], _YONI_OF[his]
    gana, gana_too = int(_GANA_OF[hers]), int(_GANA_OF[his])
    nadi, nadi_too = int(_NADI_ROUND[hers % 6]), int(_NADI_ROUND[his % 6])
    return (
        Koota(KootaName.TARA, tara, 3.0, NAKSHATRAS[hers].value, NAKSHATRAS[his].value),
        Koota(KootaName.YONI, float(_YONI_POINTS[beast][other]), 4.0, _YONIS[beast], _YONIS[other]),
        Koota(KootaName.GANA, _GANA_POINTS[gana][gana_too], 6.0, _GANAS[gana], _GANAS[gana_too]),
        Koota(KootaName.NADI, 0.0 if nadi == nadi_too else 8.0, 8.0, _NADIS[nadi], _NADIS[nadi_too]),
    )


def _varna(sign: Sign) -> str:
    """Water, fire, earth and air, in this order."""
    return {3: "brahmin", 0: "kshatriya", 1: "vaishya", 2: "shudra"}[sign_number(sign) % 4]


def _vashya(longitude: float) -> str:
    sign = sign_of(longitude)
    if sign in _HALF_VASHYAS:
        return _HALF_VASHYAS[sign][0 if degree_in_sign(longitude) < 15.0 else 1]
    return _WHOLE_VASHYAS[sign]


def _maitri(one: Point, other: Point) -> float:
    if one is other:
        return 5.0
    low, high = sorted((_regard(one, other), _regard(other, one)))
    return _MAITRI_POINTS[low, high]


def _regard(one: Point, other: Point) -> int:
    """1 a friend, 0 indifferent, -1 a foe."""
    return 1 if other in _FRIENDS[one] else -1 if other in _FOES[one] else 0
