"""Everything that is wired once, at the root of the process, and how it is wired."""

import asyncio
from dataclasses import dataclass
from datetime import timedelta

from api.account.wiring import AccountParts, wire_account
from api.after_talk import AfterTalk, wire_after_talk
from api.auth.service import Accounts
from api.auth.wiring import SignInParts, wire_sign_in
from api.chat.speech import SpeechSettings
from api.db import QUEUE_S, Database, make_engine
from api.follow_up.service import FollowUps
from api.follow_up.wiring import list_handlers, wire_follow_ups
from api.health.service import Health
from api.history.jobs import CaptionSession
from api.inner import InnerApp, open_memory
from api.memory.forgetting import FORGET_EXPIRED
from api.memory.jobs import DropExpired
from api.memory.service import PersonMemory
from api.metrics import Metrics
from api.mind.handover import MemoryHandover
from api.mind.news import ContextNews
from api.mind.summaries import Summaries
from api.rates import Rates
from api.room.service import Rooms
from api.session.context import ContextReader
from api.session.hot import HotSessions
from api.session.hot_stores import open_hot_store
from api.session.jobs import SessionClosed
from api.session.opening import Openings
from api.session.personas import PersonaCatalogue
from api.session.service import SESSION_CLOSED, Sessions
from api.session.watcher import Patience, Watcher
from api.settings import Settings
from api.share.jobs import DropExpiredShares
from api.share.service import SHARE_EXPIRED, Shares
from api.sky import Sky, wire_sky
from api.synapse.learning.recall import Recall
from api.synapse.meanings import Meanings, open_meanings
from api.synapse.service import Synapse
from api.telegram.wiring import Telegram
from api.worker.runner import Handler, JobRunner
from api.writing import Conversations, Writing, wire_writing
from astra.kernels.kernels import Kernels
from astra.kernels.load import load_kernels
from astra.kit.clock import Clock
from astra.kit.ids import new_id
from astra.llm.chain import Chain, open_chain
from astra.llm.settings import LlmSettings
from astra.memory.client import MemoryClient
from astra.mind import MindParts
from astra.mind.summary import read_summary_prompt
from astra.tools import load_tools

_PROBE_BUSY_MS = 500


@dataclass(frozen=True, slots=True)
class Root:
    """The objects of one process."""

    settings: Settings
    clock: Clock
    database: Database
    probe: Database
    metrics: Metrics
    rooms: Rooms
    personas: PersonaCatalogue
    accounts: Accounts
    sign_in: SignInParts
    """The doors by which people come in, and what ends when they go."""
    account: AccountParts
    """Taking everything along, and deleting it."""
    sessions: Sessions
    openings: Openings
    hot: HotSessions
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
    writing: Writing
    """Typed talk: single turns, and the responder with its outbox."""
    telegram: Telegram
    """The bot, where there is one."""
    follow_ups: FollowUps
    """Asking again about what was left open."""
    handover: MemoryHandover
    summaries: Summaries
    news: ContextNews
    """Tells running talks that their context has changed."""
    memory: MemoryClient
    """The memory service, built in or remote."""
    synapse: Synapse
    """The built-in memory service, answering `/synapse` for whoever asks there."""
    person_memory: PersonMemory
    """What people see of their memory, correct, and have forgotten."""
    shares: Shares
    """Conversations that others may read by a link."""
    after_talk: AfterTalk
    """Learning and analysis."""
    sky: Sky
    """Birth details and charts."""

    async def aclose(self) -> None:
        """Close what is open."""
        await self.health.aclose()
        self.sky.close()
        await self.synapse.aclose()
        await self.writing.aclose()
        await self.telegram.aclose()
        await self.hot.aclose()
        await self.rates.aclose()
        await self.memory.aclose()
        await self.chain.aclose()
        await self.rooms.aclose()
        await self.probe.aclose()
        await self.database.aclose()


@dataclass(frozen=True, slots=True)
class _Ground:
    """What everything else stands on."""

    settings: Settings
    clock: Clock
    database: Database
    rooms: Rooms
    kernels: Kernels
    personas: PersonaCatalogue
    chain: Chain
    inner: InnerApp
    memory: MemoryClient
    rates: Rates
    metrics: Metrics
    meanings: Meanings | None


@dataclass(frozen=True, slots=True)
class _Talks:
    """What knows of sessions, and what a person sees and shows of them."""

    hot: HotSessions
    contexts: ContextReader
    sessions: Sessions
    openings: Openings
    news: ContextNews
    person_memory: PersonMemory
    shares: Shares


def wire(settings: Settings, clock: Clock, llm: LlmSettings, speech: SpeechSettings) -> Root:
    """Make every object of the service and hand each what it needs."""
    ground = _lay_ground(settings, clock, llm)
    database, chain = ground.database, ground.chain
    probe = Database(make_engine(settings.database, busy_ms=min(_PROBE_BUSY_MS, settings.database_busy_ms)))
    talks = _wire_talks(ground)
    sky = wire_sky(settings, database, clock, ground.kernels, personas=ground.personas, news=talks.news)
    sign_in, account = _wire_people(ground, talks, sky)
    writing, telegram = _wire_typed_talk(ground, talks, sky, speech)
    handover = MemoryHandover(database, ground.memory, clock, every_s=settings.handover_every_s)
    handlers: dict[str, Handler] = {
        **sky.handlers,
        **account.handlers,
        **_list_own_handlers(ground, talks, handover),
        **list_handlers(database, clock, talks.contexts, writing=writing, telegram=telegram, kernels=ground.kernels),
    }
    return Root(
        settings=settings,
        clock=clock,
        database=database,
        probe=probe,
        metrics=ground.metrics,
        rooms=ground.rooms,
        personas=ground.personas,
        accounts=sign_in.accounts,
        sign_in=sign_in,
        account=account,
        sessions=talks.sessions,
        openings=talks.openings,
        contexts=talks.contexts,
        rates=ground.rates,
        health=_make_health(ground, probe),
        watcher=Watcher(
            database, ground.rooms, talks.sessions, clock, hot=talks.hot, patience=_read_patience(settings)
        ),
        hot=talks.hot,
        watch_now=asyncio.Event(),
        jobs=JobRunner(database, clock, handlers, holder=str(new_id())),
        kernels=ground.kernels,
        chain=chain,
        inner=ground.inner,
        news=talks.news,
        handover=handover,
        summaries=Summaries(database, chain, talks.news, prompt=read_summary_prompt(settings.prompts)),
        writing=writing,
        telegram=telegram,
        follow_ups=wire_follow_ups(database, clock, telegram),
        memory=ground.memory,
        person_memory=talks.person_memory,
        shares=talks.shares,
        synapse=Synapse(database, clock, learned=Recall(), meanings=ground.meanings),
        after_talk=_wire_after_talk(ground, talks),
        sky=sky,
    )


def _lay_ground(settings: Settings, clock: Clock, llm: LlmSettings) -> _Ground:
    kernels = load_kernels(settings.prompts)
    inner = InnerApp()
    return _Ground(
        settings=settings,
        clock=clock,
        database=_open_database(settings),
        rooms=_make_rooms(settings),
        kernels=kernels,
        personas=PersonaCatalogue(kernels.personas),
        chain=open_chain(llm, clock=clock),
        inner=inner,
        memory=open_memory(settings, inner),
        rates=Rates(_read_rates(settings), redis_url=settings.redis),
        metrics=Metrics(),
        meanings=open_meanings(settings, llm, clock),
    )


def _open_database(settings: Settings) -> Database:
    """Writers of this process wait for each other no shorter than for those of other processes."""
    busy_ms = settings.database_busy_ms
    return Database(make_engine(settings.database, busy_ms=busy_ms), queue_s=max(QUEUE_S, busy_ms / 1000))


def _wire_after_talk(ground: _Ground, talks: _Talks) -> AfterTalk:
    return wire_after_talk(
        ground.settings,
        ground.database,
        ground.clock,
        ground.chain,
        tell=talks.news.announce_session,
        meanings=ground.meanings,
    )


def _wire_talks(ground: _Ground) -> _Talks:
    settings, database, clock, rooms = ground.settings, ground.database, ground.clock, ground.rooms
    hot = HotSessions(open_hot_store(settings.redis, clock))
    contexts = ContextReader(
        database, ground.personas, hot, clock, idle_close_s=settings.idle_close_s, grace_s=settings.grace_s
    )
    sessions = Sessions(database, rooms, hot, clock, grace_s=settings.grace_s)
    news = ContextNews(database, rooms)
    return _Talks(
        hot=hot,
        contexts=contexts,
        sessions=sessions,
        openings=Openings(
            database, rooms, sessions, ground.personas, clock, rooms_public_url=settings.rooms_public_url
        ),
        news=news,
        person_memory=PersonMemory(database, clock, news),
        shares=Shares(database, clock),
    )


def _wire_people(ground: _Ground, talks: _Talks, sky: Sky) -> tuple[SignInParts, AccountParts]:
    """How people come in, and what they do with their account as a whole."""
    database, clock = ground.database, ground.clock
    sign_in = wire_sign_in(ground.settings, database, clock, ground.rates, close_all_of=talks.sessions.close_all_of)
    account = wire_account(
        database,
        clock,
        sign_in,
        sessions=talks.sessions,
        rooms=ground.rooms,
        births=sky.births,
        person_memory=talks.person_memory,
    )
    return sign_in, account


def _wire_typed_talk(ground: _Ground, talks: _Talks, sky: Sky, speech: SpeechSettings) -> tuple[Writing, Telegram]:
    """The responder and its ways out; the bot takes messages to the responder's inbox, so it is attached last."""
    settings, database, clock, kernels = ground.settings, ground.database, ground.clock, ground.kernels
    parts = MindParts(
        ground.chain, ground.memory, kernels, tools=load_tools(settings.prompts), places=sky.places, clock=clock
    )
    telegram = Telegram(settings, database, clock, kernels, speech, charts=sky.charts)
    writing = wire_writing(
        settings,
        database,
        clock,
        speech,
        parts=parts,
        kernels=kernels,
        memory=talks.person_memory,
        news=talks.news,
        talks=Conversations(talks.contexts, talks.sessions, talks.openings, ground.personas),
        ways_out=telegram,
        metrics=ground.metrics,
    )
    telegram.attach(writing.inbox, talks.openings, ground.rates)
    return writing, telegram


def _list_own_handlers(ground: _Ground, talks: _Talks, handover: MemoryHandover) -> dict[str, Handler]:
    """The jobs that no wiring of a feature brings with it, by kind."""
    database, clock = ground.database, ground.clock
    return {
        SESSION_CLOSED: SessionClosed(
            database, idle_close_s=ground.settings.idle_close_s, then=[CaptionSession(database, clock), handover]
        ),
        FORGET_EXPIRED: DropExpired(talks.person_memory),
        SHARE_EXPIRED: DropExpiredShares(talks.shares),
    }


def _make_health(ground: _Ground, probe: Database) -> Health:
    settings = ground.settings
    return Health(
        probe,
        ground.rooms,
        ground.clock,
        standins=settings.standins,
        agent_name=settings.agent_name,
        stale_s=settings.heartbeat_stale_s,
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
        join=timedelta(seconds=settings.join_s),
        agent_missing=timedelta(seconds=settings.agent_missing_s),
        agent_lost=timedelta(seconds=settings.agent_lost_s),
    )


def _read_rates(settings: Settings) -> dict[str, str]:
    return {
        "sign_in": settings.rate_sign_in,
        "sign_in_account": settings.rate_sign_in_account,
        "sign_in_email": settings.rate_sign_in_email,
        "account": settings.rate_account,
        "register": settings.rate_register,
        "session": settings.rate_session,
        "save": settings.rate_save,
        "chat": settings.rate_chat,
        "telegram_code": settings.rate_telegram_code,
    }
