"""Recorded speech to text and a reply to sound, over plain HTTP: the same providers as in the room, tried in order."""

from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Annotated

import httpx
import structlog
from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

from astra.contracts.errors import AstraError, ErrorCode

_log = structlog.get_logger(__name__)

OPENAI_URL = "https://api.openai.com/v1"
ELEVEN_URL = "https://api.elevenlabs.io/v1"
_DEFAULT_ELEVEN_VOICE = "EXAVITQu4vr4xnSDxMaL"
AUDIO_FORMAT = "mp3"
_ELEVEN_FORMAT = "mp3_44100_64"
_MAX_SPOKEN_CHARS = 4_000


class SpeechSettings(BaseSettings):
    """The speech providers, by the same variables as the worker's; a link without key and address is left out."""

    model_config = SettingsConfigDict(frozen=True, extra="ignore", env_ignore_empty=True)

    openai_api_key: SecretStr | None = None
    openai_base_url: str | None = None
    stt_base_url: str | None = None
    stt_api_key: SecretStr | None = None
    stt_model: str = "gpt-4o-mini-transcribe"
    stt2_base_url: str | None = None
    stt2_api_key: SecretStr | None = None
    stt2_model: str | None = None
    eleven_api_key: SecretStr | None = None
    eleven_base_url: str | None = None
    tts_model: str = "eleven_turbo_v2_5"
    tts_voice: str = _DEFAULT_ELEVEN_VOICE
    tts2_base_url: str | None = None
    tts2_api_key: SecretStr | None = None
    tts2_model: str | None = None
    tts2_voice: str = "alloy"
    astra_stt_timeout_s: Annotated[float, Field(gt=0)] = 8.0
    astra_tts_timeout_s: Annotated[float, Field(gt=0)] = 5.0


@dataclass(frozen=True, slots=True)
class _Link:
    label: str
    url: str
    headers: dict[str, str] = field(repr=False)
    model: str
    voice: str = ""


class Speech:
    """Hears recordings and speaks replies; opened on first use, closed by its owner."""

    def __init__(self, settings: SpeechSettings, *, transport: httpx.AsyncBaseTransport | None = None) -> None:
        self._settings = settings
        self._ears = _list_ears(settings)
        self._voices = _list_voices(settings)
        self._transport = transport

    async def transcribe(self, audio: bytes, audio_format: str, *, language: str) -> str:
        """What was said; blank where nothing was. Raises `AstraError(provider_failed)` when nobody can hear."""
        for link in self._ears:
            files = {"file": (f"speech.{audio_format}", audio, f"audio/{audio_format}")}
            form = {"model": link.model, "language": language.partition("-")[0], "response_format": "json"}
            try:
                async with self._open(self._settings.astra_stt_timeout_s) as http:
                    answer = await http.post(link.url, headers=link.headers, files=files, data=form)
                text = answer.raise_for_status().json()["text"]
            except (httpx.HTTPError, ValueError, KeyError, TypeError) as error:
                if isinstance(error, httpx.HTTPStatusError) and error.response.status_code in {400, 415, 422}:
                    raise AstraError(ErrorCode.INVALID, "The recording can't be read.", field="audio") from error
                _log.warning("chat.stt_failed", link=link.label, error=type(error).__name__)
                continue
            if isinstance(text, str):
                return text.replace("\x00", "")
        raise AstraError(ErrorCode.PROVIDER_FAILED, "Nobody can make out speech just now.", field="audio")

    async def speak(self, text: str) -> bytes | None:
        """The text as MP3; None when no voice can be had: the reply is there to read."""
        plain = text.replace("*", "").replace("#", "").replace("`", "")[:_MAX_SPOKEN_CHARS]
        for link in self._voices:
            body = _write_speech_request(link, plain)
            try:
                async with self._open(self._settings.astra_tts_timeout_s * 3) as http:
                    answer = await http.post(link.url, headers=link.headers, json=body)
                sound = answer.raise_for_status().content
            except httpx.HTTPError as error:
                _log.warning("chat.tts_failed", link=link.label, error=type(error).__name__)
                continue
            if sound and answer.headers.get("content-type", "").startswith(("audio/", "application/octet-stream")):
                return sound
        return None

    @asynccontextmanager
    async def _open(self, timeout_s: float) -> AsyncGenerator[httpx.AsyncClient]:
        async with httpx.AsyncClient(timeout=timeout_s, trust_env=False, transport=self._transport) as http:
            yield http


def _list_ears(settings: SpeechSettings) -> Sequence[_Link]:
    links: list[_Link] = []
    key, url = settings.stt_api_key or settings.openai_api_key, settings.stt_base_url or settings.openai_base_url
    if key or url:
        links.append(_openai_link("stt/primary", url, key, "audio/transcriptions", settings.stt_model))
    if settings.stt2_model and (settings.stt2_api_key or settings.stt2_base_url):
        second = (settings.stt2_base_url, settings.stt2_api_key)
        links.append(_openai_link("stt/second", *second, "audio/transcriptions", settings.stt2_model))
    return links


def _list_voices(settings: SpeechSettings) -> Sequence[_Link]:
    links: list[_Link] = []
    if settings.eleven_api_key or settings.eleven_base_url:
        path = PurePath("text-to-speech") / settings.tts_voice
        url = f"{(settings.eleven_base_url or ELEVEN_URL).rstrip('/')}/{path}?output_format={_ELEVEN_FORMAT}"
        headers = {"xi-api-key": _reveal(settings.eleven_api_key)}
        links.append(_Link("tts/elevenlabs", url, headers, settings.tts_model))
    if settings.tts2_model and (settings.tts2_api_key or settings.tts2_base_url):
        second = _openai_link(
            "tts/second", settings.tts2_base_url, settings.tts2_api_key, "audio/speech", settings.tts2_model
        )
        links.append(_Link(second.label, second.url, second.headers, second.model, settings.tts2_voice))
    return links


def _openai_link(label: str, base_url: str | None, key: SecretStr | None, path: str, model: str) -> _Link:
    url = f"{(base_url or OPENAI_URL).rstrip('/')}/{path}"
    return _Link(label, url, {"authorization": f"Bearer {_reveal(key)}"}, model)


def _reveal(key: SecretStr | None) -> str:
    return key.get_secret_value() if key is not None else "none"


def _write_speech_request(link: _Link, text: str) -> dict[str, str]:
    if link.voice:
        return {"model": link.model, "voice": link.voice, "input": text, "response_format": AUDIO_FORMAT}
    return {"text": text, "model_id": link.model}
