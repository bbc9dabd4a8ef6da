"""The worker's tests share one stage: starting engines and a worker takes many seconds."""

from collections.abc import AsyncIterator, Iterator

import pytest

from tests.fakes.agent_stage import Stage, agent_stage


@pytest.fixture(scope="session")
def running_stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    with agent_stage(tmp_path_factory.mktemp("home")) as stage:
        yield stage


@pytest.fixture
async def stage(running_stage: Stage) -> AsyncIterator[Stage]:
    """The shared stage with nothing broken, nothing scripted and nobody talking."""
    yield running_stage
    await running_stage.end_talks(wait=running_stage.has_faults())
    running_stage.openai.reset()
    running_stage.eleven.reset()
    running_stage.openai.call("POST", "/_script", {"reset": True})
    running_stage.service.answer_with.clear()
    running_stage.service.memory = {}
    running_stage.service.desk = {}
    running_stage.service.context_version = 0
