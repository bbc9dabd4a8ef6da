"""The collector rests while a program is loaded, and works again afterwards, whatever happened."""

import gc

import pytest

from astra.kit.loading import paused_collection


def _fail_to_load() -> None:
    assert not gc.isenabled()
    raise ImportError


def test_collection_rests_inside_and_goes_on_afterwards() -> None:
    try:
        with pytest.raises(ImportError), paused_collection():
            _fail_to_load()
        assert gc.isenabled()
        assert gc.get_freeze_count() > 0
    finally:
        gc.unfreeze()
