"""The five limbs of a day at a place: tithi, weekday, nakshatra, yoga, karana, as they run at sunrise.

Sunrise is that of the Sun's upper edge with refraction at sea level, as civil almanacs have it. The sidereal limbs
(nakshatra, yoga) go by Lahiri unless another ayanamsha is asked for; tithi and karana need none.
"""

from collections.abc import Callable
from datetime import date, datetime, time
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from astra.chart.ephemeris import Ephemeris, open_ephemeris
from astra.chart.events_model import Limb, Paksha, Panchanga
from astra.chart.julian import to_datetime, to_julian_day
from astra.chart.lunar_month import find_lunar_month
from astra.chart.moment import check_day
from astra.chart.names import name_value
from astra.chart.track import Track, find_root
from astra.chart.zodiac import NAKSHATRA_DEG, NAKSHATRAS, Point, sign_of, turn_between
from astra.contracts.astro import Ayanamsha, NodeKind
from astra.contracts.errors import AstraError, ErrorCode

_TITHIS: Final = (
    *("Pratipada", "Dwitiya", "Tritiya", "Chaturthi", "Panchami", "Shashthi", "Saptami", "Ashtami", "Navami"),
    *("Dashami", "Ekadashi", "Dwadashi", "Trayodashi", "Chaturdashi"),
)
_YOGAS: Final = (
    *("Vishkambha", "Priti", "Ayushman", "Saubhagya", "Shobhana", "Atiganda", "Sukarma", "Dhriti", "Shula"),
    *("Ganda", "Vriddhi", "Dhruva", "Vyaghata", "Harshana", "Vajra", "Siddhi", "Vyatipata", "Variyana"),
    *("Parigha", "Shiva", "Siddha", "Sadhya", "Shubha", "Shukla", "Brahma", "Indra", "Vaidhriti"),
)
_MOVING_KARANAS: Final = ("Bava", "Balava", "Kaulava", "Taitila", "Gara", "Vanija", "Vishti")
_WEEKDAYS: Final = ("Somavara", "Mangalavara", "Budhavara", "Guruvara", "Shukravara", "Shanivara", "Ravivara")
_TITHI_DEG: Final = 12.0
_KARANA_DEG: Final = 6.0
_ELONGATION_DEG_PER_DAY: Final = 12.19
_MOON_DEG_PER_DAY: Final = 13.18
_YOGA_DEG_PER_DAY: Final = 14.16
_SEARCH_DAYS: Final = 0.6


def find_panchanga(
    day: date, latitude: float, longitude: float, zone: str, *, ayanamsha: Ayanamsha = Ayanamsha.LAHIRI
) -> Panchanga:
    """The panchanga of a local calendar day. Raises AstraError (field `day` or `zone`).

    Where the Sun does not rise that day the limbs are those of 06:00 by the clock.
    """
    check_day(day, field="day")
    midnight = to_julian_day(datetime.combine(day, time(), tzinfo=_load_zone(zone)))
    source = open_ephemeris()
    sunrise = _within_day(source.find_sunrise(midnight, latitude, longitude, rising=True), midnight)
    sunset = _within_day(source.find_sunrise(sunrise or midnight, latitude, longitude, rising=False), midnight)
    start = source.to_tt(midnight + 0.25 if sunrise is None else sunrise)
    sun, moon = (Track(source, point, ayanamsha, NodeKind.MEAN) for point in (Point.SUN, Point.MOON))

    def elongation(jd_tt: float) -> float:
        return (moon.at(jd_tt)[0] - sun.at(jd_tt)[0]) % 360.0

    def moon_at(jd_tt: float) -> float:
        return moon.at(jd_tt)[0]

    def total(jd_tt: float) -> float:
        return (moon.at(jd_tt)[0] + sun.at(jd_tt)[0]) % 360.0

    tithi = int(elongation(start) // _TITHI_DEG)
    nakshatra = NAKSHATRAS[int(moon_at(start) / NAKSHATRA_DEG) % 27]

    def limb(read: Callable[[float], float], part_deg: float, rate: float, name_of: Callable[[int], str]) -> Limb:
        return _find_limb(source, read, start, part_deg=part_deg, rate=rate, name_of=name_of)

    return Panchanga(
        day=day,
        zone=zone,
        sunrise=None if sunrise is None else to_datetime(sunrise),
        sunset=None if sunset is None else to_datetime(sunset),
        weekday=_WEEKDAYS[day.weekday()],
        paksha=Paksha.SHUKLA if tithi < 15 else Paksha.KRISHNA,
        tithi=limb(elongation, _TITHI_DEG, _ELONGATION_DEG_PER_DAY, _name_tithi),
        nakshatra=limb(
            moon_at, NAKSHATRA_DEG, _MOON_DEG_PER_DAY, lambda index: name_value(NAKSHATRAS[index % 27].value)
        ),
        nakshatra_name=nakshatra,
        yoga=limb(total, NAKSHATRA_DEG, _YOGA_DEG_PER_DAY, lambda index: _YOGAS[index % 27]),
        karana=limb(elongation, _KARANA_DEG, _ELONGATION_DEG_PER_DAY, _name_karana),
        moon_sign=sign_of(moon_at(start)),
        sun_sign=sign_of(sun.at(start)[0]),
        month=find_lunar_month(elongation, lambda jd_tt: sun.at(jd_tt)[0], start),
    )


def _find_limb(
    source: Ephemeris,
    read: Callable[[float], float],
    start: float,
    *,
    part_deg: float,
    rate: float,
    name_of: Callable[[int], str],
) -> Limb:
    """The part in which `read` is at `start`, and when it ends; `rate` is degrees a day, about."""
    index = int(read(start) / part_deg)
    target = (index + 1) * part_deg % 360.0
    guess = start + (-turn_between(target, read(start))) / rate
    end = find_root(lambda jd_tt: turn_between(target, read(jd_tt)), guess - _SEARCH_DAYS, guess + _SEARCH_DAYS)
    return Limb(index + 1, name_of(index), to_datetime(source.to_ut(end)))


def _name_tithi(index: int) -> str:
    if index % 15 == 14:
        return "Purnima" if index < 15 else "Amavasya"
    return _TITHIS[index % 15]


def _name_karana(index: int) -> str:
    """Of sixty half tithis the first and the last three have names of their own; seven names go round in between."""
    if (fixed := {0: "Kimstughna", 57: "Shakuni", 58: "Chatushpada", 59: "Naga"}.get(index)) is not None:
        return fixed
    return _MOVING_KARANAS[(index - 1) % 7]


def _within_day(jd_ut: float | None, midnight: float) -> float | None:
    return jd_ut if jd_ut is not None and jd_ut < midnight + 1.1 else None


def _load_zone(zone: str) -> ZoneInfo:
    try:
        return ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise AstraError(ErrorCode.INVALID, "The zone is not a known IANA name.", field="zone") from None
