"""Makes `backzone.zip`: run `python -m astra.birth.zones.make_backzone` on a system whose tzdata keeps old zones apart.

The tz database joins zones that agree since 1970 unless it is built with its backzone file, as Debian's is; the tzdata
wheel is built without. The archive holds the zones that the wheel joins, so that births
before 1970 are the same everywhere. The tz database is in the public domain.
"""

import zipfile
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from importlib.resources import files
from pathlib import Path
from zoneinfo import ZoneInfo

_SYSTEM = Path("/usr/share/zoneinfo")
_ARCHIVE = Path(__file__).with_name("backzone.zip")
_STAMP = (1980, 1, 1, 0, 0, 0)
_FIRST, _LAST = datetime(1840, 1, 1, tzinfo=UTC), datetime(1970, 1, 1, tzinfo=UTC)
_STEP = timedelta(days=5)


def make_backzone() -> int:
    """Write the archive; how many zones went into it."""
    wheel = files("tzdata")
    names = (wheel / "zones").read_text().split()
    shared = {name: (wheel / "zoneinfo" / name).read_bytes() for name in names}
    copies = _count(shared.values())
    system_copies = _count((_SYSTEM / name).read_bytes() for name in names if (_SYSTEM / name).is_file())
    written = 0
    with zipfile.ZipFile(_ARCHIVE, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(names):
            own = _SYSTEM / name
            if "/" not in name or not own.is_file() or copies[shared[name]] <= system_copies[own.read_bytes()]:
                continue
            if _differ(name):
                archive.writestr(zipfile.ZipInfo(name, _STAMP), own.read_bytes(), zipfile.ZIP_DEFLATED)
                written += 1
    return written


def _count(contents: Iterable[bytes]) -> dict[bytes, int]:
    counts: dict[bytes, int] = {}
    for content in contents:
        counts[content] = counts.get(content, 0) + 1
    return counts


def _differ(name: str) -> bool:
    with (files("tzdata") / "zoneinfo" / name).open("rb") as shared, (_SYSTEM / name).open("rb") as own:
        ours, theirs = ZoneInfo.from_file(own, name), ZoneInfo.from_file(shared, name)
    moment = _FIRST
    while moment < _LAST:
        if moment.astimezone(ours).utcoffset() != moment.astimezone(theirs).utcoffset():
            return True
        moment += _STEP
    return False


if __name__ == "__main__":
    make_backzone()
