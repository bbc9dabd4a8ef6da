"""One session in one room: puts its parts together, runs its behaviours, and closes it in order."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import UUID

import structlog
from livekit.agents import (
    AgentSession,
    AgentStateChangedEvent,
    CloseEvent,
    ConversationItemAddedEvent,
    JobContext,
    UserInputTranscribedEvent,
    inference,
    llm,
)
from livekit.agents.voice import SpeechHandle

from agent.behaviors.greet import choose_greeting
from agent.behaviors.hear_news import NewsListener
from agent.behaviors.idle_close import IdleWatch
from agent.behaviors.join_halves import TurnJoiner
from agent.behaviors.participant_grace import ParticipantGrace
from agent.behaviors.typed_lines import make_typed_line_handler
from agent.chains.build import SttClients, build_ears, build_tts_chain
from agent.chains.llm_adapter import ChainLLM
from agent.companion import Alarms, Companion
from agent.heard.recorder import Recorder
from agent.heard.replies import Replies, Reply
from agent.notices import NoticeKind, Notices
from agent.outbox.outbox import Outbox
from agent.service_client import ServiceClient
from agent.session_options import Stages, build_room_options, build_session
from agent.settings import WorkerSettings
from agent.spoken_audio import SpokenAudio
from agent.turns.self_echo import SelfEcho
from agent.turns.turn_taking import TurnTaking, build_patience
from agent.turns.waterfall import Waterfall
from agent.user_link import UserLink
from astra.contracts.errors import AstraError
from astra.contracts.session import EndReason, SessionContext
from astra.contracts.utterance import Source
from astra.contracts.worker import LinkState, Stage
from astra.kernels.kernels import Kernels
from astra.kit.clock import SYSTEM_CLOCK, Clock
from astra.kit.tasks import TaskGroup
from astra.llm.chain import Chain
from astra.memory.client import MemoryClient
from astra.memory.commands_http import HttpMemoryDesk
from astra.mind import MindParts, SessionMind
from astra.places import Places
from astra.tools import ToolBook

_log = structlog.get_logger(__name__)

GOODBYE_S = 10.0
HEAD_START_S = 0.02
"""So long memory's questions get to leave before the session's start takes the loop for itself; the answers come while
the room is being joined. Only with someone whom memory may know, and never longer."""


@dataclass(frozen=True, slots=True)
class Means:
    """What a conversation is handed by the job that runs it."""

    settings: WorkerSettings
    kernels: Kernels
    chain: Chain
    memory: MemoryClient
    tools: ToolBook
    places: Places
    service: ServiceClient
    outbox: Outbox
    vad: inference.VAD
    stt_clients: SttClients
    clock: Clock = SYSTEM_CLOCK


class Conversation:
    """Runs from `start()` until `ended` is set; the caller then closes it with `aclose()`."""

    def __init__(self, ctx: JobContext, context: SessionContext, means: Means) -> None:
        self._ctx = ctx
        self._context = context
        self._means = means
        self._tasks = TaskGroup()
        self._notices = Notices(ctx.room, user_identity=context.user_identity, tasks=self._tasks)
        self._stt = build_ears(
            means.settings,
            means.stt_clients,
            language=context.language,
            detector=means.vad,
            on_all_failed=partial(self._post_line, NoticeKind.STT_DOWN, "notice_stt_down"),
        )
        self._tts = build_tts_chain(means.settings, means.kernels.persona(context.persona).voice)
        self._audio = SpokenAudio(means.settings.cache_dir, timeout_s=means.settings.astra_tts_timeout_s)
        self._replies = Replies()
        self._recorder = Recorder(
            next_seq=context.next_seq,
            replies=self._replies,
            waterfall=Waterfall(
                context.session_id, heard_by=lambda: self._stt.heard_by, spoken_by=lambda: self._tts.spoken_by
            ),
            put=means.outbox.put,
        )
        stages = Stages(stt=self._stt, llm=ChainLLM(means.chain), tts=self._tts, vad=means.vad)
        self._session = build_session(means.settings, stages)
        self._self_echo = SelfEcho(self._session, window_s=means.settings.astra_echo_window_s, clock=means.clock)
        if means.settings.astra_turn_text:
            self._turn_taking = TurnTaking(
                self._session,
                build_patience(means.settings),
                silence_before_end_s=means.settings.astra_vad_silence_s,
                clock=means.clock,
            )
        self._desk = HttpMemoryDesk(
            means.settings.astra_api_url,
            means.settings.astra_service_token.get_secret_value(),
            context.session_id,
        )
        self._mind = self._open_mind()
        self._news = NewsListener(
            ctx.room,
            fetch=self._mind.fetch_anew,
            known=lambda: self._mind.context.context_version,
            tasks=self._tasks,
        )
        self._joiner = TurnJoiner(is_more_coming=lambda: self._stt.is_busy or self._is_user_speaking())
        self._idle = IdleWatch(
            idle_close_s=context.idle_close_s, clock=means.clock, is_user_speaking=self._is_user_speaking
        )
        self._reason: EndReason | None = None
        self.ended = asyncio.Event()

    @property
    def end_reason(self) -> EndReason | None:
        """Why the session is over; None when only this worker stops, and another one may go on with it."""
        return self._reason

    def chains(self) -> dict[Stage, list[LinkState]]:
        """How each provider chain fares; safe to call from another thread."""
        return {Stage.STT: self._stt.states(), Stage.LLM: self._means.chain.states(), Stage.TTS: self._tts.states()}

    async def start(self) -> None:
        """Join the room with a pipeline that is listening already, and greet; memory is fetched meanwhile."""
        context = self._context
        self._mind.start()
        if context.previous_session_ended_at is not None:
            await self._mind.wait_loaded(HEAD_START_S)
        self._means.outbox.listen(self._news.note_version)
        self._listen_to_session()
        link = UserLink(context.user_identity)
        options = build_room_options(
            link=link,
            on_typed_line=make_typed_line_handler(
                user_identity=context.user_identity, expect_typed=self._recorder.expect_typed
            ),
        )
        grace = ParticipantGrace(self._ctx.room, user_identity=context.user_identity, grace_s=context.grace_s)
        await self._session.start(
            self._build_companion(), room=self._ctx.room, room_options=options, session_host=False, record=False
        )
        link.establish(self._session)
        self._tasks.spawn(self._end_after(grace.wait(), EndReason.LEFT), name="grace")
        self._tasks.spawn(self._close_when_idle(), name="idle close")
        self._greet()
        self._tell_what_to_expect()

    def _greet(self) -> None:
        """With what memory has told by now: the greeting waits for nothing."""
        greeting = choose_greeting(
            self._means.kernels,
            self._mind.context,
            now=self._means.clock.now(),
            thread=self._mind.find_open_thread(),
        )
        self._say_line(greeting.opener, private=greeting.private)

    def end(self, reason: EndReason | None) -> None:
        """Ask for the close; the first reason counts."""
        if not self.ended.is_set():
            self._reason = reason
            self.ended.set()

    async def aclose(self) -> None:
        """Let the session commit what was said, then let go of everything."""
        await self._session.aclose()
        if self._reason is not None:
            await self._notices.send(NoticeKind.ENDED, self._line("notice_ended"))
        await self._tasks.aclose()
        await self._mind.aclose()
        await self._desk.aclose()
        await self._stt.aclose()
        await self._tts.aclose()

    def _build_companion(self) -> Companion:
        alarms = Alarms(
            no_model=partial(self._post_line, NoticeKind.LLM_DOWN, "notice_llm_down"),
            no_voice=partial(self._notices.post, NoticeKind.TTS_DOWN),
        )
        return Companion(
            mind=self._mind,
            replies=self._replies,
            joiner=self._joiner,
            alarms=alarms,
            past=self._context.messages,
            on_reply_over=self._note_reply_over,
            self_echo=self._self_echo,
            leaves_backchannels=self._means.settings.astra_backchannels,
        )

    def _open_mind(self) -> SessionMind:
        means, session_id = self._means, self._context.session_id
        parts = MindParts(
            chain=means.chain,
            memory=means.memory,
            kernels=means.kernels,
            desk=self._desk,
            fetch_context=partial(means.service.fetch_context, session_id),
            tools=means.tools,
            places=means.places,
            recall_budget_ms=means.settings.astra_recall_budget_ms,
            clock=means.clock,
        )
        return SessionMind(self._context, parts, spoken=True)

    def _listen_to_session(self) -> None:
        session: AgentSession[Any] = self._session
        session.on("conversation_item_added", self._note_item)
        session.on("user_input_transcribed", self._note_transcript)
        session.on("agent_state_changed", self._note_state)
        session.on("close", self._note_close)

    def _note_item(self, event: ConversationItemAddedEvent) -> None:
        if isinstance(event.item, llm.ChatMessage):
            self._recorder.note(event.item)
            if event.item.role == "user":
                self._idle.note_user_message()

    def _note_transcript(self, event: UserInputTranscribedEvent) -> None:
        if event.is_final and event.transcript.strip():
            self._joiner.note_final_text()
            self._mind.hear(event.transcript)
        elif event.transcript.strip():
            self._mind.hear_interim(event.transcript)

    def _note_reply_over(self, reply: Reply) -> None:
        """A reply was given, whole or cut: what it told is told."""
        if reply.is_over:
            return
        reply.is_over = True
        told = self._mind.commit(reply.record, heard=reply.heard, source=Source.VOICE)
        self._tell_what_to_expect()
        if told:
            self._tasks.spawn(self._tick_off(told), name="told")

    def _tell_what_to_expect(self) -> None:
        """Names and times are heard better by a recogniser that knows of birth details being asked for."""
        self._stt.set_hint(self._line("hint_birth_details") if self._mind.expects_birth_details else "")

    async def _tick_off(self, told: Sequence[UUID]) -> None:
        try:
            await self._means.service.tick_off(self._context.session_id, told)
        except AstraError as error:
            _log.warning("told.not_reported", session_id=str(self._context.session_id), code=error.code)

    def _note_state(self, event: AgentStateChangedEvent) -> None:
        _log.info("agent.state", session_id=str(self._context.session_id), state=event.new_state)

    def _note_close(self, event: CloseEvent) -> None:
        """The framework closed the session by itself: leave, so that no mute agent stays in the room."""
        _log.info("session.closed", session_id=str(self._context.session_id), reason=event.reason.value)
        self.end(None)

    def _is_user_speaking(self) -> bool:
        return self._session.user_state == "speaking"

    async def _end_after(self, wait: Any, reason: EndReason) -> None:
        await wait
        self.end(reason)

    async def _close_when_idle(self) -> None:
        await self._idle.wait()
        self._post_line(NoticeKind.IDLE_CLOSING, "notice_idle_closing")
        await self._say_goodbye()
        self.end(EndReason.IDLE)

    async def _say_goodbye(self) -> None:
        speech = self._say_line(self._line("goodbye_idle"), allow_interruptions=False)
        try:
            await asyncio.wait_for(speech.wait_for_playout(), GOODBYE_S)
        except TimeoutError:
            _log.info("goodbye.not_spoken", session_id=str(self._context.session_id))

    def _say_line(self, text: str, *, private: str = "", allow_interruptions: bool = True) -> SpeechHandle:
        """Speak a line that no model wrote, and behind it what is of this person alone."""
        no_voice = partial(self._notices.post, NoticeKind.TTS_DOWN)
        audio = self._audio.speak(self._tts, text, private=private, on_no_voice=no_voice)
        return self._session.say(f"{text} {private}".strip(), audio=audio, allow_interruptions=allow_interruptions)

    def _post_line(self, kind: NoticeKind, line: str) -> None:
        self._notices.post(kind, self._line(line))

    def _line(self, name: str) -> str:
        return self._means.kernels.spoken(name, seed=str(self._context.session_id), language=self._context.language)
