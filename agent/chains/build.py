"""Turns settings into the STT and TTS chains. The only place that names providers' plugins."""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

import httpx2
from livekit.agents import NOT_GIVEN
from livekit.plugins import elevenlabs, openai
from openai import AsyncOpenAI, DefaultAsyncHttpxClient
from pydantic import SecretStr

from agent.chains.stt_chain import SttChain, SttLink
from agent.chains.tts_chain import TtsChain, TtsLink
from agent.filters.first_clause import FirstClauseTokenizer
from agent.settings import WorkerSettings
from astra.contracts.errors import AstraError, ErrorCode

OPENAI_URL = "https://api.openai.com/v1"
ELEVEN_URL = "https://api.elevenlabs.io/v1"
_NO_KEY = "none"
KEEPALIVE_S = 120.0
"""People pause longer than the client's own five seconds between turns."""


@dataclass(frozen=True, slots=True)
class SttClients:
    """An HTTP client for each link of the STT chain that is configured; opening one is slow, keeping it is not."""

    first: AsyncOpenAI | None
    second: AsyncOpenAI | None


def open_stt_clients(settings: WorkerSettings) -> SttClients:
    """One job's STT clients. Without an address of its own, the first link is OpenAI's."""
    first_key, first_url = settings.stt_api_key or settings.openai_api_key, settings.stt_base_url
    second_key, second_url = settings.stt2_api_key, settings.stt2_base_url
    first_url = first_url or settings.openai_base_url
    has_second = settings.stt2_model and (second_key or second_url)
    return SttClients(
        first=_open_client(first_url, first_key) if first_key or first_url else None,
        second=_open_client(second_url, second_key) if has_second else None,
    )


def build_stt_chain(
    settings: WorkerSettings, clients: SttClients, *, language: str, on_all_failed: Callable[[], None]
) -> SttChain:
    """The STT chain of one session; raises `AstraError` when no link is configured."""
    links: list[SttLink] = []
    if clients.first:
        links.append(SttLink("stt/primary", _open_stt(settings.stt_model, clients.first, language)))
    if clients.second and settings.stt2_model:
        links.append(SttLink("stt/second", _open_stt(settings.stt2_model, clients.second, language)))
    if not links:
        raise AstraError(ErrorCode.INVALID, "no STT is configured: set OPENAI_API_KEY or STT_BASE_URL")
    return SttChain(links, timeout_s=settings.astra_stt_timeout_s, on_all_failed=on_all_failed)


def build_tts_chain(settings: WorkerSettings) -> TtsChain:
    """The TTS chain of one session; raises `AstraError` when no link is configured."""
    links: list[TtsLink] = []
    if settings.eleven_api_key or settings.eleven_base_url:
        links.append(TtsLink("tts/elevenlabs", settings.tts_voice, _open_eleven(settings)))
    if settings.tts2_model and (settings.tts2_api_key or settings.tts2_base_url):
        second = openai.TTS(
            model=settings.tts2_model,
            voice=settings.tts2_voice,
            client=_open_client(settings.tts2_base_url, settings.tts2_api_key),
            response_format="pcm",
        )
        links.append(TtsLink("tts/second", settings.tts2_voice, second))
    if not links:
        raise AstraError(ErrorCode.INVALID, "no TTS is configured: set ELEVEN_API_KEY or TTS2_BASE_URL")
    return TtsChain(links)


def _open_stt(model: str, client: AsyncOpenAI, language: str) -> openai.STT:
    # POST an utterance: what every compatible server has; its realtime socket is OpenAI's own
    return openai.STT(model=model, client=client, language=language, use_realtime=False)


def _open_client(base_url: str | None, key: SecretStr | None) -> AsyncOpenAI:
    url = base_url or OPENAI_URL
    is_local = urlsplit(url).hostname in {"127.0.0.1", "::1", "localhost"}
    return AsyncOpenAI(
        api_key=_read(key),
        base_url=url,
        max_retries=0,
        http_client=DefaultAsyncHttpxClient(
            trust_env=not is_local,
            verify=not is_local,  # nothing on this machine speaks TLS, and loading certificates is slow
            limits=httpx2.Limits(max_connections=20, max_keepalive_connections=10, keepalive_expiry=KEEPALIVE_S),
        ),
    )


def _open_eleven(settings: WorkerSettings) -> elevenlabs.TTS:
    return elevenlabs.TTS(
        voice_id=settings.tts_voice,
        model=settings.tts_model,
        api_key=_read(settings.eleven_api_key),
        base_url=settings.eleven_base_url or ELEVEN_URL,
        word_tokenizer=FirstClauseTokenizer() if settings.astra_first_clause else NOT_GIVEN,
        encoding=settings.tts_encoding,
    )


def _read(secret: SecretStr | None) -> str:
    return secret.get_secret_value() if secret else _NO_KEY
