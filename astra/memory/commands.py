"""What people say about their own memory, as values: asking, doubting, correcting, forgetting, off the record.

`recognise_command` reads one utterance, spoken or typed, in English, Hinglish or Hindi, by rules alone. It would
rather miss a command than find one in a sentence that merely uses its words: "I forget what I said about it" and
"don't forget my keys" are talk.
"""

from dataclasses import dataclass

from astra.memory import commands_correct, commands_forget, commands_off_record, commands_recall
from astra.memory.commands_words import Said, lay_out

MAX_COMMAND_CHARS = 400
"""A longer utterance is talk, whatever it begins with."""


@dataclass(frozen=True, slots=True)
class RecallAbout:
    """ "What do you remember about …": `topic` is None for the person themselves."""

    topic: str | None


@dataclass(frozen=True, slots=True)
class ExplainRecall:
    """ "How do you know that?": of what was just said, or of a `topic`."""

    topic: str | None = None


@dataclass(frozen=True, slots=True)
class CorrectMemory:
    """ "That's not true, it's …": `statement` is what holds instead, `instead_of` the wrong words where named.

    `is_firm` says that the words can only mean a correction of what was just said.
    """

    statement: str | None
    instead_of: str | None = None
    is_firm: bool = True


@dataclass(frozen=True, slots=True)
class ForgetAbout:
    """ "Forget what I said about …": a `topic`, or what was `just_said`, or `everything`."""

    topic: str | None = None
    just_said: bool = False
    everything: bool = False


@dataclass(frozen=True, slots=True)
class GoOffRecord:
    """ "Off the record, please"; `rest` is what was said with it, which is off the record already."""

    rest: str | None = None


@dataclass(frozen=True, slots=True)
class GoOnRecord:
    """ "Back on the record", once more."""


MemoryCommand = RecallAbout | ExplainRecall | CorrectMemory | ForgetAbout | GoOffRecord | GoOnRecord


def recognise_command(text: str) -> MemoryCommand | None:
    """The command that this utterance is, or None for ordinary talk. Pure, and quick enough for every turn."""
    if len(text) > MAX_COMMAND_CHARS:
        return None
    said = lay_out(text)
    if not said.plain:
        return None
    return next((found for read in _READERS if (found := read(said)) is not None), None)


def _read_off_record(said: Said) -> MemoryCommand | None:
    rest = commands_off_record.find_off_record(said)
    return None if rest is None else GoOffRecord(rest or None)


def _read_on_record(said: Said) -> MemoryCommand | None:
    return GoOnRecord() if commands_off_record.is_on_record(said) else None


def _read_forget(said: Said) -> MemoryCommand | None:
    forget = commands_forget.find_forget(said)
    return None if forget is None else ForgetAbout(forget.topic, forget.just_said, forget.everything)


def _read_recall(said: Said) -> MemoryCommand | None:
    topic = commands_recall.find_recall(said)
    return None if topic is None else RecallAbout(topic or None)


def _read_explain(said: Said) -> MemoryCommand | None:
    topic = commands_recall.find_explain(said)
    return None if topic is None else ExplainRecall(topic or None)


def _read_correct(said: Said) -> MemoryCommand | None:
    found = commands_correct.find_correction(said)
    return None if found is None else CorrectMemory(found.statement, found.instead_of, found.is_firm)


_READERS = (_read_off_record, _read_on_record, _read_forget, _read_recall, _read_explain, _read_correct)
