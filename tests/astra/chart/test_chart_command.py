"""`python -m astra.chart`: a chart in the terminal, and a clear word for what can't be one."""

import pytest
from typer.testing import CliRunner

from astra.chart.__main__ import app

MUMBAI = ("--lat", "19.076", "--lon", "72.8777")
BIRTH = ("--date", "1996-05-14", "--time", "07:20", *MUMBAI)


def run(*words: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, list(words))
    return result.exit_code, result.output


def test_the_example_birth_is_printed_with_its_instant_and_its_engine() -> None:
    code, printed = run(*BIRTH, "--zone", "Asia/Kolkata", "--system", "vedic", "--at", "2026-05-03")
    assert code == 0
    assert printed.startswith("1996-05-14 01:50:00 UTC; engine swiss_files, Swiss Ephemeris ")
    assert "Moon" in printed
    assert "Taurus" in printed, "the Ascendant of that morning, counted in signs from Lahiri"


def test_a_zone_and_its_offset_are_one_chart() -> None:
    by_zone = run(*BIRTH, "--zone", "Asia/Kolkata", "--at", "2026-05-03")
    by_offset = run(*BIRTH, "--zone", "+05:30", "--at", "2026-05-03")
    assert by_zone[0] == by_offset[0] == 0
    assert by_zone[1].splitlines()[0] == by_offset[1].splitlines()[0]


def test_without_a_time_nothing_is_told_that_depends_on_it() -> None:
    code, printed = run("--date", "1996-05-14", *MUMBAI, "--zone", "Asia/Kolkata", "--at", "2026-05-03")
    assert code == 0
    assert "Ascendant in" not in printed


@pytest.mark.parametrize(
    ("wrong", "names"),
    [
        (("--date", "14/05/1996", *MUMBAI, "--zone", "Asia/Kolkata"), "1996-05-14"),
        (("--date", "1996-05-14", "--time", "7 in the morning", *MUMBAI, "--zone", "Asia/Kolkata"), "07:20"),
        (("--date", "1996-05-14", "--time", "07:20+05:30", *MUMBAI, "--zone", "Asia/Kolkata"), "--zone"),
        ((*BIRTH, "--zone", "Asia/Nowhere"), "Asia/Nowhere"),
        ((*BIRTH, "--zone", "+5 and a half"), "+05:30"),
        (("--date", "1996-05-14", "--lat", "91", "--lon", "0", "--zone", "UTC"), "lat"),
        (("--date", "0900-05-14", *MUMBAI, "--zone", "UTC"), "date"),
    ],
)
def test_what_can_not_be_a_birth_is_said_with_its_field(wrong: tuple[str, ...], names: str) -> None:
    code, printed = run(*wrong)
    assert code == 2
    assert names in printed
