"""Places, offline: `build_places` makes the gazetteer once, `Places` looks names up in it."""

from astra.places.build import BuildProgress, build_places, places_are_built
from astra.places.model import MatchedBy, Place, Resolution
from astra.places.search import Places

__all__ = ["BuildProgress", "MatchedBy", "Place", "Places", "Resolution", "build_places", "places_are_built"]
