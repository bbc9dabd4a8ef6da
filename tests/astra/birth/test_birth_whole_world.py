"""The same utterances against every place on earth, where many a word is the name of some hamlet."""

from pathlib import Path

import pytest

from astra.places import Places, build_places
from tests.fakes.birth_utterances import ADVERSARIAL, FILE, load_utterances, play


@pytest.mark.slow
def test_no_hamlet_changes_what_is_read(tmp_path: Path) -> None:
    path = tmp_path / "places.sqlite"
    build_places(path)
    places = Places(path)
    told = [*load_utterances(FILE), *load_utterances(ADVERSARIAL)]
    wrong = [one.name for one in told if play(one, places) != one.wants]
    places.close()
    assert wrong == []
