"""A stage for scenarios: a running Astra with its stand-ins, and a cache of spoken lines."""

from pathlib import Path

import pytest

from scenarios.performing import Stage
from scenarios.powers import Powers
from scenarios.transcriber import Transcriber
from scenarios.voices import VoiceBox
from tests.fakes.astra_stack import AstraStack, run_astra
from tests.fakes.shared_astra import share_astra


def build_stage(stack: AstraStack, cache: Path) -> Stage:
    speech = f"{stack.openai_standin}/v1"
    standins = {"openai": stack.openai_standin, "elevenlabs": stack.elevenlabs_standin}
    powers = Powers(standins, stack.launcher_pid, stack.database)
    return Stage(stack.url, VoiceBox(speech, cache), Transcriber(speech), powers)


@pytest.fixture(scope="session")
def stage(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Stage:
    return build_stage(share_astra(request.config, tmp_path_factory), tmp_path_factory.mktemp("voices"))


@pytest.fixture(scope="module")
def patient_stage(tmp_path_factory: pytest.TempPathFactory):
    """An Astra that waits for people as long as a real one: a chart takes her a minute to tell."""
    with run_astra(tmp_path_factory.mktemp("patient"), ASTRA_RATE_SIGN_IN="600/minute") as stack:
        yield build_stage(stack, tmp_path_factory.mktemp("voices"))


@pytest.fixture(scope="module")
def fragile_stage(tmp_path_factory: pytest.TempPathFactory):
    """An Astra of its own, for scenarios that kill parts of it."""
    with run_astra(tmp_path_factory.mktemp("fragile")) as stack:
        yield build_stage(stack, tmp_path_factory.mktemp("voices"))
