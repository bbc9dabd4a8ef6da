"""The worker's tests share one stage per module: starting engines and a worker takes seconds."""

from collections.abc import Iterator

import pytest

from tests.fakes.agent_stage import Stage, agent_stage


@pytest.fixture(scope="module")
def running_stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    with agent_stage(tmp_path_factory.mktemp("home")) as stage:
        yield stage


@pytest.fixture
def stage(running_stage: Stage) -> Iterator[Stage]:
    """The module's stage with nothing broken and nothing scripted."""
    yield running_stage
    running_stage.openai.reset()
    running_stage.eleven.reset()
    running_stage.openai.call("POST", "/_script", {"reset": True})
    running_stage.service.answer_with.clear()
