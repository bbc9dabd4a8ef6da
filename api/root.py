"""Everything that is wired once, at the root of the process, and how it is wired."""

import asyncio
from dataclasses import dataclass
from datetime import timedelta

from prometheus_client import CollectorRegistry

from api.auth.service import Accounts
from api.db import Database, make_engine
from api.health.service import Health
from api.inner import InnerApp, open_memory
from api.mind.news import ContextNews
from api.rates import Rates
from api.room.service import Rooms
from api.session.context import ContextReader
from api.session.jobs import SessionClosed
from api.session.personas import PersonaCatalogue
from api.session.service import SESSION_CLOSED, Sessions
from api.session.watcher import Patience, Watcher
from api.settings import Settings
from api.synapse.service import Synapse
from api.worker.runner import JobRunner
from astra.kernels.kernels import Kernels
from astra.kernels.load import load_kernels
from astra.kit.clock import Clock
from astra.kit.ids import new_id
from astra.llm.chain import Chain, open_chain
from astra.llm.settings import LlmSettings
from astra.memory.client import MemoryClient

_PROBE_BUSY_MS = 500


@dataclass(frozen=True, slots=True)
class Root:
    """The objects of one process."""

    settings: Settings
    clock: Clock
    database: Database
    probe: Database
    registry: CollectorRegistry
    rooms: Rooms
    personas: PersonaCatalogue
    accounts: Accounts
    sessions: Sessions
    contexts: ContextReader
    rates: Rates
    health: Health
    watcher: Watcher
    watch_now: asyncio.Event
    """Set when the watcher should look before its time."""
    jobs: JobRunner
    kernels: Kernels
    chain: Chain
    """The language models, for typed talk and for what is made of talks behind the scenes."""
    inner: InnerApp
    news: ContextNews
    """Tells running talks that their context has changed."""
    memory: MemoryClient
    """The memory service, built in or remote."""
    synapse: Synapse
    """The built-in memory service, answering `/synapse` for whoever asks there."""

    async def aclose(self) -> None:
        """Close what is open."""
        await self.memory.aclose()
        await self.chain.aclose()
        await self.rooms.aclose()
        await self.probe.aclose()
        await self.database.aclose()


def wire(settings: Settings, clock: Clock, llm: LlmSettings) -> Root:
    """Make every object of the service and hand each what it needs."""
    database = Database(make_engine(settings.database, busy_ms=settings.database_busy_ms))
    probe = Database(make_engine(settings.database, busy_ms=min(_PROBE_BUSY_MS, settings.database_busy_ms)))
    rooms = _make_rooms(settings)
    kernels = load_kernels(settings.prompts)
    personas = PersonaCatalogue(kernels.personas)
    inner = InnerApp()
    sessions = Sessions(
        database, rooms, personas, clock, rooms_public_url=settings.rooms_public_url, grace_s=settings.grace_s
    )
    handlers = {SESSION_CLOSED: SessionClosed(database, idle_close_s=settings.idle_close_s)}
    return Root(
        settings=settings,
        clock=clock,
        database=database,
        probe=probe,
        registry=CollectorRegistry(),
        rooms=rooms,
        personas=personas,
        accounts=Accounts(database, clock, idle_days=settings.sign_in_idle_days, max_days=settings.sign_in_max_days),
        sessions=sessions,
        contexts=ContextReader(database, personas, clock, idle_close_s=settings.idle_close_s, grace_s=settings.grace_s),
        rates=Rates(_read_rates(settings)),
        health=Health(
            probe,
            rooms,
            clock,
            standins=settings.standins,
            agent_name=settings.agent_name,
            stale_s=settings.heartbeat_stale_s,
        ),
        watcher=Watcher(database, rooms, sessions, clock, _read_patience(settings)),
        watch_now=asyncio.Event(),
        jobs=JobRunner(database, clock, handlers, holder=str(new_id())),
        kernels=kernels,
        chain=open_chain(llm, clock=clock),
        inner=inner,
        news=ContextNews(database, rooms),
        memory=open_memory(settings, inner),
        synapse=Synapse(database, clock),
    )


def _make_rooms(settings: Settings) -> Rooms:
    return Rooms(
        settings.rooms_url,
        settings.livekit_api_key,
        settings.livekit_api_secret.get_secret_value(),
        agent_name=settings.agent_name,
        departure_s=settings.grace_s,
    )


def _read_patience(settings: Settings) -> Patience:
    return Patience(
        idle=timedelta(seconds=settings.idle_close_s),
        grace=timedelta(seconds=settings.grace_s),
        agent_missing=timedelta(seconds=settings.agent_missing_s),
        agent_lost=timedelta(seconds=settings.agent_lost_s),
    )


def _read_rates(settings: Settings) -> dict[str, str]:
    return {
        "sign_in": settings.rate_sign_in,
        "session": settings.rate_session,
        "save": settings.rate_save,
        "chat": settings.rate_chat,
    }
