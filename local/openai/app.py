"""The application: its routes, its doorkeeper, and what it starts and stops."""

from collections.abc import AsyncIterator

from aiohttp import web

from local.engines.script import add_script_routes
from local.faults.endpoints import add_fault_routes
from local.kit.tasks import TaskGroup
from local.openai.chat import complete
from local.openai.embeddings import embed, list_models, show_model
from local.openai.errors import Handler, WireError, answer_errors
from local.openai.options import MAX_JSON_BYTES, PARTS, Parts
from local.openai.realtime import listen
from local.openai.speech import speak
from local.openai.transcriptions import transcribe


def build_app(parts: Parts) -> web.Application:
    """An application that serves `parts`. Its engines load in the background once it runs."""
    app = web.Application(middlewares=[answer_errors, _require_key], client_max_size=MAX_JSON_BYTES)
    app[PARTS] = parts
    app.router.add_get("/healthz", show_health)
    app.router.add_get("/v1/models", list_models)
    app.router.add_get("/v1/models/{model:.+}", show_model)
    app.router.add_post("/v1/chat/completions", complete)
    app.router.add_post("/v1/audio/transcriptions", transcribe)
    app.router.add_post("/v1/audio/speech", speak)
    app.router.add_get("/v1/realtime", listen)
    app.router.add_post("/v1/embeddings", embed)
    add_fault_routes(app, parts.faults)
    add_script_routes(app, parts.script)
    app.cleanup_ctx.append(_run_engines)
    return app


async def show_health(request: web.Request) -> web.Response:
    """200 while the process lives; `ready` once every engine is settled; each stage names what really runs."""
    parts = request.app[PARTS]
    recogniser = parts.recogniser
    stt: dict[str, object] = {"state": "ready", "engine": "script (benchmark)"}
    if recogniser is not None:
        stt = {"state": recogniser.state, "engine": recogniser.engine, "reason": recogniser.reason}
    stages: dict[str, dict[str, object]] = {
        "stt": stt,
        "tts": parts.speaker.health(),
        "llm": {"state": "ready", "engine": "talker (rules)" if parts.bench is None else "script (benchmark)"},
        "embeddings": {"state": "ready", "engine": "hashed n-grams"},
    }
    return web.json_response(
        {
            "ok": all(stage["state"] != "broken" for stage in stages.values()),
            "ready": all(stage["state"] != "loading" for stage in stages.values()),
            "standin": "openai",
            "stages": stages,
        }
    )


@web.middleware
async def _require_key(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Any key opens; none at all is refused, as the hosted service does."""
    if request.path.startswith("/v1/") and not request.headers.get("Authorization", "").startswith("Bearer "):
        raise WireError(401, "You didn't provide an API key.", code="missing_api_key")
    return await handler(request)


async def _run_engines(app: web.Application) -> AsyncIterator[None]:
    parts = app[PARTS]
    tasks = TaskGroup()

    async def load() -> None:
        if parts.recogniser is not None:
            await parts.recogniser.load()
        await parts.speaker.load()

    tasks.spawn(load(), name="load engines")
    yield
    await tasks.aclose()
    parts.speaker.close()
    if parts.recogniser is not None:
        parts.recogniser.close()
