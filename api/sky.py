"""Wires birth details and charts, for the root."""

from dataclasses import dataclass

import structlog

from api.birth.births import Births
from api.birth.jobs import BirthReader
from api.birth.parts import BirthParts
from api.birth.service import BIRTH_READ
from api.chart.service import Charts
from api.db import Database
from api.mind.news import ContextNews
from api.session.personas import PersonaCatalogue
from api.settings import Settings
from api.worker.runner import Handler
from astra.birth import ZoneDataError, assert_zone_data
from astra.kernels.kernels import Kernels
from astra.kit.clock import Clock
from astra.places import Places

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Sky:
    """What knows of births and charts."""

    places: Places
    births: Births
    charts: Charts
    handlers: dict[str, Handler]
    """Its jobs, by kind."""

    def close(self) -> None:
        """Close the gazetteer."""
        self.places.close()


def wire_sky(
    settings: Settings,
    database: Database,
    clock: Clock,
    kernels: Kernels,
    *,
    personas: PersonaCatalogue,
    news: ContextNews,
) -> Sky:
    """Make its objects. Poor zone data is logged with what to install: births after 1970 can still be dated."""
    try:
        assert_zone_data()
    except ZoneDataError as error:
        _log.error("zones.poor", advice=str(error))
    places = Places(settings.places_file)
    parts = BirthParts(database, places, kernels, clock, news, personas.language_of)
    births = Births(parts)
    return Sky(places, births, Charts(database, births, clock), {BIRTH_READ: BirthReader(parts)})
