"""Pictures of charts: well-formed, in words too, nothing on top of each other, no house where the hour is unknown."""

import re
from datetime import UTC, date, datetime, time
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from astra.chart import cast_chart, find_transits
from astra.chart.drawing import draw_dashas, draw_north, draw_south, draw_transits, draw_wheel
from astra.chart.drawing.scene import write_degree
from astra.chart.model import Chart
from astra.chart.zodiac import GRAHAS, Point
from astra.contracts.astro import Ayanamsha, ChartInputs, HouseSystem, System, TimePrecision

SVG = "{http://www.w3.org/2000/svg}"
NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


def make_inputs(system: System = System.VEDIC, clock: time | None = time(7, 20), **changes: object) -> ChartInputs:
    given = ChartInputs(
        date=date(1996, 5, 14),
        time=clock,
        time_precision=TimePrecision.UNKNOWN if clock is None else TimePrecision.EXACT,
        latitude=19.0728,
        longitude=72.8826,
        place="Mumbai, Maharashtra, India",
        zone="Asia/Kolkata",
        utc_offset_s=19_800,
        zone_rule="zone",
        system=system,
        ayanamsha=Ayanamsha.LAHIRI if system is System.VEDIC else None,
        house_system=HouseSystem.WHOLE_SIGN,
    )
    return given.model_copy(update=changes)


def read(svg: str) -> ET.Element:
    root = ET.fromstring(svg)
    assert root.tag == f"{SVG}svg"
    return root


def list_words(root: ET.Element) -> list[str]:
    return [read_words(element) for element in root.iter(f"{SVG}text")]


def read_words(element: ET.Element) -> str:
    """What is seen of a text: not what pointing at it shows."""
    shown = [(child.text or "") + (child.tail or "") for child in element if child.tag != f"{SVG}title"]
    titles = [child.tail or "" for child in element if child.tag == f"{SVG}title"]
    return "".join([element.text or "", *titles, *shown])


@pytest.fixture(scope="module")
def vedic() -> Chart:
    return cast_chart(make_inputs())


@pytest.fixture(scope="module")
def western() -> Chart:
    return cast_chart(make_inputs(System.WESTERN, house_system=HouseSystem.PLACIDUS))


@pytest.fixture(scope="module")
def without_time() -> Chart:
    return cast_chart(make_inputs(System.WESTERN, None))


@pytest.mark.parametrize("draw", [draw_wheel, draw_north, draw_south])
def test_a_picture_says_what_it_shows(draw, western: Chart) -> None:
    root = read(draw(western))
    assert root.get("role") == "img"
    named = root.get("aria-labelledby", "").split()
    assert [element.get("id") for element in root[:2]] == named
    assert root[0].text.startswith("Birth chart")
    assert "Sun 23°" in root[1].text
    assert "Taurus" in root[1].text
    assert write_degree(western.place(Point.ASCENDANT).longitude) in root[1].text


@pytest.mark.parametrize("draw", [draw_wheel, draw_north, draw_south])
def test_a_picture_fetches_nothing_and_runs_nothing(draw, vedic: Chart) -> None:
    svg = draw(vedic)
    assert not re.search(r"<script|\bhref|url\(|@import|\bon\w+=", svg)


def test_the_wheel_has_every_body_once_and_twelve_houses(western: Chart) -> None:
    root = read(draw_wheel(western))
    titles = [element.text or "" for element in root.iter(f"{SVG}title")]
    for name in ("Sun", "Moon", "Pluto", "Chiron", "North Node", "South Node"):
        assert (
            len([title for title in titles if title.startswith(f"{name} ") and "°" in title and "orb" not in title])
            == 1
        )
    assert [word for word in list_words(root) if word.isdigit()] == [str(house) for house in range(1, 13)]
    assert {"Asc", "MC"} <= set(list_words(root))


def test_without_a_time_there_is_no_ascendant_and_no_house(without_time: Chart) -> None:
    for draw in (draw_wheel, draw_north, draw_south):
        root = read(draw(without_time))
        words = list_words(root)
        assert not any(word.startswith(("Asc", "As ", "MC")) for word in words)
        assert "no Ascendant" in root[1].text
    assert not [word for word in list_words(read(draw_wheel(without_time))) if word.isdigit()]
    assert draw_dashas(without_time, NOW) is None


def test_squares_put_each_graha_into_its_own_sign(vedic: Chart) -> None:
    words = list_words(read(draw_north(vedic)))
    ascendant = vedic.place(Point.ASCENDANT).sign
    first_number = next(word for word in words if word.isdigit())
    assert first_number == str(list(type(ascendant)).index(ascendant) + 1)
    assert len([word for word in words if re.match(r"(Su|Mo|Me|Ve|Ma|Ju|Sa|Ra|Ke) \d", word)]) == len(GRAHAS)
    assert "Sa 10°" in words
    assert "Ju 23° R" in words


def test_tokens_in_a_full_field_do_not_touch() -> None:
    """The conjunction of February 1962: eight bodies in sidereal Capricorn."""
    crowded = cast_chart(make_inputs(date=date(1962, 2, 4), time=time(6, 0)))
    for draw in (draw_north, draw_south):
        places = [
            (float(element.get("x")), float(element.get("y")))
            for element in read(draw(crowded)).iter(f"{SVG}text")
            if re.match(r"[A-Z][a-z] \d", read_words(element))
        ]
        assert len(places) >= len(GRAHAS)
        for index, (x, y) in enumerate(places):
            for other_x, other_y in places[index + 1 :]:
                assert abs(x - other_x) >= 44 or abs(y - other_y) >= 12
            assert 8 < y < 398
            assert 22 < x < 378


def test_the_timeline_marks_the_running_period(vedic: Chart) -> None:
    svg = draw_dashas(vedic, NOW)
    assert svg is not None
    words = list_words(read(svg))
    assert "Inside the Venus period" in words
    assert "2017–2037" in words
    later = draw_dashas(vedic, datetime(2130, 1, 1, tzinfo=UTC))
    assert later is not None
    assert not any(word.startswith("Inside") for word in list_words(read(later)))


def test_the_strip_has_both_skies_and_the_tightest_contacts(vedic: Chart) -> None:
    transits = find_transits(vedic, NOW)
    root = read(draw_transits(vedic, transits))
    assert "21 November 2026" in list_words(root)
    titles = [element.text or "" for element in root.iter(f"{SVG}title")]
    assert len([title for title in titles if title.endswith("at birth")]) == 13
    assert len([title for title in titles if title.endswith("that day")]) == 13
    first = transits.contacts[0]
    assert any(first.kind in title for title in titles)


def test_a_place_name_can_not_break_out_of_the_picture() -> None:
    wicked = cast_chart(make_inputs(place='</text><script>alert(1)</script>" onload="x'))
    root = read(draw_south(wicked))
    assert not list(root.iter(f"{SVG}script"))
    assert "onload" not in root.attrib


@settings(max_examples=15, deadline=None)
@given(
    day=st.dates(date(1850, 1, 1), date(2100, 1, 1)),
    clock=st.times().map(lambda moment: moment.replace(microsecond=0)) | st.none(),
    latitude=st.floats(-89, 89),
    system=st.sampled_from(System),
)
def test_any_chart_can_be_drawn(day: date, clock: time | None, latitude: float, system: System) -> None:
    chart = cast_chart(make_inputs(system, clock, date=day, latitude=latitude))
    for svg in (draw_wheel(chart), draw_north(chart), draw_south(chart), draw_dashas(chart, NOW)):
        if svg is not None:
            read(svg)
            assert "nan" not in svg
