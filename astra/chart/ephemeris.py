"""The one door to Swiss Ephemeris: verified files, one lock, and the library's per-thread state set before each use.

The library keeps its file path and sidereal mode in thread-local storage: a thread that never set them gets the
Moshier approximation and another ayanamsha without a word. So each thread is set up on first use, the sidereal mode
is set on every sidereal call, and the flag that comes back is handed on.
"""

import hashlib
import threading
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

import swisseph as swe
import xingpan_ephemeris

from astra.chart.julian import LEAP_ERA_STARTS_JD, find_leap_offset_days
from astra.chart.sidereal_time import find_apparent_sidereal_deg
from astra.chart.zodiac import Point
from astra.contracts.astro import Ayanamsha, HouseSystem, NodeKind

FILES: Final = {
    "sepl_18.se1": "ca1393ceab3a44fbc895887cf789c68819ae6a1cbc9b22225872dbe4ccd99a66",
    "semo_18.se1": "1ca07bd67c24374d77226180c20a4f9996cba013697894810518e7eb582ca4f7",
    "seas_18.se1": "a2cd8fc33807c78ca9a700c91c2e042258b12fc4796519e00781440b5ad8b2e2",
}
"""SHA-256 of the ephemeris files for 1800 to 2400 (derived from JPL DE441): planets, Moon, asteroids."""

VERSION: Final[str] = swe.version

_BODIES: Final = {
    Point.SUN: swe.SUN,
    Point.MOON: swe.MOON,
    Point.MERCURY: swe.MERCURY,
    Point.VENUS: swe.VENUS,
    Point.MARS: swe.MARS,
    Point.JUPITER: swe.JUPITER,
    Point.SATURN: swe.SATURN,
    Point.URANUS: swe.URANUS,
    Point.NEPTUNE: swe.NEPTUNE,
    Point.PLUTO: swe.PLUTO,
    Point.CHIRON: swe.CHIRON,
}
_NODES: Final = {NodeKind.MEAN: swe.MEAN_NODE, NodeKind.TRUE: swe.TRUE_NODE}
_SIDEREAL_MODES: Final = {
    Ayanamsha.LAHIRI: swe.SIDM_LAHIRI,
    Ayanamsha.RAMAN: swe.SIDM_RAMAN,
    Ayanamsha.KRISHNAMURTI: swe.SIDM_KRISHNAMURTI,
    Ayanamsha.FAGAN_BRADLEY: swe.SIDM_FAGAN_BRADLEY,
}
_HOUSE_LETTERS: Final = {
    HouseSystem.WHOLE_SIGN: b"W",
    HouseSystem.PLACIDUS: b"P",
    HouseSystem.KOCH: b"K",
    HouseSystem.EQUAL: b"A",
    HouseSystem.SRIPATI: b"S",
}
_PROBE_JD: Final = 2451545.0
_LOCK: Final = threading.RLock()


class NotInFilesError(Exception):
    """The engine at hand can't compute this body (Chiron without its file)."""


@dataclass(frozen=True, slots=True)
class Reading:
    """Apparent geocentric ecliptic position: degrees, degrees a day, and the flag that the library returned."""

    longitude: float
    latitude: float
    speed: float
    flag: int


@dataclass(frozen=True, slots=True)
class AngleReading:
    """Ascendant, Midheaven, Vertex (degrees), the Ascendant's speed (degrees a day), ARMC, and twelve cusps."""

    ascendant: float
    midheaven: float
    vertex: float
    armc: float
    ascendant_speed: float
    midheaven_speed: float
    cusps: tuple[float, ...]


class _OpenFolder:
    """The folder that one thread's library reads. It dies with the thread, in it, and closes the files opened there."""

    def __init__(self, folder: str) -> None:
        self.folder = folder
        swe.set_ephe_path(folder)

    def __del__(self) -> None:
        swe.close()


class _ThreadState(threading.local):
    opened: _OpenFolder | None = None


class Ephemeris:
    """Positions from the .se1 files in `folder`; from the Moshier approximation where they are not the ones known."""

    def __init__(self, folder: Path) -> None:
        self._folder = str(folder)
        self.is_verified = all(_hash_file(folder / name) == expected for name, expected in FILES.items())
        with self._open():
            swe.calc(_PROBE_JD, swe.SUN, self._flags)
            read_from = swe.get_current_file_data(0)[0]
        if self.is_verified and not read_from.startswith(self._folder):
            self.is_verified = False  # SE_EPHE_PATH in the environment has the last word in the library

    @property
    def _flags(self) -> int:
        return (swe.FLG_SWIEPH if self.is_verified else swe.FLG_MOSEPH) | swe.FLG_SPEED

    @contextmanager
    def _open(self, ayanamsha: Ayanamsha | None = None) -> Generator[int]:
        """Hold the library, this thread's state set; gives the flags to call with."""
        with _LOCK:
            if _STATE.opened is None or _STATE.opened.folder != self._folder:
                _STATE.opened = None  # closes the other folder's files before these are named
                _STATE.opened = _OpenFolder(self._folder)
            if ayanamsha is None:
                yield self._flags
            else:
                swe.set_sid_mode(_SIDEREAL_MODES[ayanamsha])
                yield self._flags | swe.FLG_SIDEREAL

    def to_tt(self, jd_ut: float) -> float:
        """Terrestrial Time of a UTC (before 1972: UT) Julian day.

        Leap seconds are known up to now; once the expected turning of the Earth leaves them by a second, it leads.
        """
        with self._open():
            expected: float = swe.deltat_ex(jd_ut, self._flags & (swe.FLG_SWIEPH | swe.FLG_MOSEPH))
        if jd_ut < LEAP_ERA_STARTS_JD:
            return jd_ut + expected
        counted = find_leap_offset_days(jd_ut)
        return jd_ut + (counted if abs(expected - counted) * 86_400.0 < 1.0 else expected)

    def to_ut(self, jd_tt: float) -> float:
        """The UTC (before 1972: UT) Julian day of a Terrestrial Time."""
        return jd_tt - (self.to_tt(jd_tt) - jd_tt)

    def read(
        self, jd_tt: float, points: tuple[Point, ...], ayanamsha: Ayanamsha | None, node_kind: NodeKind
    ) -> dict[Point, Reading]:
        """Where `points` (bodies and nodes) stand at a Julian day (TT); a body without a file is left out."""
        readings: dict[Point, Reading] = {}
        with self._open(ayanamsha) as flags:
            for point in points:
                try:
                    readings[point] = _read_one(jd_tt, point, flags, node_kind)
                except NotInFilesError:
                    continue
        return readings

    def read_one(
        self, jd_tt: float, point: Point, ayanamsha: Ayanamsha | None = None, node_kind: NodeKind = NodeKind.TRUE
    ) -> Reading:
        """Where one body or node stands. Raises NotInFilesError."""
        with self._open(ayanamsha) as flags:
            return _read_one(jd_tt, point, flags, node_kind)

    def read_angles(
        self, jd_ut: float, latitude: float, longitude: float, system: HouseSystem, ayanamsha: Ayanamsha | None
    ) -> AngleReading:
        """Angles and cusps at a place. `system` must not be a quadrant system inside the polar circles."""
        jd_tt = self.to_tt(jd_ut)
        with self._open(ayanamsha) as sidereal_flags:
            flags = sidereal_flags & ~swe.FLG_SPEED & ~swe.FLG_SIDEREAL
            tilt, mean_tilt, nutation = swe.calc(jd_tt, swe.ECL_NUT, flags)[0][:3]
            armc = (find_apparent_sidereal_deg(jd_ut, jd_tt, nutation, mean_tilt) + longitude) % 360.0
            cusps, angles, _, speeds = swe.houses_armc_ex2(armc, latitude, tilt, _HOUSE_LETTERS[system])
            shift = 0.0 if ayanamsha is None else swe.get_ayanamsa_ex(jd_tt, flags)[1]
        ascendant = (angles[0] - shift) % 360.0
        if system is HouseSystem.WHOLE_SIGN:
            cusps, shift_of_cusps = [ascendant // 30.0 * 30.0 + 30.0 * index for index in range(12)], 0.0
        else:
            shift_of_cusps = shift
        return AngleReading(
            ascendant=ascendant,
            midheaven=(angles[1] - shift) % 360.0,
            vertex=(angles[3] - shift) % 360.0,
            armc=armc,
            ascendant_speed=speeds[0],
            midheaven_speed=speeds[1],
            cusps=tuple((cusp - shift_of_cusps) % 360.0 for cusp in cusps),
        )

    def read_obliquity(self, jd_tt: float) -> float:
        """True obliquity of the ecliptic in degrees."""
        with self._open() as flags:
            return swe.calc(jd_tt, swe.ECL_NUT, flags)[0][0]

    def read_ayanamsha(self, jd_tt: float, ayanamsha: Ayanamsha) -> float:
        """Mean ayanamsha (without nutation) in degrees."""
        with self._open(ayanamsha) as flags:
            return swe.get_ayanamsa_ex(jd_tt, (flags & ~swe.FLG_SPEED & ~swe.FLG_SIDEREAL) | swe.FLG_NONUT)[1]

    def find_sunrise(self, jd_ut: float, latitude: float, longitude: float, *, rising: bool) -> float | None:
        """The Sun's next rising or setting (upper edge, refraction) after `jd_ut`; None where there is none."""
        what = swe.CALC_RISE if rising else swe.CALC_SET
        with self._open() as flags:
            found, moments = swe.rise_trans(
                jd_ut, swe.SUN, what, (longitude, latitude, 0.0), 0.0, 0.0, flags & ~swe.FLG_SPEED
            )
        return moments[0] if found == 0 else None

    def find_eclipse(self, jd_ut: float, *, solar: bool) -> tuple[int, float]:
        """The library's type bits and the moment (UT) of the next eclipse anywhere on Earth."""
        search = swe.sol_eclipse_when_glob if solar else swe.lun_eclipse_when
        with self._open() as flags:
            kind, moments = search(jd_ut, flags & ~swe.FLG_SPEED)
        return kind, moments[0]

    def find_local_eclipse(self, jd_ut: float, latitude: float, longitude: float, *, solar: bool) -> float:
        """The moment (UT) of the next eclipse of which something can be seen at a place."""
        search = swe.sol_eclipse_when_loc if solar else swe.lun_eclipse_when_loc
        with self._open() as flags:
            return search(jd_ut, (longitude, latitude, 0.0), flags & ~swe.FLG_SPEED)[1][0]


def _read_one(jd_tt: float, point: Point, flags: int, node_kind: NodeKind) -> Reading:
    if point is Point.CHIRON and flags & swe.FLG_MOSEPH:
        raise NotInFilesError(point)  # the approximation has none, and would read a file that is not the known one
    body = _BODIES.get(point, _NODES[node_kind])
    try:
        (longitude, latitude, _, speed, _, _), returned = swe.calc(jd_tt, body, flags)
    except swe.Error as error:
        raise NotInFilesError(point) from error
    if point is Point.SOUTH_NODE:
        return Reading((longitude + 180.0) % 360.0, -latitude, speed, returned)
    return Reading(longitude, latitude, speed, returned)


def _hash_file(path: Path) -> str | None:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return None


def is_from_files(flag: int) -> bool:
    """Whether a returned flag says that the .se1 files answered."""
    return bool(flag & swe.FLG_SWIEPH) and not flag & swe.FLG_MOSEPH


ECLIPSE_BITS: Final = {
    "total": swe.ECL_TOTAL,
    "annular": swe.ECL_ANNULAR,
    "hybrid": swe.ECL_ANNULAR_TOTAL,
    "partial": swe.ECL_PARTIAL,
    "penumbral": swe.ECL_PENUMBRAL,
}

_STATE: Final = _ThreadState()


@cache
def open_ephemeris() -> Ephemeris:
    """The process's ephemeris, its files' hashes checked on first use."""
    return Ephemeris(Path(xingpan_ephemeris.DATA_DIR))
