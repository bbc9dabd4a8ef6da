"""Lines → sound: a synthetic voice over the OpenAI speech wire, kept on disk, or a recording."""

import hashlib
from pathlib import Path

import httpx

from scenarios.reading import ScenarioError
from scenarios.script import Person, Say
from scenarios.sound import Sound, join_sounds, make_silence, read_wav

MICROPHONE_RATE = 24_000
SPEECH_MODEL = "scenario-voice"
"""The model asked for, so that faults set for Astra's own voice leave this one alone."""


class VoiceBox:
    """Speaks lines; the same line in the same voice is synthesised once and then read from `cache`."""

    def __init__(self, base_url: str, cache: Path, *, api_key: str = "local") -> None:
        self._url = f"{base_url.rstrip('/')}/audio/speech"
        self._cache = cache
        self._headers = {"Authorization": f"Bearer {api_key}"}

    async def speak(self, say: Say, person: Person, folder: Path) -> Sound:
        """The sound of a step, at `MICROPHONE_RATE`. Raises `ScenarioError`."""
        if say.recording is not None:
            return _read_recording(folder / say.recording)
        lines = [say.text] if say.text else list(say.parts)
        pieces: list[Sound] = []
        for line in lines:
            if pieces:
                pieces.append(make_silence(say.pause_s, MICROPHONE_RATE))
            pieces.append(_trim(await self._synthesise(line, person)))
        return join_sounds(pieces)

    async def _synthesise(self, line: str, person: Person) -> Sound:
        body = {
            "model": SPEECH_MODEL,
            "input": line,
            "voice": person.voice,
            "speed": person.speed,
            "response_format": "wav",
        }
        key = hashlib.sha256(repr(sorted({**body, "url": self._url}.items())).encode()).hexdigest()[:24]
        kept = self._cache / f"{key}.wav"
        if kept.exists():
            return read_wav(kept.read_bytes())
        try:
            async with httpx.AsyncClient(timeout=60, trust_env=False) as client:
                answer = await client.post(self._url, json=body, headers=self._headers)
                answer.raise_for_status()
            sound = read_wav(answer.content).at_rate(MICROPHONE_RATE)
        except (httpx.HTTPError, ValueError) as error:
            raise ScenarioError(f"the voice at {self._url} failed ({type(error).__name__})") from error
        self._cache.mkdir(parents=True, exist_ok=True)
        kept.write_bytes(sound.to_wav())
        return sound


def _read_recording(path: Path) -> Sound:
    try:
        return read_wav(path.read_bytes()).at_rate(MICROPHONE_RATE)
    except OSError as error:
        raise ScenarioError(f"{path}: {error.strerror}") from None
    except ValueError as error:
        raise ScenarioError(f"{path}: {error}") from None


def _trim(sound: Sound, *, threshold: int = 300, keep_s: float = 0.03) -> Sound:
    """Without the silence a synthesiser puts around a line, so that a pause is as long as the file says."""
    loud = (abs(sound.samples.astype("int32")) > threshold).nonzero()[0]
    if not len(loud):
        return sound
    margin = round(keep_s * sound.rate)
    return Sound(sound.samples[max(0, loud[0] - margin) : loud[-1] + margin], sound.rate)
