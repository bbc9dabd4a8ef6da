"""Which links the settings make."""

import pytest
from pydantic import ValidationError

from astra.llm import LlmSettings, build_links, open_chain
from astra.llm.failures import FailureReason, LinkError
from astra.llm.health import Cooldown


@pytest.fixture(autouse=True)
def _clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in LlmSettings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)


def _labels(monkeypatch: pytest.MonkeyPatch, **environment: str) -> list[str]:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    return [link.label for link in build_links(LlmSettings())]


def test_without_key_and_address_there_is_no_link(monkeypatch: pytest.MonkeyPatch) -> None:
    assert _labels(monkeypatch) == []
    assert _labels(monkeypatch, OPENAI_API_KEY="", OPENROUTER_BASE_URL="") == []


def test_keys_make_links_in_the_fixed_order(monkeypatch: pytest.MonkeyPatch) -> None:
    labels = _labels(monkeypatch, OPENAI_API_KEY="k2", OPENROUTER_API_KEY="k1")
    assert labels == ["openrouter/primary", "openrouter/fallback", "openai/emergency"]
    links = build_links(LlmSettings())
    assert [link.base_url for link in links] == [
        "https://openrouter.ai/api/v1",
        "https://openrouter.ai/api/v1",
        "https://api.openai.com/v1",
    ]
    assert [link.token_limit_field for link in links] == ["max_tokens", "max_tokens", "max_completion_tokens"]


def test_an_address_alone_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    assert _labels(monkeypatch, OPENAI_BASE_URL="http://127.0.0.1:11434/v1", LLM_EMERGENCY_MODEL="llama") == [
        "openai/emergency"
    ]
    (link,) = build_links(LlmSettings())
    assert (link.model, link.is_local, link.token_limit_field) == ("llama", True, "max_tokens")


def test_a_fallback_that_is_the_primary_is_not_tried_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    assert _labels(monkeypatch, OPENROUTER_API_KEY="k", LLM_MODEL="x", LLM_FALLBACK_MODEL="x") == ["openrouter/primary"]


def test_no_key_shows_in_a_representation(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-secret")
    settings = LlmSettings()
    assert "sk-secret" not in repr(settings) + repr(build_links(settings))


def test_settings_are_frozen_and_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ValidationError):
        LlmSettings().llm_model = "other"
    monkeypatch.setenv("LLM_FIRST_TOKEN_DEADLINE_S", "0")
    with pytest.raises(ValidationError):
        LlmSettings()


async def test_a_chain_shows_its_links_as_available_before_anything_failed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENROUTER_BASE_URL", "http://127.0.0.1:1/v1")
    chain = open_chain(LlmSettings())
    assert [(state.label, state.available, state.reason) for state in chain.states()] == [
        ("openrouter/primary", True, None),
        ("openrouter/fallback", True, None),
    ]
    await chain.aclose()


@pytest.mark.parametrize(
    ("error", "failed_probes", "rest_s"),
    [
        (LinkError(FailureReason.SERVER_ERROR), 0, 3.0),
        (LinkError(FailureReason.SERVER_ERROR), 2, 12.0),
        (LinkError(FailureReason.SERVER_ERROR), 10_000, 120.0),
        (LinkError(FailureReason.RATE_LIMITED, retry_after_s=20.0), 0, 20.0),
        (LinkError(FailureReason.RATE_LIMITED, retry_after_s=9_999.0), 0, 120.0),
        (LinkError(FailureReason.UNAUTHENTICATED), 0, 120.0),
    ],
)
def test_rests_double_heed_the_provider_and_stay_bounded(error: LinkError, failed_probes: int, rest_s: float) -> None:
    assert Cooldown(3.0, 120.0).rest_s(error, failed_probes) == rest_s
