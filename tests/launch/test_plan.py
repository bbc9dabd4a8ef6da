"""Which parts are started, and what address each stage gets, for the settings a person may have."""

import pytest

from launch.plan import PlanError, build_plan

SECRETS = {"LIVEKIT_API_KEY": "k" * 12, "LIVEKIT_API_SECRET": "s" * 48, "ASTRA_SERVICE_TOKEN": "t" * 48}
LIVEKIT = {"LIVEKIT_URL": "wss://rooms.example", "LIVEKIT_API_KEY": "key", "LIVEKIT_API_SECRET": "s" * 40}


def part_names(settings: dict[str, str]) -> list[str]:
    return [part.name for part in build_plan(settings).parts]


def test_without_any_key_everything_runs_here() -> None:
    plan = build_plan(SECRETS)

    assert [part.name for part in plan.parts] == ["rooms", "openai", "elevenlabs", "service", "worker"]
    assert plan.standins == {"rooms", "stt", "llm", "tts", "memory"}
    assert plan.environment["LIVEKIT_URL"] == "ws://127.0.0.1:8001"
    assert plan.environment["STT_BASE_URL"] == "http://127.0.0.1:8002/v1"
    assert plan.environment["OPENROUTER_BASE_URL"] == plan.environment["OPENAI_BASE_URL"] == "http://127.0.0.1:8002/v1"
    assert plan.environment["ELEVEN_BASE_URL"] == "http://127.0.0.1:8003/v1"


def test_a_memory_service_of_ones_own_is_no_stand_in() -> None:
    assert "memory" not in build_plan({**SECRETS, "SYNAPSE_URL": "https://memory.example"}).standins


def test_one_port_number_moves_them_all() -> None:
    plan = build_plan({**SECRETS, "ASTRA_PORT": "9100"})

    assert [part.port for part in plan.parts] == [9101, 9102, 9103, 9100, 9104]
    assert plan.service_url == "http://127.0.0.1:9100"


def test_an_openrouter_key_switches_the_llm_only() -> None:
    plan = build_plan({**SECRETS, "OPENROUTER_API_KEY": "router"})

    assert plan.standins == {"rooms", "stt", "tts", "memory"}
    assert "OPENROUTER_BASE_URL" not in plan.environment
    assert "OPENAI_BASE_URL" not in plan.environment
    assert plan.environment["STT_BASE_URL"] == "http://127.0.0.1:8002/v1"


def test_an_openai_key_switches_hearing_and_thinking() -> None:
    plan = build_plan({**SECRETS, "OPENAI_API_KEY": "sk-x"})

    assert plan.standins == {"rooms", "tts", "memory"}
    assert "STT_BASE_URL" not in plan.environment


def test_an_openai_compatible_url_counts_as_a_key() -> None:
    plan = build_plan({**SECRETS, "OPENAI_BASE_URL": "http://127.0.0.1:11434/v1"})

    assert plan.environment["OPENAI_BASE_URL"] == "http://127.0.0.1:11434/v1"
    assert plan.standins == {"rooms", "tts", "memory"}


def test_an_elevenlabs_key_switches_the_voice_only() -> None:
    plan = build_plan({**SECRETS, "ELEVEN_API_KEY": "xi"})

    assert plan.standins == {"rooms", "stt", "llm", "memory"}
    assert "elevenlabs" not in [part.name for part in plan.parts]


def test_with_every_key_no_stand_in_runs() -> None:
    keys = {"OPENAI_API_KEY": "a", "OPENROUTER_API_KEY": "b", "ELEVEN_API_KEY": "c", **LIVEKIT}

    assert part_names({**SECRETS, **keys}) == ["service", "worker"]


def test_a_livekit_url_without_its_keys_is_refused_by_name() -> None:
    with pytest.raises(PlanError, match="LIVEKIT_API_KEY and LIVEKIT_API_SECRET"):
        build_plan({"LIVEKIT_URL": "wss://rooms.example", "ASTRA_SERVICE_TOKEN": "t" * 48})


@pytest.mark.parametrize("port", ["abc", "80", "65535", "-1", "8000.5"])
def test_a_port_that_is_none_is_refused_by_name(port: str) -> None:
    with pytest.raises(PlanError, match="ASTRA_PORT"):
        build_plan({**SECRETS, "ASTRA_PORT": port})


def test_a_model_that_the_person_chose_is_kept() -> None:
    plan = build_plan({**SECRETS, "LLM_MODEL": "mine", "STT2_BASE_URL": "http://127.0.0.1:9/v1"})

    assert plan.environment["LLM_MODEL"] == "mine"
    assert plan.environment["STT2_BASE_URL"] == "http://127.0.0.1:9/v1"


def test_a_plan_never_prints_its_secrets() -> None:
    assert SECRETS["LIVEKIT_API_SECRET"] not in repr(build_plan(SECRETS))
