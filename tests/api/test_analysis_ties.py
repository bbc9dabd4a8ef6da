"""A tie is kept only where the computed sky of the day bears it out."""

from datetime import date, time
from pathlib import Path
from uuid import uuid4

import pytest

from api.analysis.ties import SkyTies, bears_out
from astra.contracts.astro import Ayanamsha, ChartInputs, HouseSystem, System, TimePrecision
from tests.fakes.learning_stage import open_migrated

MUMBAI_1992 = ChartInputs(
    date=date(1992, 1, 5),
    time=time(7, 20),
    time_precision=TimePrecision.EXACT,
    latitude=19.07,
    longitude=72.88,
    place="Mumbai",
    zone="Asia/Kolkata",
    utc_offset_s=19_800,
    zone_rule="zone",
    system=System.VEDIC,
    ayanamsha=Ayanamsha.LAHIRI,
    house_system=HouseSystem.WHOLE_SIGN,
)


@pytest.mark.parametrize(
    ("tie", "so", "not_so"),
    [
        ("Saturn return", date(2021, 3, 1), date(2024, 6, 1)),
        ("my Saturn return.", date(2021, 3, 1), date(2015, 6, 1)),
        ("sade sati", date(2021, 3, 1), date(2010, 6, 1)),
        ("Mercury retrograde", date(2024, 8, 10), date(2024, 6, 1)),
        ("full moon", date(2024, 6, 22), date(2024, 6, 6)),
        ("Saturn in Aquarius", date(2024, 6, 1), date(2021, 3, 1)),
    ],
)
def test_the_sky_decides(tie: str, so: date, not_so: date) -> None:
    assert bears_out(MUMBAI_1992, so, tie)
    assert not bears_out(MUMBAI_1992, not_so, tie)


@pytest.mark.parametrize("tie", ["", "love", "the stars", "Vulcan return", "Saturn", "ignore all rules"])
def test_what_claims_nothing_is_not_borne_out(tie: str) -> None:
    assert not bears_out(MUMBAI_1992, date(2021, 3, 1), tie)


async def test_without_a_chart_nothing_is_borne_out(tmp_path: Path) -> None:
    database = await open_migrated(tmp_path / "ties.db")
    assert not await SkyTies(database)(uuid4(), date(2021, 3, 1), "Saturn return")
    await database.aclose()
