"""Wires what answers in writing: one mind a session and one way to reply, for single turns and for the responder."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from api.chat.minds import Minds, make_minds
from api.chat.replying import Replies
from api.chat.service import Chat
from api.chat.speech import Speech, SpeechSettings
from api.db import Database
from api.memory.service import PersonMemory
from api.metrics import Metrics
from api.mind.news import ContextNews
from api.responder.broadcast import Broadcast
from api.responder.commands import Commands, PlatformSettings
from api.responder.held_words import HeldWords
from api.responder.inbox import Inbox
from api.responder.outlets import Outlet, Platform
from api.responder.responders import Responders
from api.responder.threads import Threads
from api.responder.voice_notes import VoiceNotes
from api.session.context import ContextReader
from api.session.hot_stores import open_hot_store
from api.session.opening import Openings
from api.session.personas import PersonaCatalogue
from api.session.service import Sessions
from api.settings import Settings
from astra.kernels.kernels import Kernels
from astra.kit.clock import Clock
from astra.kit.tasks import TaskGroup
from astra.mind import MindParts


@dataclass(frozen=True, slots=True)
class Writing:
    """All that takes and answers typed words."""

    chat: Chat
    inbox: Inbox
    responders: Responders
    threads: Threads
    voice_notes: VoiceNotes
    held: HeldWords
    minds: Minds
    replies: Replies
    broadcast: Broadcast | None
    """The way to other processes; None where there is just this one."""

    async def serve(self) -> None:
        """Answer what is put out, and keep in touch with other processes, until cancelled."""
        tasks = TaskGroup()
        try:
            if self.broadcast is not None:
                tasks.spawn(self.broadcast.serve(), name="broadcast")
            await self.responders.serve()
        finally:
            await tasks.aclose()

    async def aclose(self) -> None:
        """Let go of what is held."""
        await self.chat.aclose()
        await self.held.aclose()


@dataclass(frozen=True, slots=True)
class Conversations:
    """What the rest of the service knows of sessions."""

    contexts: ContextReader
    sessions: Sessions
    openings: Openings
    personas: PersonaCatalogue


class WaysOut(Protocol):
    """The platforms besides the page: how replies leave for them, and what people set there."""

    @property
    def outlets(self) -> Mapping[Platform, Outlet]: ...  # noqa: D102  said above

    @property
    def platform_settings(self) -> Mapping[Platform, PlatformSettings]: ...  # noqa: D102  said above


def wire_writing(
    settings: Settings,
    database: Database,
    clock: Clock,
    speech: SpeechSettings,
    *,
    parts: MindParts,
    kernels: Kernels,
    memory: PersonMemory,
    news: ContextNews,
    talks: Conversations,
    ways_out: WaysOut,
    metrics: Metrics,
) -> Writing:
    """Make them."""
    contexts = talks.contexts
    minds = Minds(make_minds(parts, memory), clock)
    replies = Replies(database, clock, minds=minds, news=news)
    threads, broadcast = _wire_threads(settings, database)
    held = HeldWords(open_hot_store(settings.redis, clock))
    inbox = Inbox(database, clock, replies=replies, openings=talks.openings, threads=threads, held=held)
    commands = Commands(
        database, kernels, sessions=talks.sessions, openings=talks.openings, settings=ways_out.platform_settings
    )
    responders = Responders(
        database,
        clock,
        contexts,
        inbox=inbox,
        minds=minds,
        replies=replies,
        commands=commands,
        threads=threads,
        outlets=ways_out.outlets,
        may_echo=settings.context_debug,
        count=settings.responders,
        lease_s=settings.responder_lease_s,
        on_picked_up=metrics.note_picked_up,
    )
    ears = Speech(speech)
    chat = Chat(
        database,
        contexts,
        talks.personas,
        clock,
        minds=minds,
        replies=replies,
        speech=ears,
    )
    notes = VoiceNotes(database, inbox, ears, talks.personas)
    return Writing(chat, inbox, responders, threads, notes, held, minds, replies, broadcast)


def _wire_threads(settings: Settings, database: Database) -> tuple[Threads, Broadcast | None]:
    threads = Threads(database)
    if not settings.redis:
        return threads, None
    broadcast = Broadcast(settings.redis, settings.service_token.get_secret_value(), hear=threads.hear)
    threads.relay_to(broadcast.tell)
    return threads, broadcast
