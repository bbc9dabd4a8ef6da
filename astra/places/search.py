"""Look-ups in the gazetteer that `build_places` made."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from astra.places.gazetteer import Gazetteer, Hit
from astra.places.gazetteer_data import Region
from astra.places.model import MatchedBy, Place, Resolution
from astra.places.query import Wanted, list_readings, split_words
from astra.places.ranking import (
    distance_km,
    drop_parts_of_one_town,
    is_doubtful,
    keep_beside,
    lies_in,
    likeness,
    pick_sure,
    rank_alike,
    weigh,
)
from astra.places.sound import one_dropped, sound_of
from astra.places.spelling import fold, is_devanagari, to_latin

_LEAST_LIKE = 0.8
_MAX_NAMESAKES = 5
_MAX_NEAREST = 3
_SHORTEST_BEGINNING = 3
_NAMESAKE_SHARE = 0.03
_OTHER_NAME_SHARE = 0.3
_CITY = 200_000
_TOWN = 50_000
_SURE_TOWN = 10_000
_MAX_COMPARED = 16


class Places:
    """The gazetteer at `path` (`.astra/places.sqlite`), opened read-only at the first look-up; safe across threads.

    Raises `AstraError` (unavailable, retryable) at a look-up while the file is not there: `build_places` makes it.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._gazetteer = Gazetteer(path)

    def search(self, text: str, limit: int = 10) -> list[Place]:
        """Places that `text` may mean, best first; for a list that a person picks from. Never raises for odd text."""
        words = split_words(text)
        if not words or limit < 1:
            return []
        found = {hit.place.geoname_id: hit.place for hit in sorted(self._find(words), key=_weight, reverse=True)}
        if len(found) < limit and len(start := " ".join(words)) >= _SHORTEST_BEGINNING:
            for hit in self._gazetteer.find_beginning(start, limit * 4):
                found.setdefault(hit.place.geoname_id, replace(hit.place, score=0.92))
        if not found:
            found = {place.geoname_id: place for place in self._find_alike(words)}
        return list(found.values())[:limit]

    def resolve(self, text: str) -> Resolution:
        """What `text` ("Mumbai India", "London, Ontario", "Bombay") comes to."""
        words = split_words(text)
        if not words:
            return Resolution()
        hits = self._find(words)
        if region := self._name_region(words, hits):
            return Resolution(region=region)
        heaviest = sorted(hits, key=_weight, reverse=True)[:_MAX_COMPARED]
        places = drop_parts_of_one_town([hit.place for hit in heaviest])
        if sure := pick_sure(places):
            return Resolution(sure=sure)
        named = _tell_apart([place for place in places if not is_doubtful(place)])[:_MAX_NAMESAKES]
        if named:
            return Resolution(sure=named[0]) if len(named) == 1 else Resolution(namesakes=named)
        nearest = self._find_elsewhere(words) or self._find_within(words) or self._find_alike(words)
        return Resolution(nearest=tuple(nearest[:_MAX_NEAREST]))

    def close(self) -> None:
        """Close the file; a later look-up opens it again."""
        self._gazetteer.close()

    def _find(self, words: list[str]) -> list[Hit]:
        """Places by the first reading of the words that leads to any."""
        readings = list(list_readings(words, self._gazetteer.find_regions))
        spelled = " ".join(words)
        if is_devanagari(spelled):
            latin = to_latin(spelled).split()
            readings += list_readings(latin, self._gazetteer.find_regions)
        for wanted in readings:
            if hits := self._find_wanted(wanted):
                return hits
        return []

    def _find_wanted(self, wanted: Wanted) -> list[Hit]:
        hits = self._gazetteer.find_named(wanted.name)
        for regions in wanted.regions:
            hits = [hit for hit in hits if lies_in(hit, regions)]
        if hits and wanted.beside:
            neighbours = self._gazetteer.find_named(wanted.beside)
            hits = keep_beside(hits, [hit for hit in neighbours if not is_doubtful(hit.place)])
        return hits

    def _name_region(self, words: list[str], hits: Sequence[Hit]) -> str:
        """The country or state that the words name, unless a town of weight is called so too."""
        regions = self._gazetteer.find_regions(" ".join(words))
        regions = [region for region in regions if not _is_postal_code(words, region)]
        if not regions:
            return ""
        best = max(hits, key=_weight, default=None)
        if best is not None and best.place.matched_by is not MatchedBy.OTHER_NAME:
            inside = lies_in(best, regions) and best.place.population >= _SURE_TOWN
            if inside or best.place.population >= _CITY:
                return ""
        return regions[0].name

    def _find_elsewhere(self, words: list[str]) -> list[Place]:
        """Places of that name, though not in the region that was told with it."""
        for wanted in list_readings(words, self._gazetteer.find_regions):
            if wanted.regions and not wanted.beside:
                hits = [hit.place for hit in self._gazetteer.find_named(wanted.name) if not is_doubtful(hit.place)]
                if hits:
                    return drop_parts_of_one_town(hits[:_MAX_COMPARED])
        return []

    def _find_within(self, words: list[str]) -> list[Place]:
        """Towns named by some of the words: the Thane of `Thane West`."""
        for length in range(len(words) - 1, 0, -1):
            for start in range(len(words) - length + 1):
                hits = self._gazetteer.find_named(" ".join(words[start : start + length]))
                towns = [hit.place for hit in hits if hit.place.matched_by is not MatchedBy.OTHER_NAME]
                if towns and towns[0].population >= _TOWN:
                    return drop_parts_of_one_town(towns[:_MAX_COMPARED])
        return []

    def _find_alike(self, words: list[str]) -> list[Place]:
        """Places that sound like the words, best first; a region among the words narrows them."""
        spelled = " ".join(words)
        latin = to_latin(spelled).split() if is_devanagari(spelled) else words
        best: dict[int, tuple[float, Place]] = {}
        for wanted in list_readings(latin, self._gazetteer.find_regions):
            if wanted.beside or (wanted.regions == () and len(wanted.name.split()) < len(latin)):
                continue
            for rank, place in self._rank_alike(wanted.name, wanted.regions):
                if place.geoname_id not in best or best[place.geoname_id][0] < rank:
                    best[place.geoname_id] = (rank, place)
        ranked = sorted(best.values(), key=lambda pair: pair[0], reverse=True)
        return _drop_near([place for _, place in ranked])

    def _rank_alike(self, name: str, regions: tuple[tuple[Region, ...], ...]) -> Iterable[tuple[float, Place]]:
        skeleton = sound_of(name)
        if not skeleton:
            return
        for hit in self._gazetteer.find_sounding({skeleton} | one_dropped(skeleton)):
            if not all(lies_in(hit, allowed) for allowed in regions):
                continue
            like = likeness(name, hit.key or fold(hit.place.name))
            if like >= _LEAST_LIKE:
                yield rank_alike(like, hit.place), replace(hit.place, score=round(like * 0.9, 3))


def _weight(hit: Hit) -> float:
    return weigh(hit.place)


def _is_postal_code(words: Sequence[str], region: Region) -> bool:
    """`OR` and `ME` are states behind the name of a town only."""
    return region.country == "US" and words == [region.code.casefold()]


def _tell_apart(places: Sequence[Place]) -> tuple[Place, ...]:
    """Without those that hardly anybody means beside the first, and those that a label can't tell from a larger one."""
    kept: dict[str, Place] = {}
    for place in places:
        is_weaker = place.matched_by is MatchedBy.OTHER_NAME and places[0].matched_by is not MatchedBy.OTHER_NAME
        share = _OTHER_NAME_SHARE if is_weaker else _NAMESAKE_SHARE
        if weigh(place) >= share * weigh(places[0]):
            kept.setdefault(place.label, place)
    return tuple(kept.values())


def _drop_near(places: Sequence[Place]) -> list[Place]:
    kept: list[Place] = []
    for place in places:
        if all(distance_km(place, other) > 5 or place.name != other.name for other in kept):
            kept.append(place)
    return kept
