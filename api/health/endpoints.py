"""Whether the service and each part of the product work, for people, for machines and for Prometheus."""

from fastapi import APIRouter, Response
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from api.deps import Db, RootDep, service_only
from api.errors import document
from api.health import repository
from api.health.schemas import Limits, Readiness, Setup, StandinName
from api.ingest.schemas import MAX_SAVED_MESSAGES
from astra.contracts.base import MAX_UTTERANCE_CHARS
from astra.contracts.errors import ErrorCode
from astra.contracts.worker import Heartbeat

router = APIRouter(tags=["health"])
VERSION = "0.1.0"
_HINTS: dict[StandinName, str] = {
    "rooms": "LIVEKIT_URL, LIVEKIT_API_KEY and LIVEKIT_API_SECRET",
    "stt": "OPENAI_API_KEY, or STT_BASE_URL of any OpenAI-compatible server",
    "llm": "OPENROUTER_API_KEY or OPENAI_API_KEY, or OPENAI_BASE_URL of any OpenAI-compatible server",
    "tts": "ELEVEN_API_KEY, or TTS2_BASE_URL of any OpenAI-compatible server",
    "memory": "SYNAPSE_URL",
}


@router.get("/healthz")
async def is_alive() -> dict[str, bool]:
    """Alive."""
    return {"ok": True}


@router.get(
    "/readyz",
    response_model_exclude_none=True,
    responses={503: {"model": Readiness, "description": "a part is broken"}},
)
async def is_ready(root: RootDep, response: Response) -> Readiness:
    """Each part: real, a stand-in, or broken and why."""
    readiness = await root.health.check()
    if not readiness.ok:
        response.status_code = 503
    return readiness


@router.get("/metrics", response_class=Response)
async def show_metrics(root: RootDep) -> Response:
    """Figures for Prometheus."""
    return Response(generate_latest(root.metrics.registry), media_type=CONTENT_TYPE_LATEST)


@router.get("/api/setup")
async def show_setup(root: RootDep) -> Setup:
    """What is a stand-in here, and what to set for a better one."""
    settings = root.settings
    return Setup(
        version=VERSION,
        parts={part: "standin" if part in settings.standins else "real" for part in _HINTS},
        hints={part: hint for part, hint in _HINTS.items() if part in settings.standins},
        limits=Limits(
            idle_close_s=settings.idle_close_s,
            grace_s=settings.grace_s,
            max_body_bytes=settings.max_body_bytes,
            max_saved_messages=MAX_SAVED_MESSAGES,
            max_message_chars=MAX_UTTERANCE_CHARS,
        ),
    )


@router.post(
    "/api/worker/heartbeat",
    status_code=204,
    tags=["worker"],
    dependencies=[service_only],
    responses=document(ErrorCode.MALFORMED, ErrorCode.UNAUTHENTICATED, ErrorCode.INVALID),
)
async def beat(body: Heartbeat, db: Db, root: RootDep) -> None:
    """The worker lives, and how its provider chains fare."""
    await repository.store_heartbeat(db, body, root.clock.now())
