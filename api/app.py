"""The service as an ASGI application: its layers, its features, and what runs beside them."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from fastapi import FastAPI
from fastapi.responses import HTMLResponse

from api import errors
from api.account import endpoints as account
from api.auth import endpoints as auth
from api.auth import google_endpoints as google
from api.auth import sign_in_endpoints as sign_ins
from api.birth import endpoints as birth
from api.carry import endpoints as carry
from api.chart import endpoints as chart
from api.chat import endpoints as chat
from api.chat.speech import SpeechSettings
from api.edge.bodies import IMPORTS, TRANSCRIPTS, BodyGuard
from api.edge.forgery import ForgeryGuard
from api.edge.headers import SecurityHeaders, write_policy
from api.edge.requests import RequestWatch
from api.follow_up import endpoints as follow_up
from api.health import endpoints as health
from api.history import endpoints as history
from api.history import transfer_endpoints as history_transfer
from api.history.indexing import index_backlog
from api.ingest import endpoints as ingest
from api.ingest import page_endpoints as saving
from api.loops import repeat
from api.memory import endpoints as memory
from api.memory import worker_endpoints as memory_for_worker
from api.migrate import upgrade
from api.page import make_router
from api.reference import render_reference
from api.responder import endpoints as responder
from api.responder import socket_endpoints as responder_socket
from api.room import endpoints as room
from api.root import Root, wire
from api.session import endpoints as session
from api.session import worker_endpoints as session_for_worker
from api.settings import Settings
from api.share import endpoints as share
from api.synapse import endpoints as synapse
from api.telegram import endpoints as telegram
from api.waterfall import endpoints as waterfall
from astra.kit.clock import SYSTEM_CLOCK, Clock
from astra.kit.tasks import TaskGroup
from astra.llm.settings import LlmSettings
from astra.mind import warm_up

_FEATURES = (
    auth,
    sign_ins,
    google,
    account,
    session,
    session_for_worker,
    ingest,
    saving,
    history,
    history_transfer,
    share,
    room,
    health,
    synapse,
    chat,
    responder,
    responder_socket,
    carry,
    telegram,
    follow_up,
    birth,
    chart,
    memory,
    memory_for_worker,
    waterfall,
)

_LOOK_EVERY_JOBS = 5
"""Looking for sessions to analyse is rarer than looking for jobs."""
_FOLLOW_UPS_EVERY_S = 60.0
"""What is asked again is a matter of days, and each look asks after every person who wants it."""


def create_app(
    settings: Settings,
    *,
    llm: LlmSettings | None = None,
    speech: SpeechSettings | None = None,
    clock: Clock = SYSTEM_CLOCK,
) -> FastAPI:
    """The service. Its database is brought up to date when it starts."""
    root = wire(settings, clock, llm or LlmSettings(), speech or SpeechSettings())

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncGenerator[None]:
        await upgrade(root.database.engine)
        tasks = TaskGroup()
        watching = repeat(root.watcher.look, name="watcher", every_s=settings.watch_every_s, wake=root.watch_now)
        tasks.spawn(watching, name="watcher")
        tasks.spawn(repeat(root.jobs.run_due, name="jobs", every_s=settings.jobs_every_s), name="jobs")
        after = root.after_talk
        looking = repeat(after.schedule.look, name="analysis", every_s=_LOOK_EVERY_JOBS * settings.jobs_every_s)
        tasks.spawn(looking, name="analysis")
        tasks.spawn(repeat(after.jobs.run_due, name="after_talk", every_s=settings.jobs_every_s), name="after_talk")
        tasks.spawn(root.writing.serve(), name="responders")
        tasks.spawn(root.telegram.serve(), name="telegram")
        tasks.spawn(asyncio.to_thread(warm_up, clock), name="warm up")
        tasks.spawn(index_backlog(root.database), name="search backlog")
        tasks.spawn(root.synapse.catch_up(), name="embeddings backlog")
        for name, look in (("handover", root.handover.look), ("summaries", root.summaries.look)):
            tasks.spawn(repeat(look, name=name, every_s=settings.mind_look_every_s), name=name)
        asking = repeat(root.follow_ups.look, name="follow_ups", every_s=_FOLLOW_UPS_EVERY_S)
        tasks.spawn(asking, name="follow_ups")
        yield
        await tasks.aclose()
        await root.aclose()

    app = FastAPI(title="Astra", version=health.VERSION, lifespan=lifespan, docs_url=None, redoc_url=None)
    app.state.root = root
    root.inner.attach(app)
    errors.install(app)
    for feature in _FEATURES:
        app.include_router(feature.router)

    @app.get("/docs", include_in_schema=False)
    def show_docs() -> HTMLResponse:
        return HTMLResponse(render_reference(app.openapi()))

    app.include_router(make_router(settings.web_dist))
    _add_layers(app, root)
    return app


def _add_layers(app: FastAPI, root: Root) -> None:
    """What every request passes through; the last added is the outermost."""
    settings = root.settings
    app.add_middleware(
        BodyGuard,
        max_bytes=settings.max_body_bytes,
        larger={TRANSCRIPTS: settings.max_transcript_bytes, IMPORTS: settings.max_import_bytes},
    )
    app.add_middleware(ForgeryGuard, origins=settings.page_origins)
    app.add_middleware(RequestWatch, registry=root.metrics.registry, clock=root.clock)
    app.add_middleware(SecurityHeaders, policy=write_policy(settings.rooms_public_url))
