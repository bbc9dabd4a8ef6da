"""The root of the service: everything is wired here and handed down."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from fastapi import FastAPI

from api import errors
from api.auth import endpoints as auth
from api.auth.service import Accounts
from api.db import Database, make_engine
from api.deps import Root
from api.health import endpoints as health
from api.history import endpoints as history
from api.ingest import endpoints as ingest
from api.migrate import upgrade
from api.rates import Rates
from api.room.service import Rooms
from api.session import endpoints as session
from api.session import worker_endpoints
from api.session.context import ContextReader
from api.session.personas import read_personas
from api.session.service import Sessions
from api.settings import Settings
from astra.kit.clock import SYSTEM_CLOCK, Clock


def wire(settings: Settings, clock: Clock) -> Root:
    """Make every object of the service and hand each what it needs."""
    database = Database(make_engine(settings.database, busy_ms=settings.database_busy_ms))
    rooms = Rooms(
        settings.rooms_url,
        settings.livekit_api_key,
        settings.livekit_api_secret.get_secret_value(),
        agent_name=settings.agent_name,
        departure_s=settings.grace_s,
    )
    personas = read_personas(settings.prompts)
    return Root(
        settings=settings,
        clock=clock,
        database=database,
        rooms=rooms,
        personas=personas,
        accounts=Accounts(
            database, clock, idle_days=settings.sign_in_idle_days, max_days=settings.sign_in_max_days
        ),
        sessions=Sessions(
            database,
            rooms,
            personas,
            clock,
            rooms_public_url=settings.rooms_public_url,
            grace_s=settings.grace_s,
        ),
        contexts=ContextReader(
            database, personas, idle_close_s=settings.idle_close_s, grace_s=settings.grace_s
        ),
        rates=Rates(
            {"sign_in": settings.rate_sign_in, "session": settings.rate_session, "save": settings.rate_save}
        ),
    )


def create_app(settings: Settings, *, clock: Clock = SYSTEM_CLOCK) -> FastAPI:
    """The service as an ASGI application."""
    root = wire(settings, clock)

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncGenerator[None]:
        await upgrade(root.database.engine)
        yield
        await root.rooms.aclose()
        await root.database.aclose()

    app = FastAPI(title="Astra", version="0.1.0", lifespan=lifespan)
    app.state.root = root
    errors.install(app)
    for feature in (auth, session, worker_endpoints, ingest, history, health):
        app.include_router(feature.router)
    return app
