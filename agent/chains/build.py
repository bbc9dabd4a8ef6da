"""Turns settings into the STT and TTS chains. The only place that names providers' plugins."""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

import aiohttp
import httpx2
from livekit.agents import NOT_GIVEN, vad
from livekit.plugins import elevenlabs, openai
from openai import AsyncOpenAI, DefaultAsyncHttpxClient
from pydantic import SecretStr

from agent.chains.live_stt import LiveSttChain
from agent.chains.stt_chain import SttChain, SttLink
from agent.chains.tts_chain import TtsChain, TtsLink
from agent.filters.first_clause import FirstClauseTokenizer
from agent.settings import WorkerSettings
from astra.contracts.errors import AstraError, ErrorCode
from astra.contracts.worker import LinkState, Stage
from astra.kernels.kernels import Voice
from astra.llm.links import build_links
from astra.llm.settings import LlmSettings

STT_LIVE, STT_1, STT_2 = "stt/live", "stt/primary", "stt/second"
TTS_1, TTS_2 = "tts/elevenlabs", "tts/second"

OPENAI_URL = "https://api.openai.com/v1"
ELEVEN_URL = "https://api.elevenlabs.io/v1"
OPENAI_LIVE_MODEL, ELEVEN_LIVE_MODEL = "gpt-4o-mini-transcribe", "scribe_v2_realtime"
_NO_KEY = "none"
SCRIBE_LEAST_SILENCE_S = 0.3
"""The service takes no shorter one."""
KEEPALIVE_S = 120.0
"""People pause longer than the client's own five seconds between turns."""


@dataclass(frozen=True, slots=True)
class SttClients:
    """An HTTP client for each link of the STT chain that is configured; opening one is slow, keeping it is not."""

    first: AsyncOpenAI | None
    second: AsyncOpenAI | None
    live: AsyncOpenAI | None = None


def list_links(settings: WorkerSettings, llm: LlmSettings) -> dict[Stage, list[LinkState]]:
    """The links that are configured, for as long as no conversation has tried them."""
    ears = ((STT_LIVE, settings.stt_live != "off"), (STT_1, settings.has_first_stt), (STT_2, settings.has_second_stt))
    stt = [label for label, has in ears if has]
    tts = [label for label, has in ((TTS_1, settings.has_first_tts), (TTS_2, settings.has_second_tts)) if has]
    labels = {Stage.STT: stt, Stage.LLM: [link.label for link in build_links(llm)], Stage.TTS: tts}
    return {stage: [LinkState(label=label, available=True) for label in named] for stage, named in labels.items()}


def open_stt_clients(settings: WorkerSettings) -> SttClients:
    """One job's STT clients. Without an address of its own, the first link is OpenAI's."""
    first_key, first_url = settings.stt_api_key or settings.openai_api_key, settings.stt_base_url
    first = _open_client(first_url or settings.openai_base_url, first_key) if settings.has_first_stt else None
    live = first
    if settings.stt_live_base_url or settings.stt_live_api_key:
        live_url = settings.stt_live_base_url or first_url or settings.openai_base_url
        live = _open_client(live_url, settings.stt_live_api_key or first_key)
    return SttClients(
        first=first,
        second=_open_client(settings.stt2_base_url, settings.stt2_api_key) if settings.has_second_stt else None,
        live=live if settings.stt_live == "openai" else None,
    )


def build_ears(
    settings: WorkerSettings,
    clients: SttClients,
    *,
    language: str,
    detector: vad.VAD,
    on_all_failed: Callable[[], None],
) -> SttChain | LiveSttChain:
    """What one session hears with: the STT chain, behind a live recogniser where one is switched on.

    Raises `AstraError` when no link is configured.
    """
    chain = build_stt_chain(settings, clients, language=language, on_all_failed=on_all_failed)
    link = _open_live_link(settings, clients, language)
    if link is None:
        return chain
    return LiveSttChain(
        link,
        chain,
        detector=detector,
        final_s=settings.astra_stt_final_s,
        tells_steady=settings.astra_think_ahead,
    )


def build_stt_chain(
    settings: WorkerSettings, clients: SttClients, *, language: str, on_all_failed: Callable[[], None]
) -> SttChain:
    """The STT chain of one session; raises `AstraError` when no link is configured."""
    links: list[SttLink] = []
    if clients.first:
        links.append(_open_stt_link(STT_1, settings.stt_model, clients.first, language))
    if clients.second and settings.stt2_model:
        links.append(_open_stt_link(STT_2, settings.stt2_model, clients.second, language))
    if not links:
        raise AstraError(ErrorCode.INVALID, "no STT is configured: set OPENAI_API_KEY or STT_BASE_URL")
    return SttChain(links, timeout_s=settings.astra_stt_timeout_s, on_all_failed=on_all_failed)


def build_tts_chain(
    settings: WorkerSettings, voice: Voice, *, http_session: aiohttp.ClientSession | None = None
) -> TtsChain:
    """The TTS chain of one session; raises `AstraError` when no link is configured.

    `http_session` is for use outside a job, which has one of its own.
    """
    links: list[TtsLink] = []
    if settings.has_first_tts:
        voice_id = settings.choose_voice(voice)
        links.append(TtsLink(TTS_1, voice_id, _open_eleven(settings, voice_id, http_session)))
    if settings.has_second_tts and settings.tts2_model:
        second = openai.TTS(
            model=settings.tts2_model,
            voice=settings.tts2_voice,
            client=_open_client(settings.tts2_base_url, settings.tts2_api_key),
            response_format="pcm",
        )
        links.append(TtsLink(TTS_2, settings.tts2_voice, second))
    if not links:
        raise AstraError(ErrorCode.INVALID, "no TTS is configured: set ELEVEN_API_KEY or TTS2_BASE_URL")
    return TtsChain(links)


def _open_stt_link(label: str, model: str, client: AsyncOpenAI, language: str) -> SttLink:
    # POST an utterance: what every compatible server has; its realtime socket is OpenAI's own
    opened = openai.STT(model=model, client=client, language=language, use_realtime=False)
    return SttLink(label, opened, lambda hint: opened.update_options(prompt=hint))


def _open_live_link(settings: WorkerSettings, clients: SttClients, language: str) -> SttLink | None:
    """The ends of speech that it finds must be ours: then its final words come while we make up our mind."""
    silence_s = settings.astra_vad_silence_s
    if settings.stt_live == "elevenlabs":
        scribe = elevenlabs.STT(
            model=settings.stt_live_model or ELEVEN_LIVE_MODEL,
            api_key=_read(settings.stt_live_api_key or settings.eleven_api_key),
            base_url=settings.stt_live_base_url or settings.eleven_base_url or ELEVEN_URL,
            language_code=language,
            sample_rate=24_000,  # the room's own: resampling would cost 40 ms
            server_vad={"vad_silence_threshold_secs": max(silence_s, SCRIBE_LEAST_SILENCE_S)},
        )
        return SttLink(STT_LIVE, scribe)
    if settings.stt_live == "openai" and clients.live is not None:
        opened = openai.STT(
            model=settings.stt_live_model or OPENAI_LIVE_MODEL,
            client=clients.live,
            language=language,
            use_realtime=True,
            turn_detection={
                "type": "server_vad",
                "prefix_padding_ms": 300,
                "silence_duration_ms": round(silence_s * 1000),
            },
        )
        return SttLink(STT_LIVE, opened, lambda hint: opened.update_options(prompt=hint), tells_empty=True)
    return None


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


def _open_eleven(settings: WorkerSettings, voice_id: str, http_session: aiohttp.ClientSession | None) -> elevenlabs.TTS:
    return elevenlabs.TTS(
        voice_id=voice_id,
        model=settings.tts_model,
        api_key=_read(settings.eleven_api_key),
        base_url=settings.eleven_base_url or ELEVEN_URL,
        word_tokenizer=FirstClauseTokenizer() if settings.astra_first_clause else NOT_GIVEN,
        encoding=settings.tts_encoding,
        http_session=http_session,
    )


def _read(secret: SecretStr | None) -> str:
    return secret.get_secret_value() if secret else _NO_KEY
