"""The gazetteer that birth details are read against: a slice of the real one."""

from collections.abc import Iterator

import pytest

from astra.places import Places
from tests.fakes.places_slice import open_slice


@pytest.fixture(scope="session")
def places(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Places]:
    opened = open_slice(tmp_path_factory.mktemp("places"))
    yield opened
    opened.close()
