"""The sky's calendar against dates that are on record: eclipses, stations, ingresses, returns, transits."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from astra.chart import (
    cast_chart,
    find_moon_phase,
    find_next_contact,
    find_next_eclipses,
    find_next_ingress,
    find_next_station,
    find_return,
    find_transits,
)
from astra.chart.events_model import EclipseKind
from astra.chart.model import AspectKind, PhaseName
from astra.chart.moment import LAST_DAY
from astra.chart.zodiac import Point, Sign, turn_between
from astra.contracts.astro import Ayanamsha, ChartInputs
from astra.contracts.errors import AstraError
from tests.fakes.births import make_birth, make_unknown, make_western

AT = datetime(2026, 11, 21, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("after", "kind", "at"),
    [
        (datetime(2024, 3, 30, tzinfo=UTC), EclipseKind.SOLAR_TOTAL, datetime(2024, 4, 8, 18, 17, tzinfo=UTC)),
        (datetime(2023, 10, 1, tzinfo=UTC), EclipseKind.SOLAR_ANNULAR, datetime(2023, 10, 14, 17, 59, tzinfo=UTC)),
        (datetime(2026, 8, 1, tzinfo=UTC), EclipseKind.SOLAR_TOTAL, datetime(2026, 8, 12, 17, 46, tzinfo=UTC)),
        (datetime(2023, 4, 1, tzinfo=UTC), EclipseKind.SOLAR_HYBRID, datetime(2023, 4, 20, 4, 17, tzinfo=UTC)),
        (datetime(2025, 3, 1, tzinfo=UTC), EclipseKind.LUNAR_TOTAL, datetime(2025, 3, 14, 6, 59, tzinfo=UTC)),
        (datetime(2024, 9, 1, tzinfo=UTC), EclipseKind.LUNAR_PARTIAL, datetime(2024, 9, 18, 2, 44, tzinfo=UTC)),
    ],
)
def test_eclipses_are_those_of_the_record(after, kind, at):
    eclipse = next(found for found in find_next_eclipses(after) if found.kind is kind)
    assert abs(eclipse.at - at) < timedelta(minutes=2)
    assert eclipse.visible is None


def test_an_eclipse_is_seen_where_its_shadow_falls():
    after = datetime(2024, 3, 30, tzinfo=UTC)
    solar = EclipseKind.SOLAR_TOTAL
    dallas, delhi = (
        next(found for found in find_next_eclipses(after, *place) if found.kind is solar).visible
        for place in ((32.78, -96.80), (28.61, 77.21))
    )
    assert dallas is True
    assert delhi is False


@pytest.mark.parametrize(
    ("point", "after", "at", "retrograde", "sign"),
    [
        (Point.MERCURY, datetime(2025, 3, 1, tzinfo=UTC), datetime(2025, 3, 15, 6, 46, tzinfo=UTC), True, Sign.ARIES),
        (Point.MERCURY, datetime(2025, 3, 16, tzinfo=UTC), datetime(2025, 4, 7, 11, 8, tzinfo=UTC), False, Sign.PISCES),
        (Point.VENUS, datetime(2025, 2, 1, tzinfo=UTC), datetime(2025, 3, 2, 0, 36, tzinfo=UTC), True, Sign.ARIES),
        (Point.MARS, datetime(2024, 12, 1, tzinfo=UTC), datetime(2024, 12, 6, 23, 33, tzinfo=UTC), True, Sign.LEO),
    ],
)
def test_stations_are_those_of_the_almanac(point, after, at, retrograde, sign):
    station = find_next_station(point, after)
    assert station is not None
    assert abs(station.at - at) < timedelta(minutes=15)
    assert station.turns_retrograde is retrograde
    assert station.sign is sign


def test_sun_and_moon_never_stand_still():
    assert find_next_station(Point.SUN, AT) is find_next_station(Point.MOON, AT) is None


def test_a_retrograde_enters_a_sign_from_behind():
    # Pluto went back from Aquarius into Capricorn on 1 September 2024.
    ingress = find_next_ingress(Point.PLUTO, datetime(2024, 6, 1, tzinfo=UTC))
    assert ingress is not None
    assert (ingress.sign, ingress.retrograde) == (Sign.CAPRICORN, True)
    assert ingress.at.date() in {date(2024, 9, 1), date(2024, 9, 2)}
    back = find_next_ingress(Point.PLUTO, ingress.at + timedelta(days=1))
    assert (back.sign, back.retrograde, back.at.date()) == (Sign.AQUARIUS, False, date(2024, 11, 19))


def test_makar_sankranti_is_the_suns_sidereal_ingress():
    ingress = find_next_ingress(Point.SUN, datetime(2026, 1, 1, tzinfo=UTC), Ayanamsha.LAHIRI)
    assert ingress is not None
    assert (ingress.sign, ingress.at.date()) == (Sign.CAPRICORN, date(2026, 1, 14))


@pytest.mark.parametrize("make", [make_birth, make_western])
@pytest.mark.parametrize("point", [Point.SUN, Point.MOON, Point.MARS, Point.JUPITER, Point.SATURN])
def test_a_return_is_to_the_birth_position(make, point):
    birth = make()
    chart = cast_chart(birth)
    found = find_return(chart, point, AT)
    assert found is not None
    assert found.at > AT
    assert found.margin_days == 0
    assert abs(turn_between(_cast_at(birth, found.at).place(point).longitude, chart.place(point).longitude)) < 1e-3


def test_a_return_of_an_uncertain_moon_carries_its_margin():
    found = find_return(cast_chart(make_unknown()), Point.MOON, AT)
    assert found is not None
    assert 0.4 < found.margin_days < 0.6


def _cast_at(birth: ChartInputs, at: datetime):
    change = {"date": at.date(), "time": at.time(), "utc_offset_s": 0.0}
    return cast_chart(birth.model_copy(update=change))


def test_contacts_say_when_they_were_and_will_be_exact():
    birth = make_western()
    chart = cast_chart(birth)
    transits = find_transits(chart, AT)
    assert transits.contacts
    for contact in transits.contacts[:8]:
        angle = {"conjunction": 0, "sextile": 60, "square": 90, "trine": 120, "opposition": 180}[contact.kind.value]
        for exact in (contact.previous_exact, contact.next_exact):
            if exact is not None:
                mover = _cast_at(birth, exact).place(contact.moving)
                apart = abs(turn_between(chart.place(contact.natal).longitude, mover.longitude))
                assert abs(apart - angle) < 1e-3
        assert contact.previous_exact is None or contact.previous_exact <= AT
        assert contact.next_exact is None or contact.next_exact >= AT


def test_a_retrograde_loop_gives_three_contacts():
    # Mercury ran back over 5° Aries, where this Sun stands, in the spring of 2025.
    chart = cast_chart(make_western(date=date(1996, 3, 25), time=time(12, 0)))
    found, after = [], datetime(2025, 2, 20, tzinfo=UTC)
    for _ in range(4):
        exact = find_next_contact(chart, Point.MERCURY, AspectKind.CONJUNCTION, Point.SUN, after)
        assert exact is not None
        found.append(exact)
        after = exact + timedelta(hours=1)
    assert [exact.month for exact in found[:3]] == [3, 3, 4]
    assert found[3].year == 2026


def test_sade_sati_is_counted_from_the_birth_moon():
    transits = find_transits(cast_chart(make_birth()), AT)
    assert transits.saturn_from_moon == 1
    assert transits.find(Point.SATURN).sign is Sign.PISCES


def test_the_next_ingresses_come_in_order():
    transits = find_transits(cast_chart(make_birth()), AT)
    moments = [ingress.at for ingress in transits.next_ingresses]
    assert moments == sorted(moments)
    assert {ingress.point for ingress in transits.next_ingresses} >= {Point.SUN, Point.MOON, Point.JUPITER}
    assert all(moment > AT for moment in moments)


@pytest.mark.parametrize(
    ("at", "name", "waxing"),
    [
        (datetime(2024, 4, 8, 18, 20, tzinfo=UTC), PhaseName.NEW_MOON, None),
        (datetime(2025, 3, 14, 7, 0, tzinfo=UTC), PhaseName.FULL_MOON, None),
        (datetime(2024, 4, 12, tzinfo=UTC), PhaseName.WAXING_CRESCENT, True),
        (datetime(2025, 3, 18, tzinfo=UTC), PhaseName.WANING_GIBBOUS, False),
    ],
)
def test_phases_have_their_names(at, name, waxing):
    phase = find_moon_phase(at)
    assert phase.name is name
    assert waxing is None or phase.waxing is waxing


@pytest.mark.parametrize(
    "at",
    [datetime(1700, 1, 1, tzinfo=UTC), datetime(2500, 1, 1, tzinfo=UTC), datetime(2026, 1, 1)],  # noqa: DTZ001  a naive one is refused
)
def test_moments_outside_the_files_and_naive_ones_are_refused(at):
    chart = cast_chart(make_birth())
    for ask in (find_moon_phase, lambda at: find_transits(chart, at)):
        with pytest.raises(AstraError) as caught:
            ask(at)
        assert caught.value.field == "at"


def test_searches_end_where_the_ephemeris_does():
    last = datetime.combine(LAST_DAY, time(0), tzinfo=UTC)
    chart = cast_chart(make_birth())
    assert find_next_ingress(Point.PLUTO, last) is None
    assert find_next_station(Point.PLUTO, last) is None
    assert find_return(chart, Point.SATURN, last) is None
    assert find_next_eclipses(last) == ()
    assert find_transits(chart, last).placements
