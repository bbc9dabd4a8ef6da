"""Which of several places is meant: how large they are, how they were found, and what lies near what."""

import math
from collections.abc import Iterable, Sequence

from rapidfuzz.distance import JaroWinkler
from rapidfuzz.fuzz import ratio

from astra.places.gazetteer import Hit
from astra.places.gazetteer_data import Region
from astra.places.model import MatchedBy, Place

_SURE_RATIO = 15
"""London in England is 21 times as large as London in Ontario; Hyderabad in India not ten times that in Pakistan."""
_SAME_TOWN_KM = 40
_BESIDE_KM = 150
_TINY = 5_000
_VOWELS = ((" ", ""), ("oo", "u"), ("ou", "u"), ("ee", "i"), ("ay", "ai"), ("aa", "a"), ("y", "i"), ("w", "v"))
_EARTH_KM = 6371.0
_WEIGHTS = {MatchedBy.NAME: 1.0, MatchedBy.OLD_NAME: 1.0, MatchedBy.OTHER_NAME: 0.1, MatchedBy.SOUND: 0.1}


def weigh(place: Place) -> float:
    """How many people would mean this place by the name that found it."""
    return (place.population + 1) * _WEIGHTS[place.matched_by]


def distance_km(one: Place, other: Place) -> float:
    """The great-circle distance, by the haversine formula."""
    lat1, lat2 = math.radians(one.latitude), math.radians(other.latitude)
    half = math.sin((lat2 - lat1) / 2) ** 2
    half += math.cos(lat1) * math.cos(lat2) * math.sin(math.radians(other.longitude - one.longitude) / 2) ** 2
    return 2 * _EARTH_KM * math.asin(min(1.0, math.sqrt(half)))


def lies_in(hit: Hit, regions: Sequence[Region]) -> bool:
    """Whether the place lies in any of `regions`."""
    return any(region.country == hit.place.country_code and region.code in {"", hit.code} for region in regions)


def keep_beside(hits: Iterable[Hit], neighbours: Sequence[Hit]) -> list[Hit]:
    """Those of `hits` that have one of `neighbours` within a district's reach."""
    return [
        hit
        for hit in hits
        if any(
            other.place.geoname_id != hit.place.geoname_id and distance_km(hit.place, other.place) <= _BESIDE_KM
            for other in neighbours
        )
    ]


def drop_parts_of_one_town(places: Sequence[Place]) -> list[Place]:
    """`places`, the weightiest first, without those that lie within a larger namesake's reach."""
    kept: list[Place] = []
    for place in sorted(places, key=weigh, reverse=True):
        if all(distance_km(place, larger) > _SAME_TOWN_KM for larger in kept):
            kept.append(place)
    return kept


def pick_sure(places: Sequence[Place]) -> Place | None:
    """The first of `places`, sorted by weight, when hardly anybody would mean another."""
    if not places or is_doubtful(places[0]):
        return None
    if len(places) == 1 or weigh(places[0]) >= _SURE_RATIO * weigh(places[1]):
        return places[0]
    return None


def is_doubtful(place: Place) -> bool:
    """A hamlet found by a foreign spelling only is more likely a word that was no place at all."""
    return place.matched_by is MatchedBy.OTHER_NAME and place.population < _TINY


def likeness(wanted: str, name: str) -> float:
    """0 to 1: how much `wanted` looks like `name`, both folded; ways of writing one vowel count as the same."""
    one, other = _level(wanted), _level(name)
    return 0.5 * ratio(one, other) / 100 + 0.5 * JaroWinkler.similarity(one, other)


def _level(name: str) -> str:
    for spelled, sound in _VOWELS:
        name = name.replace(spelled, sound)
    return name


def rank_alike(like: float, place: Place) -> float:
    """Likeness with a nudge for size: a recogniser mishears the names that people say."""
    return like + 0.025 * math.log10(place.population + 10)
