"""What every test shares. Fixtures of one area live beside its tests."""

from collections.abc import Iterator

import pytest

from tests.fakes.shared_files import FilesTogether, put_long_first
from tests.fakes.standin_servers import Standin, openai_standin


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> FilesTogether | None:
    return FilesTogether(config, log) if config.getvalue("dist") == "loadfile" else None


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if hasattr(config, "workerinput"):
        items[:] = put_long_first(items)


@pytest.fixture(scope="session")
def running_openai() -> Iterator[Standin]:
    """The OpenAI stand-in with its real engines and the rules of its demo mind; one for all folders."""
    with openai_standin() as server:
        yield server


@pytest.fixture
def rules_openai(running_openai: Standin) -> Iterator[Standin]:
    """That stand-in; what a test scripts or breaks ends with it."""
    yield running_openai
    running_openai.reset()
    running_openai.call("POST", "/_script", {"reset": True})
