"""The application: its routes, its doorkeeper, and what it starts and stops."""

from collections.abc import AsyncIterator

from aiohttp import web

from local.elevenlabs.catalogue import list_models, list_voices, show_voice
from local.elevenlabs.errors import Handler, WireError, answer_errors
from local.elevenlabs.http_speech import stream_speech, whole_speech
from local.elevenlabs.multi_stream import open_socket
from local.elevenlabs.options import MAX_JSON_BYTES, PARTS, VOICE_PATTERN, Parts
from local.faults.endpoints import add_fault_routes
from local.kit.tasks import TaskGroup


def build_app(parts: Parts) -> web.Application:
    """An application that serves `parts`. Its engine loads in the background once it runs."""
    app = web.Application(middlewares=[answer_errors, _require_key], client_max_size=MAX_JSON_BYTES)
    app[PARTS] = parts
    voice = f"/v1/text-to-speech/{{voice:{VOICE_PATTERN}}}"
    app.router.add_get("/healthz", show_health)
    app.router.add_get("/v1/voices", list_voices)
    app.router.add_get("/v1/voices/{voice}", show_voice)
    app.router.add_get("/v1/models", list_models)
    app.router.add_post(voice, whole_speech)
    app.router.add_post(f"{voice}/stream", stream_speech)
    app.router.add_get(f"{voice}/multi-stream-input", open_socket)
    add_fault_routes(app, parts.faults)
    app.cleanup_ctx.append(_run_engine)
    return app


async def show_health(request: web.Request) -> web.Response:
    """200 while the process lives; `ready` once the engine is settled; names what really runs."""
    tts = request.app[PARTS].speaker.health()
    return web.json_response(
        {
            "ok": tts["state"] != "broken",
            "ready": tts["state"] != "loading",
            "standin": "elevenlabs",
            "stages": {"tts": tts},
        }
    )


@web.middleware
async def _require_key(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Any key opens; none at all is refused, as the hosted service does."""
    if request.path.startswith("/v1/") and not request.headers.get("xi-api-key"):
        raise WireError(401, "needs_authorization", "The header xi-api-key is missing.")
    return await handler(request)


async def _run_engine(app: web.Application) -> AsyncIterator[None]:
    speaker = app[PARTS].speaker
    tasks = TaskGroup()
    tasks.spawn(speaker.load(), name="load engine")
    yield
    await tasks.aclose()
    speaker.close()
