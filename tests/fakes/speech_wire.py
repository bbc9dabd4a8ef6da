"""Ears and voices on the wire: OpenAI's transcriptions and speech, ElevenLabs' HTTP speech, well or not."""

from dataclasses import dataclass, field
from typing import Any, Self

from aiohttp import web


@dataclass
class SpeechWire:
    """`status` by stage (`stt`, `stt2`, `eleven`, `tts2`); `heard` is what every recording says."""

    heard: Any = "My cat is called Momo."
    status: dict[str, int] = field(default_factory=dict)
    uploads: list[dict[str, Any]] = field(default_factory=list)
    spoken: list[tuple[str, dict[str, Any]]] = field(default_factory=list)

    async def __aenter__(self) -> Self:
        app = web.Application(client_max_size=8 * 1024 * 1024)
        app.router.add_post("/{stage}/audio/transcriptions", self._hear)
        app.router.add_post("/{stage}/audio/speech", self._speak)
        app.router.add_post("/{stage}/text-to-speech/{voice}", self._speak)
        self._runner = web.AppRunner(app, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}"
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._runner.cleanup()

    async def _hear(self, request: web.Request) -> web.Response:
        form = await request.post()
        file = form["file"]
        assert isinstance(file, web.FileField)
        self.uploads.append(
            {"audio": file.file.read(), "name": file.filename, "model": form["model"], "prompt": form.get("prompt")}
        )
        status = self.status.get(request.match_info["stage"], 200)
        return web.json_response({"text": self.heard} if status == 200 else {"error": {}}, status=status)

    async def _speak(self, request: web.Request) -> web.Response:
        stage = request.match_info["stage"]
        self.spoken.append((stage, await request.json()))
        status = self.status.get(stage, 200)
        return web.Response(body=f"mp3 by {stage}".encode(), content_type="audio/mpeg", status=status)
