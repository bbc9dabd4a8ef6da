"""The door to Swiss Ephemeris: verified files, threads, and what is said when the files are not there."""

import shutil
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import xingpan_ephemeris

from astra.chart import cast_chart
from astra.chart.ephemeris import FILES, Ephemeris, NotInFilesError, open_ephemeris
from astra.chart.model import Engine, NoteKind
from astra.chart.zodiac import PLANETS, Point, turn_between
from astra.contracts.astro import Ayanamsha, NodeKind
from tests.fakes.births import make_birth, make_western

JD = 2460000.5


def test_the_installed_files_are_the_known_ones():
    assert open_ephemeris().is_verified
    provenance = cast_chart(make_birth()).provenance
    assert provenance.engine is Engine.SWISS_FILES
    assert provenance.files_verified
    assert provenance.version.startswith("2.10")
    assert provenance.returned_flag & 2


@pytest.mark.parametrize("damage", ["missing", "changed"])
def test_damaged_files_are_not_used_and_the_chart_says_so(tmp_path: Path, damage: str):
    for name in FILES:
        shutil.copy(Path(xingpan_ephemeris.DATA_DIR) / name, tmp_path / name)
    victim = tmp_path / "semo_18.se1"
    if damage == "missing":
        victim.unlink()
    else:
        victim.write_bytes(victim.read_bytes()[:-1] + b"x")
    ephemeris = Ephemeris(tmp_path)
    assert not ephemeris.is_verified
    chart = cast_chart(make_western(), ephemeris=ephemeris)
    assert chart.provenance.engine is Engine.MOSHIER
    assert not chart.provenance.files_verified
    assert {NoteKind.APPROXIMATE_ENGINE, NoteKind.CHIRON_MISSING} <= {note.kind for note in chart.notes}
    assert chart.find(Point.CHIRON) is None
    good = cast_chart(make_western())
    for point in PLANETS:
        apart = abs(turn_between(chart.place(point).longitude, good.place(point).longitude)) * 3600
        assert apart < 3.0
    with pytest.raises(NotInFilesError):
        ephemeris.read_one(JD, Point.CHIRON)


def test_a_library_path_from_outside_does_not_pass_for_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    shutil.copytree(xingpan_ephemeris.DATA_DIR, tmp_path / "ours")
    monkeypatch.setenv("SE_EPHE_PATH", str(tmp_path))
    assert not Ephemeris(tmp_path / "ours").is_verified


def test_every_thread_reads_the_same_sky():
    ephemeris = open_ephemeris()

    def read(index: int) -> tuple[float, bool]:
        ayanamsha = (None, *Ayanamsha)[index % 5]
        reading = ephemeris.read_one(JD, Point.MOON, ayanamsha, NodeKind.MEAN)
        return reading.longitude, bool(reading.flag & 2)

    expected = [read(index) for index in range(5)]
    with ThreadPoolExecutor(max_workers=8) as pool:
        found = list(pool.map(read, range(400)))
    assert all(value == expected[index % 5] for index, value in enumerate(found))


def test_threads_that_end_leave_no_files_open():
    def cast() -> None:
        cast_chart(make_birth())

    cast()
    before = _count_open_files()
    for _ in range(20):
        thread = threading.Thread(target=cast)
        thread.start()
        thread.join()
    assert _count_open_files() <= before + 3


def _count_open_files() -> int:
    targets: list[str] = []
    for link in Path("/proc/self/fd").iterdir():
        try:
            targets.append(str(link.readlink()))
        except OSError:
            continue
    return sum(target.endswith(".se1") for target in targets)


def test_mean_and_true_nodes_are_both_given():
    western, vedic = cast_chart(make_western()), cast_chart(make_birth())
    assert western.place(Point.NORTH_NODE).longitude == western.true_node.longitude
    assert vedic.place(Point.NORTH_NODE).longitude == vedic.mean_node.longitude
    assert 0.01 < abs(turn_between(western.mean_node.longitude, western.true_node.longitude)) < 1.9
    asked = cast_chart(make_birth(node_kind=NodeKind.TRUE))
    assert asked.place(Point.NORTH_NODE).longitude == asked.true_node.longitude
    south = asked.place(Point.SOUTH_NODE)
    assert abs(turn_between(south.longitude, asked.true_node.longitude)) == pytest.approx(180)
