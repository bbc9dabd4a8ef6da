"""Turns settings into the STT and TTS chains. The only place that names providers' plugins."""

from collections.abc import Callable

from livekit.plugins import elevenlabs, openai
from pydantic import SecretStr

from agent.chains.stt_chain import SttChain, SttLink
from agent.chains.tts_chain import TtsChain, TtsLink
from agent.filters.first_clause import FirstClauseTokenizer
from agent.settings import WorkerSettings
from astra.contracts.errors import AstraError, ErrorCode

OPENAI_URL = "https://api.openai.com/v1"
ELEVEN_URL = "https://api.elevenlabs.io/v1"
_NO_KEY = "none"


def build_stt_chain(settings: WorkerSettings, *, language: str, on_all_failed: Callable[[], None]) -> SttChain:
    """The STT chain of one session; raises `AstraError` when no link is configured."""
    links: list[SttLink] = []
    key = settings.stt_api_key or settings.openai_api_key
    url = settings.stt_base_url or settings.openai_base_url
    if key or url:
        links.append(SttLink("stt/primary", _open_stt(settings.stt_model, url, _read(key), language)))
    if settings.stt2_model and (settings.stt2_api_key or settings.stt2_base_url):
        second = _open_stt(settings.stt2_model, settings.stt2_base_url, _read(settings.stt2_api_key), language)
        links.append(SttLink("stt/second", second))
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
            base_url=settings.tts2_base_url or OPENAI_URL,
            api_key=_read(settings.tts2_api_key),
            response_format="pcm",
        )
        links.append(TtsLink("tts/second", settings.tts2_voice, second))
    if not links:
        raise AstraError(ErrorCode.INVALID, "no TTS is configured: set ELEVEN_API_KEY or TTS2_BASE_URL")
    return TtsChain(links)


def _open_stt(model: str, base_url: str | None, api_key: str, language: str) -> openai.STT:
    # POST an utterance: what every compatible server has; its realtime socket is OpenAI's own
    return openai.STT(
        model=model, base_url=base_url or OPENAI_URL, api_key=api_key, language=language, use_realtime=False
    )


def _open_eleven(settings: WorkerSettings) -> elevenlabs.TTS:
    return elevenlabs.TTS(
        voice_id=settings.tts_voice,
        model=settings.tts_model,
        api_key=_read(settings.eleven_api_key),
        base_url=settings.eleven_base_url or ELEVEN_URL,
        word_tokenizer=FirstClauseTokenizer(),
        encoding="pcm_24000",  # the plugin's default mp3 costs 85 ms of decoding before the first sound
    )


def _read(secret: SecretStr | None) -> str:
    return secret.get_secret_value() if secret else _NO_KEY
