"""What the LLM chain reads from the environment, once, at a process's root."""

from typing import Annotated

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

OPENROUTER_URL = "https://openrouter.ai/api/v1"
OPENAI_URL = "https://api.openai.com/v1"

Seconds = Annotated[float, Field(gt=0, le=3600)]


class LlmSettings(BaseSettings):
    """Keys, addresses, models and deadlines of the chain; the names in the environment are these in capitals.

    An empty value counts as not set. A key or an address alone is enough for a link.
    """

    model_config = SettingsConfigDict(frozen=True, extra="ignore", env_ignore_empty=True)

    openrouter_api_key: SecretStr | None = None
    openrouter_base_url: str | None = None
    openai_api_key: SecretStr | None = None
    openai_base_url: str | None = None

    llm_model: str = "anthropic/claude-haiku-4.5"
    llm_fallback_model: str = "google/gemini-2.5-flash"
    llm_emergency_model: str = "gpt-4.1-mini"

    llm_first_token_deadline_s: Seconds = 4.0
    """From the request to the first visible text or tool call, for each link tried."""
    llm_stall_deadline_s: Seconds = 6.0
    """Between two pieces of a reply."""
    llm_total_deadline_s: Seconds = 60.0
    """A whole reply, over all links tried."""
    llm_cooldown_s: Seconds = 3.0
    """How long a failing link rests before it is probed; doubles with each failed probe."""
    llm_cooldown_max_s: Seconds = 120.0

    llm_max_tokens: Annotated[int, Field(gt=0)] = 500
    llm_temperature: Annotated[float, Field(ge=0, le=2)] | None = None
    """Left to the model when not set: some models refuse any value of it."""
