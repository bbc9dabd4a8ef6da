"""Names lead to places: old and local ones, namesakes, regions, misheard ones, in Latin letters and Devanagari."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from astra.places import MatchedBy, Places
from astra.places.gazetteer_data import read_old_names
from astra.places.sound import sound_of
from astra.places.spelling import fold, to_latin
from tests.fakes.places_slice import open_slice


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Places]:
    opened = open_slice(tmp_path_factory.mktemp("places"))
    yield opened
    opened.close()


@pytest.mark.parametrize(
    ("said", "label"),
    [
        ("Mumbai", "Mumbai, Maharashtra, India"),
        ("Bombay", "Mumbai, Maharashtra, India"),
        ("Mumbai India", "Mumbai, Maharashtra, India"),
        ("india mumbai", "Mumbai, Maharashtra, India"),
        ("Calcutta", "Kolkata, West Bengal, India"),
        ("Madras", "Chennai, Tamil Nadu, India"),
        ("Bangalore", "Bengaluru, Karnataka, India"),
        ("Poona", "Pune, Maharashtra, India"),
        ("Pune city", "Pune, Maharashtra, India"),
        ("Peking", "Beijing, China"),
        ("Leningrad", "Saint Petersburg, Russia"),
        ("Constantinople", "Istanbul, Turkey"),
        ("Saigon", "Ho Chi Minh City, Vietnam"),
        ("London", "London, England, United Kingdom"),
        ("London, Ontario", "London, Ontario, Canada"),
        ("new york new york", "New York City, New York, United States"),
        ("Nashik Maharashtra", "Nashik, Maharashtra, India"),
        ("Paris, Texas, USA", "Paris, Texas, United States"),
        ("Hyderabad, Sindh", "Hyderabad, Sindh, Pakistan"),
        ("Hyderabad, Telangana", "Hyderabad, Telangana, India"),
        ("Lucknow U.P.", "Lucknow, Uttar Pradesh, India"),
        ("Springfield, Illinois", "Springfield, Illinois, United States"),
        ("Karad, Satara", "Karād, Maharashtra, India"),
        ("Sao Paulo", "São Paulo, Brazil"),
        ("St. Louis, Missouri", "St. Louis, Missouri, United States"),
        ("मुंबई", "Mumbai, Maharashtra, India"),
        ("सातारा", "Satara, Maharashtra, India"),
        ("नागपुर महाराष्ट्र", "Nagpur, Maharashtra, India"),
        ("  MUMBAI!! ", "Mumbai, Maharashtra, India"),
    ],
)
def test_a_name_is_one_place(places: Places, said: str, label: str) -> None:
    sure = places.resolve(said).sure
    assert sure is not None
    assert sure.label == label


def test_a_place_has_all_that_a_chart_needs(places: Places) -> None:
    sure = places.resolve("Bombay").sure
    assert sure is not None
    assert (round(sure.latitude, 2), round(sure.longitude, 2), sure.zone) == (19.07, 72.88, "Asia/Kolkata")
    assert (sure.country_code, sure.matched_by) == ("IN", MatchedBy.OLD_NAME)
    assert sure.population > 10_000_000


@pytest.mark.parametrize(
    ("said", "labels"),
    [
        ("Hyderabad", {"Hyderabad, Telangana, India", "Hyderabad, Sindh, Pakistan"}),
        ("Aurangabad", {"Aurangabad, Maharashtra, India", "Aurangābād, Bihar, India"}),
        ("Springfield", {"Springfield, Missouri, United States", "Springfield, Illinois, United States"}),
    ],
)
def test_namesakes_are_to_be_asked_about(places: Places, said: str, labels: set[str]) -> None:
    found = places.resolve(said)
    assert found.sure is None
    assert labels <= {place.label for place in found.namesakes}
    shown = [place.label for place in found.namesakes]
    assert len(shown) == len(set(shown)) <= 5


@pytest.mark.parametrize("said", ["India", "Maharashtra", "UP", "Georgia", "punjab", "England", "भारत"])
def test_a_region_is_no_place(places: Places, said: str) -> None:
    found = places.resolve(said)
    assert found.region
    assert found.sure is None


@pytest.mark.parametrize("said", ["Singapore", "Luxembourg", "Delhi", "New York", "Mexico City"])
def test_a_city_called_like_its_region_is_a_place(places: Places, said: str) -> None:
    assert places.resolve(said).sure is not None


@pytest.mark.parametrize(
    ("heard", "name"),
    [
        ("Ludhyana", "Ludhiana"),
        ("Bangaluru", "Bengaluru"),
        ("Luckno", "Lucknow"),
        ("Trivandram", "Thiruvananthapuram"),
        ("Jaypoor", "Jaipur"),
        ("Amritser", "Amritsar"),
        ("Kolhapoor", "Kolhāpur"),
    ],
)
def test_a_misheard_name_suggests_but_is_never_taken(places: Places, heard: str, name: str) -> None:
    found = places.resolve(heard)
    assert found.sure is None
    assert found.nearest[0].name == name
    assert found.nearest[0].matched_by is MatchedBy.SOUND


def test_a_name_in_the_wrong_country_suggests_the_right_one(places: Places) -> None:
    found = places.resolve("Mumbai, Pakistan")
    assert found.sure is None
    assert found.nearest[0].label == "Mumbai, Maharashtra, India"


def test_nothing_comes_of_nothing(places: Places) -> None:
    for text in ("", " ", "?!", "'", "Xyzzyplugh", "0", "\x00", "x" * 10_000):
        found = places.resolve(text)
        assert found.sure is None
        assert not found.namesakes


def test_an_injection_is_only_a_name(places: Places) -> None:
    for text in ("Mumbai'; DROP TABLE place;--", '" OR 1=1 --', "%' UNION SELECT 1--", "Mumbai\x00India"):
        places.search(text)
        places.resolve(text)
    assert places.resolve("Mumbai").sure is not None


def test_a_list_to_pick_from_has_the_large_ones_first(places: Places) -> None:
    assert places.search("mum")[0].name == "Mumbai"
    assert places.search("spring")[0].name == "Springfield"
    assert [place.country_code for place in places.search("Hyderabad", limit=2)] == ["IN", "PK"]
    assert len(places.search("san", limit=4)) == 4
    assert places.search("Ludhyana")[0].name == "Ludhiana"
    assert places.search("", limit=5) == []
    assert places.search("Mumbai", limit=0) == []


def test_every_old_name_of_ours_leads_to_its_place(places: Places) -> None:
    for old in read_old_names():
        found = places.resolve(old.name)
        shown = (*(found.namesakes or ()), *((found.sure,) if found.sure else ()))
        assert any(place.country_code == old.country for place in shown), old.name


@given(st.text(max_size=60))
def test_no_text_makes_it_stumble(places: Places, text: str) -> None:
    for place in places.search(text, limit=3):
        assert 0 <= place.score <= 1
    found = places.resolve(text)
    assert (found.sure is not None) + bool(found.namesakes) + bool(found.nearest) + bool(found.region) <= 1


def test_threads_share_it(places: Places) -> None:
    names = ["Mumbai", "London", "Springfield", "Ludhyana", "पुणे"] * 20
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(places.resolve, names))
    assert answers[:5] == answers[-5:]


def test_spellings_come_together() -> None:
    assert fold("Chhatrapati Sambhājinagar!") == "chhatrapati sambhajinagar"
    assert fold("St. Louis") == fold("Saint Louis") == "saint louis"
    assert fold("Łódź") == "lodz"
    assert fold("मुम्बई") != fold("मम्बई")
    assert to_latin("सातारा") == "satara"
    assert sound_of("nasik") == sound_of("nashik")
    assert sound_of("bhopal") == sound_of("bopal")
