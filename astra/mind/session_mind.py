"""What the companion knows in one session, and how she answers: memory, packet, model, checks, in that order."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing
from uuid import UUID
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import structlog

from astra.contracts.errors import AstraError
from astra.contracts.memory import Loop
from astra.contracts.memory_desk import Recalled
from astra.contracts.session import Correction, PastMessage, SessionContext
from astra.contracts.utterance import Role, Source
from astra.kernels.gap import GAP_LINES
from astra.kit.tasks import TaskGroup
from astra.librarian.known_words import KnownWords
from astra.librarian.reflex import Reflex
from astra.llm.messages import ToolCall
from astra.memory.client import FetchedBrief
from astra.memory.commands_reply import (
    CommandState,
    CommandTurn,
    drop_retired,
    handle_memory_command,
    is_memory_turn,
)
from astra.mind.birth_watch import BirthWatch
from astra.mind.corrections import find_corrections, find_in_message
from astra.mind.open_thread import OpenThread, list_loops, pick_thread
from astra.mind.parts import TYPED_ITEM, Apologies, MindParts, Said
from astra.mind.record import TurnOutcome, TurnRecord
from astra.mind.replying import Ask, stream_reply
from astra.mind.sky import SessionSky
from astra.mind.trace import log_turn
from astra.packet import SessionState, Turn, build_packet, fit_packet, render_packet
from astra.packet.posture import read_posture

_log = structlog.get_logger(__name__)

MAX_CORRECTIONS = 40
RECENT_MESSAGES = 20


class SessionMind:
    """One session's mind; belongs to one event loop, closed by its owner."""

    def __init__(self, context: SessionContext, parts: MindParts, *, spoken: bool) -> None:
        self._context = context
        self._parts = parts
        self._spoken = spoken
        self._tasks = TaskGroup()
        self._known = KnownWords()
        self._reflex = Reflex(
            parts.memory, context.user_id, known=self._known, budget_ms=parts.recall_budget_ms, clock=parts.clock
        )
        self._fetched = FetchedBrief()
        self._loops: tuple[Loop, ...] | None = None
        self._loading: asyncio.Task[None] | None = None
        self._corrections: dict[str, Correction] = {}
        self._told: set[UUID] = set()
        self._births = BirthWatch(context.messages)
        self._memory_turns = CommandState(off_record=context.off_record)
        seed, language = str(context.session_id), context.language
        self._gap_names = {name: parts.kernels.spoken(name, seed=seed, language=language) for name in GAP_LINES}
        self._apologies = Apologies(
            no_model=parts.kernels.spoken("apology_llm_down", seed=seed, language=language),
            cut_short=parts.kernels.spoken("apology_truncated", seed=seed, language=language),
        )
        nothing_left = parts.kernels.spoken("claims_nothing_left", seed=seed, language=language)
        self._sky = SessionSky(parts.clock, parts.places, nothing_left=nothing_left)
        self._zone = _read_zone(context.zone)

    @property
    def context(self) -> SessionContext:
        """What the service said last about the session."""
        return self._context

    @property
    def forgotten_item_ids(self) -> frozenset[str]:
        """Utterances that the person had forgotten: they must not be handed to `answer` again."""
        return frozenset((*self._memory_turns.forgotten_item_ids, *self._context.forgotten_item_ids))

    @property
    def off_record(self) -> bool:
        """Whether nothing that is said is to be kept."""
        return self._memory_turns.off_record

    @property
    def expects_birth_details(self) -> bool:
        """Whether the next words may be birth details, since they were asked for."""
        return self._births.expects_details(self._context.astro)

    def find_open_thread(self) -> OpenThread | None:
        """One thing left open that a greeting may take up; None too while memory has not told of it yet."""
        if self.off_record:
            return None
        now = self._parts.clock.now().astimezone(self._zone)
        context, loops = self._context, list_loops(self._fetched.brief, self._loops)
        return pick_thread(loops, now=now, language=context.language, but_not=context.previous_greeting or "")

    def start(self) -> None:
        """Begin to fetch the start brief and the loops, once; nothing waits for them."""
        if self._loading is None:
            self._loading = self._tasks.spawn(self._load(), name="start brief")

    async def wait_loaded(self, within_s: float) -> bool:
        """Whether what memory says at the start is there, after at most `within_s`."""
        self.start()
        if self._loading is not None:
            await asyncio.wait({self._loading}, timeout=within_s)
            return self._loading.done()
        return False

    def refresh(self, context: SessionContext) -> None:
        """The service says something new about the session; a new `memory_version` empties what memory said."""
        changed = context.memory_version != self._context.memory_version
        self._context = context
        self._zone = _read_zone(context.zone)
        self._memory_turns.off_record = context.off_record
        if changed:
            self._forget_memory()
            self.start()

    async def fetch_anew(self) -> None:
        """Fetch the context from the service; without success what is known stays."""
        if self._parts.fetch_context is None:
            return
        try:
            self.refresh(await self._parts.fetch_context())
        except AstraError as error:
            _log.info("mind.context_not_refreshed", session_id=str(self._context.session_id), code=error.code)

    def hear(self, text: str) -> None:
        """The person said this: ask memory beside the turn where the words need it."""
        self._reflex.hear(text, now=self._parts.clock.now().astimezone(self._zone))

    def hear_interim(self, text: str) -> None:
        """The person seems to be saying this."""
        self._reflex.hear_interim(text, now=self._parts.clock.now().astimezone(self._zone))

    async def answer(self, said: Said, record: TurnRecord) -> AsyncGenerator[str, None]:
        """The reply in pieces, checked; `record` is filled on the way. Raises `AstraError` only for a message that
        can't be one (`invalid`, `too_large`)."""
        began_at = self._parts.clock.monotonic()
        reply = await self._try_command(said, record)
        record.stages["command"] = self._since_ms(began_at)
        if reply is not None:
            record.outcome, record.generated = TurnOutcome.COMMANDED, reply
            yield reply
            return
        await self._build(said, record)
        async with aclosing(stream_reply(self._prepare_ask(said, began_at), record)) as pieces:
            async for piece in pieces:
                yield piece
        record.stages["total"] = self._since_ms(began_at)

    def commit(self, record: TurnRecord, *, heard: str, source: Source) -> tuple[UUID, ...]:
        """The person got `heard` of this reply, maybe nothing: note it, log the turn, say which updates it told."""
        log_turn(self._context.session_id, source, record, self._fetched)
        self._memory_turns.note_reply(heard, record.recalled)
        if self._spoken:
            record.packet, record.messages = None, ()  # replies are kept for a while, and packets are large
        told = record.told if heard and record.outcome is TurnOutcome.ANSWERED else ()
        self._births.note_reply(heard, self._context.updates, told)
        self._told.update(told)
        return told

    async def aclose(self) -> None:
        """Stop what runs beside the turns."""
        await self._tasks.aclose()
        await self._reflex.aclose()

    async def _try_command(self, said: Said, record: TurnRecord) -> str | None:
        desk = self._parts.desk
        if desk is None or not is_memory_turn(said.text, self._memory_turns):
            return None
        await said.wait_certain()
        at = said.at.astimezone(self._zone)
        turn = CommandTurn(said.turn_id, said.text, at, self._context.language)
        reply = await handle_memory_command(turn, desk, self._memory_turns, self._parts.kernels)
        if self._memory_turns.memory_changed:
            self._memory_turns.memory_changed = False
            self._forget_memory()
            self._tasks.spawn(self._settle_change(), name="memory changed")
        record.outcome = TurnOutcome.COMMANDED if reply is not None else record.outcome
        return reply

    async def _settle_change(self) -> None:
        await self.fetch_anew()
        self.start()

    async def _build(self, said: Said, record: TurnRecord) -> None:
        clock = self._parts.clock
        at = said.at.astimezone(self._zone)
        recall_at = clock.monotonic()
        record.recall = await self._reflex.take(said.text, now=at)
        record.stages["recall"] = self._since_ms(recall_at)
        build_at = clock.monotonic()
        turn = Turn(said.text, said.source, at, record.recall.lines)
        state = self._describe(said)
        record.posture = read_posture(said.text, state.messages).label.value
        record.packet = fit_packet(build_packet(turn, state))
        record.messages = render_packet(record.packet)
        record.told = tuple(update.id for update in state.updates)
        record.recalled = tuple(Recalled(text=line.text, turn_ids=line.turn_ids) for line in record.recall.lines)
        record.stages["packet"] = self._since_ms(build_at)

    def _prepare_ask(self, said: Said, began_at: float) -> Ask:
        parts, zone = self._parts, self._zone.key
        inputs = self._context.astro.inputs if self._context.astro is not None else None
        before = next((past.text for past in reversed(said.messages) if past.role is Role.ASSISTANT), "")
        tools = parts.tools.offer(said.text, before) if parts.tools is not None else ()
        return Ask(
            chain=parts.chain,
            tools=tools,
            run_tool=_run_nothing
            if parts.tools is None
            else parts.tools.runner(self._sky.tool_context(inputs, said.at, zone)),
            checker=self._sky.open_checker(inputs, zone),
            apologies=self._apologies,
            clock=parts.clock,
            began_at=began_at,
        )

    def _describe(self, said: Said) -> SessionState:
        context, kernels = self._context, self._parts.kernels
        return SessionState(
            persona_kernel=kernels.persona(context.persona).kernel_text,
            style_line=kernels.style(spoken=self._spoken),
            messages=drop_retired(self._list_messages(said), self._memory_turns)[-RECENT_MESSAGES:],
            phrases=kernels.phrases,
            session_id=context.session_id,
            brief=self._fetched.brief,
            loops=self._loops,
            astro=context.astro,
            updates=tuple(update for update in context.updates if update.id not in self._told),
            corrections=self._list_corrections(said),
            rolling_summary=context.rolling_summary,
            rolling_summary_session_id=context.rolling_summary_session_id,
            previous_session_ended_at=context.previous_session_ended_at,
            off_record=self._memory_turns.off_record,
            gap_names=self._gap_names,
        )

    def _list_messages(self, said: Said) -> tuple[PastMessage, ...]:
        """What was said before; by voice, also what was typed beside the room and came with the context."""
        known = {message.item_id for message in said.messages} | self.forgotten_item_ids
        typed = [
            m for m in self._context.messages if (m.item_id or "").startswith(TYPED_ITEM) and m.item_id not in known
        ]
        if not self._spoken or not typed:
            return said.messages
        return tuple(sorted((*said.messages, *typed), key=lambda message: message.at))

    def _list_corrections(self, said: Said) -> tuple[Correction, ...]:
        """What the service knows of, what was said since, what memory was told, and this very message."""
        for correction in (*self._context.corrections, *find_corrections(said.messages[-RECENT_MESSAGES:])):
            self._corrections.setdefault(correction.said, correction)
        while len(self._corrections) > MAX_CORRECTIONS:
            del self._corrections[next(iter(self._corrections))]
        merged = dict(self._corrections)
        for known in self._memory_turns.corrections:
            merged[known.said] = replace_wrong(known)
        has_answered = any(message.role is Role.ASSISTANT for message in said.messages)
        for new in find_in_message(said.text, said.at, after_reply=has_answered):
            merged.setdefault(new.said, new)
        return tuple(merged.values())

    async def _load(self) -> None:
        context, memory = self._context, self._parts.memory
        now = self._parts.clock.now()
        fetched, loops = await asyncio.gather(
            memory.fetch_brief(context.user_id, context.session_id, now=now), memory.fetch_loops(context.user_id)
        )
        self._fetched, self._loops = fetched, loops
        items = fetched.brief.items if fetched.brief is not None else ()
        for text in (*(item.text for item in items), *(loop.text for loop in loops or ())):
            self._known.learn(text)

    def _forget_memory(self) -> None:
        """What memory said is not true any more: no prompt may hold it, not even until the new word has come."""
        if self._loading is not None:
            self._loading.cancel()
        self._loading = None
        self._fetched, self._loops = FetchedBrief(), None
        self._known.forget()
        self._reflex.forget()
        self._corrections.clear()
        self._memory_turns.last_reply, self._memory_turns.last_recalled = None, ()
        if self.forgotten_item_ids:
            self._context = self._context.model_copy(update={"rolling_summary": None, "corrections": ()})

    def _since_ms(self, began_at: float) -> float:
        return (self._parts.clock.monotonic() - began_at) * 1000


def replace_wrong(correction: Correction) -> Correction:
    """A correction of something remembered, without what was remembered: that must be in no prompt again."""
    return correction.model_copy(update={"wrong": None, "right": correction.right or correction.said})


async def _run_nothing(_call: ToolCall) -> str:
    return "{}"


def _read_zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo("UTC")
