"""What is answered when a person speaks of their own memory: the command is carried out, and its reply needs no model.

    reply = await handle_memory_command(turn, desk, state, lines)

None means that the turn is ordinary talk, or talk that the model answers better: a "that's not true" that meant nothing
remembered, or words said together with "off the record". A turn that is asked for twice is carried out once. Since
commands change things, a turn that `is_memory_turn` must not be answered before it has ended.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

import structlog

from astra.contracts.errors import AstraError, ErrorCode
from astra.contracts.memory_desk import (
    MAX_RECALLED,
    MAX_STATEMENT_CHARS,
    CorrectRequest,
    ExplainRequest,
    ForgetPreview,
    ForgetRequest,
    OffRecordRequest,
    Recalled,
    RecallRequest,
    ReceiptLine,
)
from astra.contracts.session import Correction, PastMessage
from astra.memory.commands import (
    CorrectMemory,
    ExplainRecall,
    ForgetAbout,
    GoOffRecord,
    GoOnRecord,
    MemoryCommand,
    RecallAbout,
    recognise_command,
)
from astra.memory.commands_consent import read_consent
from astra.memory.commands_desk import MemoryDesk
from astra.memory.commands_lines import MAX_SPOKEN_ITEMS, Lines, SpokenLines, name_topic

_log = structlog.get_logger(__name__)

_MAX_ANSWERED = 8
_WORD = re.compile(r"[\w\u0900-\u097f]+")


@dataclass(frozen=True, slots=True)
class CommandTurn:
    """The utterance that may be a command: `turn_id` is the same however often the turn is built.

    `at` is its moment, in the person's own zone: days are named by it.
    """

    turn_id: str
    text: str
    at: datetime
    language: str = "en"


@dataclass
class CommandState:
    """What a session's commands must know of the turns before; kept by whoever runs the turns, one a session.

    `corrections` grows by what was put right, for the packet. `forgotten_item_ids` are utterances that must leave the
    running talk's own history as well. `off_record` is what the prompt is to know. `memory_changed` is set when the
    start brief and the messages of the session must be fetched anew; whoever has done so clears it.
    """

    off_record: bool = False
    last_reply: str | None = None
    last_recalled: tuple[Recalled, ...] = ()
    corrections: list[Correction] = field(default_factory=list[Correction])
    forgotten_item_ids: set[str] = field(default_factory=set[str])
    memory_changed: bool = False
    retired: dict[str, datetime] = field(default_factory=dict[str, datetime])
    """Values that the person said are wrong, and when they said so."""
    pending: ForgetPreview | None = None
    answered: dict[tuple[str, str], str | None] = field(default_factory=dict[tuple[str, str], str | None])
    """What the last turns were answered with, by turn and text."""

    def note_reply(self, reply: str, recalled: Sequence[Recalled] = ()) -> None:
        """Remember what the companion said last, and the lines of memory that it had before it."""
        self.last_reply = reply[:MAX_STATEMENT_CHARS] or None
        self.last_recalled = tuple(recalled[:MAX_RECALLED])


def is_memory_turn(text: str, state: CommandState) -> bool:
    """Whether this may be a command, or the answer to "shall I forget it?": handle it when the turn has ended."""
    return state.pending is not None or recognise_command(text) is not None


def drop_retired(messages: Sequence[PastMessage], state: CommandState) -> tuple[PastMessage, ...]:
    """The messages without those that repeat what the person has said is wrong, from before they said it."""
    retired = [(f" {_plain(value)} ", at) for value, at in state.retired.items() if _plain(value)]
    return tuple(
        message
        for message in messages
        if not any(message.at < at and value in f" {_plain(message.text)} " for value, at in retired)
    )


def _plain(text: str) -> str:
    return " ".join(_WORD.findall(text.casefold()))


async def handle_memory_command(
    turn: CommandTurn, desk: MemoryDesk, state: CommandState, source: SpokenLines
) -> str | None:
    """The reply where the turn is a command about memory, carried out by then; None for everything else."""
    key = (turn.turn_id, turn.text)
    if key in state.answered:
        return state.answered[key]
    lines = Lines(source, turn.turn_id, turn.language, turn.at)
    reply = await _answer(_Talk(turn, desk, state, lines))
    while len(state.answered) >= _MAX_ANSWERED:
        del state.answered[next(iter(state.answered))]
    state.answered[key] = reply
    return reply


@dataclass(frozen=True, slots=True)
class _Talk:
    turn: CommandTurn
    desk: MemoryDesk
    state: CommandState
    lines: Lines


async def _answer(talk: _Talk) -> str | None:
    asked, talk.state.pending = talk.state.pending, None
    consent = read_consent(talk.turn.text) if asked is not None else None
    command = None if consent is not None else recognise_command(talk.turn.text)
    if consent is None and command is None:
        return None
    try:
        if asked is not None and consent is not None:
            return await _settle_forget(talk, asked, agreed=consent)
        return await _carry_out(talk, command) if command is not None else None
    except AstraError as error:
        _log.warning("memory.command_failed", code=error.code, command=type(command).__name__)
        talk.state.pending = asked if consent else None
        return talk.lines.say("memory_failed")


async def _carry_out(talk: _Talk, command: MemoryCommand) -> str | None:
    match command:
        case RecallAbout():
            return await _recall(talk, command)
        case ExplainRecall():
            return await _explain(talk, command)
        case CorrectMemory():
            return await _correct(talk, command)
        case ForgetAbout():
            return await _ask_to_forget(talk, command)
        case GoOffRecord():
            return await _go_off_record(talk, command)
        case GoOnRecord():
            return await _go_on_record(talk)


async def _recall(talk: _Talk, command: RecallAbout) -> str:
    found = await talk.desk.recall_about(RecallRequest(topic=command.topic))
    topic = None if command.topic is None else name_topic(command.topic)
    if not found.lines:
        return talk.lines.say("memory_recall_none", topic=topic)
    head = talk.lines.say("memory_recall_self") if topic is None else talk.lines.say("memory_recall_topic", topic=topic)
    parts = [head, talk.lines.list_items(found.lines)]
    if found.total > MAX_SPOKEN_ITEMS:
        parts.append(talk.lines.say("memory_recall_more", count=talk.lines.say_count(found.total)))
    return " ".join(parts)


async def _explain(talk: _Talk, command: ExplainRecall) -> str | None:
    request = ExplainRequest(reply=talk.state.last_reply, topic=command.topic, recalled=talk.state.last_recalled)
    found = await talk.desk.explain(request)
    return talk.lines.list_items(found.lines) or None


async def _correct(talk: _Talk, command: CorrectMemory) -> str | None:
    request = CorrectRequest(
        statement=command.statement,
        instead_of=command.instead_of,
        reply=talk.state.last_reply if command.is_firm else None,
        recalled=talk.state.last_recalled if command.is_firm else (),
    )
    done = await talk.desk.correct(request)
    if not done.retracted and done.learned is None:
        return None
    state = talk.state
    right = done.learned or command.statement
    for wrong in done.retracted or (None,):
        state.corrections.append(Correction(said=talk.turn.text, right=right or "", wrong=wrong, at=talk.turn.at))
    state.retired.update(dict.fromkeys(done.wrong, talk.turn.at))
    state.memory_changed = True
    if right is None:
        return talk.lines.say("memory_retracted")
    return talk.lines.say("memory_corrected", statement=right)


async def _ask_to_forget(talk: _Talk, command: ForgetAbout) -> str:
    topic = None if command.topic is None else name_topic(command.topic)
    request = ForgetRequest(topic=command.topic, just_said=command.just_said, everything=command.everything)
    try:
        preview = await talk.desk.preview_forget(request)
    except AstraError as error:
        if error.code is not ErrorCode.NOT_FOUND:
            raise
        return talk.lines.say("memory_forget_none", topic=topic)
    talk.state.pending = preview
    count = talk.lines.say_count(sum(preview.counts.values()))
    if command.everything:
        return talk.lines.say("memory_forget_everything", count=count)
    shown = [ReceiptLine(text=item.text, quote=item.text, said_at=item.at) for item in preview.items]
    asked = talk.lines.say("memory_forget_ask", count=count, topic=topic)
    return f"{talk.lines.list_items(shown)} {asked}"


async def _settle_forget(talk: _Talk, asked: ForgetPreview, *, agreed: bool) -> str:
    if not agreed:
        return talk.lines.say("memory_kept")
    try:
        receipt = await talk.desk.confirm_forget(asked.forget_id)
    except AstraError as error:
        if error.code is not ErrorCode.NOT_FOUND:
            raise
        return talk.lines.say("memory_expired")
    state = talk.state
    state.forgotten_item_ids.update(receipt.item_ids)
    state.corrections.clear()
    state.last_reply, state.last_recalled, state.memory_changed = None, (), True
    state.answered.clear()
    return talk.lines.say("memory_forgotten", count=talk.lines.say_count(sum(receipt.counts.values())))


async def _go_off_record(talk: _Talk, command: GoOffRecord) -> str | None:
    await talk.desk.set_off_record(OffRecordRequest(on=True, at=talk.turn.at))
    talk.state.off_record = True
    return talk.lines.say("memory_off_record") if command.rest is None else None


async def _go_on_record(talk: _Talk) -> str | None:
    if not talk.state.off_record:
        return None
    await talk.desk.set_off_record(OffRecordRequest(on=False, at=talk.turn.at))
    talk.state.off_record = False
    return talk.lines.say("memory_on_record")
