"""Guna milan: the eight counts held against their definitions and against a match that was published."""

from dataclasses import replace
from itertools import product

import pytest

from astra.chart import cast_chart
from astra.chart.compare import compare_charts
from astra.chart.events_model import GunaMatch
from astra.chart.guna import match_gunas
from astra.chart.model import Placement
from astra.chart.zodiac import NAKSHATRA_DEG, NAKSHATRAS, Nakshatra, Point, degree_in_sign, nakshatra_of, sign_of
from tests.fakes.births import make_birth, make_unknown, make_western

_MOON = cast_chart(make_birth()).place(Point.MOON)


def moon(nakshatra: Nakshatra, pada: int) -> Placement:
    longitude = (NAKSHATRAS.index(nakshatra) + (pada - 0.5) / 4) * NAKSHATRA_DEG
    found = nakshatra_of(longitude)
    return replace(
        _MOON,
        longitude=longitude,
        sign=sign_of(longitude),
        degree=degree_in_sign(longitude),
        nakshatra=found[0],
        pada=found[1],
    )


def match(bride: tuple[str, int], groom: tuple[str, int]) -> GunaMatch:
    found = match_gunas(moon(Nakshatra(bride[0]), bride[1]), moon(Nakshatra(groom[0]), groom[1]))
    assert found is not None
    return found


def points(found: GunaMatch) -> dict[str, float]:
    return {koota.name: koota.points for koota in found.kootas}


def test_a_published_match_agrees_where_the_custom_is_the_same() -> None:
    """A bride of Ardra 2, a groom of Purva Ashadha 3 (telugusourabham.blogspot.com, 20 December 2012), counted there
    with the whole of Sagittarius as human, and tara from the bride's side only."""
    told = points(match(("ardra", 2), ("purva_ashadha", 3)))
    agreed = {"varna": 1, "yoni": 2, "graha_maitri": 0.5, "gana": 6, "bhakoot": 7, "nadi": 8}
    assert {name: told[name] for name in agreed} == agreed
    assert (told["vashya"], told["tara"]) == (1.0, 1.5)


@pytest.mark.parametrize(
    ("bride", "groom", "name", "wanted"),
    [
        (("pushya", 1), ("ashwini", 1), "varna", 0),
        (("ashwini", 1), ("pushya", 1), "varna", 1),
        (("magha", 1), ("magha", 1), "vashya", 2),
        (("ashwini", 1), ("krittika", 1), "tara", 1.5),
        (("ashwini", 1), ("ashwini", 1), "tara", 3),
        (("ashwini", 1), ("hasta", 1), "yoni", 0),
        (("ashwini", 1), ("shatabhisha", 1), "yoni", 4),
        (("uttara_phalguni", 2), ("chitra", 1), "yoni", 0),
        (("pushya", 1), ("magha", 1), "graha_maitri", 5),
        (("punarvasu", 1), ("pushya", 1), "graha_maitri", 1),
        (("hasta", 1), ("bharani", 1), "gana", 6),
        (("bharani", 1), ("hasta", 1), "gana", 5),
        (("magha", 1), ("ashwini", 1), "gana", 1),
        (("ashwini", 1), ("magha", 1), "gana", 0),
        (("ardra", 1), ("ashwini", 1), "vashya", 1),
        (("ashwini", 1), ("ardra", 1), "vashya", 0),
        (("pushya", 1), ("magha", 1), "vashya", 1),
        (("anuradha", 1), ("magha", 1), "vashya", 0),
        (("ashwini", 1), ("hasta", 1), "bhakoot", 0),
        (("ashwini", 1), ("swati", 1), "bhakoot", 7),
        (("ashwini", 1), ("ardra", 1), "nadi", 0),
        (("ashwini", 1), ("rohini", 1), "nadi", 8),
    ],
)
def test_a_count_is_as_defined(bride: tuple[str, int], groom: tuple[str, int], name: str, wanted: float) -> None:
    assert points(match(bride, groom))[name] == wanted


def test_the_sum_is_of_eight_counts_and_never_beyond_36() -> None:
    totals: list[float] = []
    for one, other in product(NAKSHATRAS, repeat=2):
        found = match((one.value, 1), (other.value, 4))
        assert len(found.kootas) == 8
        assert found.total == sum(koota.points for koota in found.kootas)
        assert all(0 <= koota.points <= koota.most for koota in found.kootas)
        assert sum(koota.most for koota in found.kootas) == 36
        totals.append(found.total)
    assert 0 < min(totals) < 10
    assert 30 < max(totals) <= 36


def test_one_moon_with_itself_loses_only_the_nadi() -> None:
    assert match(("rohini", 2), ("rohini", 2)).total == 28


def test_a_comparison_counts_both_ways_in_whatever_zodiac() -> None:
    other = make_birth(date=make_birth().date.replace(year=1994, month=8))
    found = compare_charts(cast_chart(make_birth()), cast_chart(other)).gunas
    assert found is not None
    assert compare_charts(cast_chart(make_western()), cast_chart(other)).gunas == found
    back = compare_charts(cast_chart(other), cast_chart(make_birth())).gunas
    assert back is not None
    assert (back.first_as_bride, back.first_as_groom) == (found.first_as_groom, found.first_as_bride)


def test_an_open_moon_gets_no_points_and_a_tropical_one_is_refused() -> None:
    # The Moon leaves its nakshatra on that day.
    comparison = compare_charts(cast_chart(make_birth()), cast_chart(make_unknown()))
    moon_then = cast_chart(make_unknown()).place(Point.MOON)
    assert (comparison.gunas is None) == (not moon_then.is_nakshatra_certain or not moon_then.is_sign_certain)
    tropical = cast_chart(make_western()).place(Point.MOON)
    with pytest.raises(ValueError, match="sidereal"):
        match_gunas(tropical, tropical)
