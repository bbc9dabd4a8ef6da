"""Sound → words, over the OpenAI transcription wire: how a scenario knows what was said in the room."""

import httpx

from scenarios.reading import ScenarioError
from scenarios.sound import Sound

LISTENER_MODEL = "scenario-listener"
"""The model asked for, so that faults set for Astra's own hearing leave this one alone."""


class Transcriber:
    """A recogniser at a base URL (`http://host:port/v1`)."""

    def __init__(self, base_url: str, *, api_key: str = "local", model: str = LISTENER_MODEL) -> None:
        self._url = f"{base_url.rstrip('/')}/audio/transcriptions"
        self._headers = {"Authorization": f"Bearer {api_key}"}
        self._model = model

    async def transcribe(self, sound: Sound) -> str:
        """The words in a sound. Raises `ScenarioError`."""
        try:
            async with httpx.AsyncClient(timeout=120, trust_env=False) as client:
                answer = await client.post(
                    self._url,
                    headers=self._headers,
                    data={"model": self._model, "language": "en"},
                    files={"file": ("heard.wav", sound.to_wav(), "audio/wav")},
                )
                answer.raise_for_status()
                return str(answer.json()["text"])
        except (httpx.HTTPError, ValueError, KeyError) as error:
            raise ScenarioError(f"the recogniser at {self._url} failed ({type(error).__name__})") from error
