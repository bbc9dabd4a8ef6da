"""The links of the chain, in the order in which they are tried."""

from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import urlsplit

from pydantic import SecretStr

from astra.llm.settings import OPENAI_URL, OPENROUTER_URL, LlmSettings

_NO_KEY = SecretStr("none")
"""Local servers want no key, the SDK wants one."""


@dataclass(frozen=True, slots=True)
class Link:
    """One model at one address. Two links with the same address and key share their connections."""

    label: str
    model: str
    base_url: str
    api_key: SecretStr = field(default=_NO_KEY, repr=False)

    @property
    def is_local(self) -> bool:
        """Whether the address is this machine, which no proxy must stand before."""
        return urlsplit(self.base_url).hostname in {"127.0.0.1", "::1", "localhost"}

    @property
    def token_limit_field(self) -> Literal["max_tokens", "max_completion_tokens"]:
        """OpenAI's own newer models refuse `max_tokens`; the servers compatible with it know nothing else."""
        return "max_completion_tokens" if urlsplit(self.base_url).hostname == "api.openai.com" else "max_tokens"


def build_links(settings: LlmSettings) -> tuple[Link, ...]:
    """Primary and fallback at OpenRouter, then the emergency model at OpenAI; without key and address, left out."""
    links: list[Link] = []
    if settings.openrouter_api_key or settings.openrouter_base_url:
        base_url = settings.openrouter_base_url or OPENROUTER_URL
        key = settings.openrouter_api_key or _NO_KEY
        links.append(Link("openrouter/primary", settings.llm_model, base_url, key))
        if settings.llm_fallback_model != settings.llm_model:
            links.append(Link("openrouter/fallback", settings.llm_fallback_model, base_url, key))
    if settings.openai_api_key or settings.openai_base_url:
        base_url = settings.openai_base_url or OPENAI_URL
        links.append(
            Link("openai/emergency", settings.llm_emergency_model, base_url, settings.openai_api_key or _NO_KEY)
        )
    return tuple(links)
