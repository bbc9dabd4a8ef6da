"""What the talker understands of the messages it was sent: sections of the prompt, the talk so far, the last words."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from local.engines.talker.language import Language, detect_language
from local.engines.talker.memories import Memory, PutRight, read_memories, read_put_right, read_today

_HEADING = re.compile(r"^##\s+([A-Z][A-Z _]+?)\s*$", re.MULTILINE)
_PERSONA_NAME = re.compile(r"\bYou are ([A-Z][\w'-]{1,30})\b")
_BULLET = re.compile(r"^\s*(?:[-*•]|\d+[.)])\s+")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*", re.UNICODE)
_NAME_TOLD = re.compile(
    r"\b(?:my name is|my name's|(?:please |just )?call me|mera naam|mera nam)\s+(?!hai\b|kya\b)([a-z][a-z'-]{1,30})"
    r"|मेरा नाम\s+(?!क्या)([\u0900-\u097f]{2,30})",
    re.IGNORECASE,
)
_NAME_KNOWN = re.compile(r"\b(?:display name|name)\s*(?:is|:)\s*([A-Z][\w'-]{1,30})")
_TELL_ONCE = re.compile(r"Say so in this reply, once:\s*$")
_ASK_ONCE = re.compile(r"Ask them this in this reply, once:\s*$")
_INSTRUCTION = re.compile(r"^Words in quotation marks below|^[A-Z][^.:]{3,90}(?:\. [A-Z][^:]*)?:\s*$")
"""Lines that tell a model how to take what follows: no knowledge of a life."""
_REMEMBERED = re.compile(r"^\s*-? ?(?:\([^)]*\) |[^“”]{0,30}: )“|^\s*- “|^Where things stood:|^CURRENT_FOCUS:|^“")
"""Lines of memory: kept apart, since they are somebody's words and no knowledge of the sky or the clock."""
_UNDERSTOOD_CHARS = 4_000
_KNOWLEDGE = ("SITUATIONAL_CONTEXT",)


@dataclass(frozen=True, slots=True)
class Turn:
    """One message: `role` as on the wire, and its text."""

    role: str
    text: str


@dataclass(frozen=True, slots=True)
class Talk:
    """One request, read. `said` is the message to answer, empty when the companion shall open the talk."""

    said: str
    words: tuple[str, ...]
    language: Language
    persona_name: str
    facts: tuple[str, ...]
    recent: tuple[Turn, ...]
    tool_result: str | None
    to_tell: tuple[str, ...] = ()
    """What the prompt wants told in this reply, once, before anything else."""
    to_ask: tuple[str, ...] = ()
    """What it wants asked in this reply, once."""
    memories: tuple[Memory, ...] = ()
    put_right: tuple[PutRight, ...] = ()
    today: date | None = None

    def user_said(self) -> list[str]:
        """Earlier messages of the user, oldest first."""
        return [turn.text for turn in self.recent if turn.role == "user"]

    def companion_said(self) -> list[str]:
        """Earlier messages of the companion, oldest first."""
        return [turn.text for turn in self.recent if turn.role == "assistant"]

    def user_name(self) -> str | None:
        """The name the user gave, newest first; else the one the prompt knows."""
        for text in [self.said, *reversed(self.user_said())]:
            if name := told_name(text):
                return name
        for fact in [*self.facts, *(memory.text for memory in self.memories)]:
            if match := _NAME_KNOWN.search(fact):
                return match.group(1)
        return None


def read_talk(turns: Sequence[Turn]) -> Talk:
    """The messages of one request, understood."""
    system = "\n\n".join(turn.text for turn in turns if turn.role in {"system", "developer"})
    sections = split_sections(system)
    spoken = [turn for turn in turns if turn.role in {"user", "assistant"} and turn.text.strip()]
    last_user = max((index for index, turn in enumerate(spoken) if turn.role == "user"), default=None)
    said = spoken[last_user].text.strip()[:_UNDERSTOOD_CHARS] if last_user is not None else ""
    recent = tuple(spoken[:last_user]) if last_user is not None else tuple(spoken)
    tool_result = turns[-1].text.strip() if turns and turns[-1].role in {"tool", "function"} else None
    named = _PERSONA_NAME.search(sections.get("PERSONA", system))
    return Talk(
        said=said,
        words=tuple(word.lower().replace("’", "'") for word in _WORD.findall(said)),
        language=_language_of(said, recent, system),
        persona_name=named.group(1) if named else "Astra",
        facts=_read_facts(sections),
        to_tell=_read_once(sections, _TELL_ONCE),
        to_ask=_read_once(sections, _ASK_ONCE),
        memories=read_memories(sections),
        put_right=read_put_right(sections),
        today=read_today(sections.get("SITUATIONAL_CONTEXT", "")),
        recent=recent,
        tool_result=tool_result,
    )


def split_sections(system: str) -> dict[str, str]:
    """`## NAME` sections by name, spaces in names as underscores; text before the first is left out."""
    parts = _HEADING.split(system)
    return {name.replace(" ", "_"): body.strip() for name, body in zip(parts[1::2], parts[2::2], strict=True)}


def told_name(text: str) -> str | None:
    """The name in "my name is …", else None."""
    match = _NAME_TOLD.search(text)
    if match is None:
        return None
    name = match.group(1) or match.group(2)
    return name[0].upper() + name[1:]


def _read_once(sections: dict[str, str], heading: re.Pattern[str]) -> tuple[str, ...]:
    """The quoted lines below a heading that wants them in this one reply."""
    told: list[str] = []
    is_open = False
    for line in sections.get("SITUATIONAL_CONTEXT", "").splitlines():
        if line.startswith("- ") and is_open:
            told.append(line[2:].strip().strip("“”"))
        else:
            is_open = heading.search(line) is not None
    return tuple(told)


def _read_facts(sections: dict[str, str]) -> tuple[str, ...]:
    lines = (line for name in _KNOWLEDGE for line in sections.get(name, "").splitlines())
    known = (line for line in lines if not _INSTRUCTION.search(line) and not _REMEMBERED.search(line))
    return tuple(_BULLET.sub("", line).strip() for line in known if len(line.strip()) > 3)


def _language_of(said: str, recent: Sequence[Turn], system: str) -> Language:
    for text in [said, *(turn.text for turn in reversed(recent) if turn.role == "user")]:
        if (found := detect_language(text)) is not None:
            return found
    if recent and (found := detect_language(recent[-1].text)) is not None:
        return found
    return Language.HINDI if re.search(r"^language:\s*hi\b", system, re.MULTILINE) else Language.ENGLISH
