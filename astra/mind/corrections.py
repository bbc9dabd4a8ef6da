"""Finds what a person puts right while they talk: "no, Pune, not Mumbai", "that's not true, it's …", "nahi, Pune"."""

import re
from collections.abc import Sequence
from datetime import datetime

from astra.contracts.session import Correction, PastMessage
from astra.contracts.utterance import Role
from astra.memory.commands import CorrectMemory, recognise_command

MAX_CORRECTION_CHARS = 220
MAX_FOUND = 20

_SENTENCE = re.compile(r"(?<=[.!?।])\s+|\n+")
_BARE = re.compile(
    r"(?:no|nope|nah|actually|sorry|nahi|nahin|arre nahi|नहीं|नही)\s*[,.!–—-]+\s*(?:no[,.]?\s+)?"
    r"(?:it'?s |its |it is |i said |i meant |i mean )?(?P<right>[^,.!?;।]{1,60})[.!।]*",
    re.IGNORECASE,
)
_NO_VALUE = re.compile(
    r"\b(?:thanks?|thank you|problem|worries|idea|way|more|not now|please|i|you|we|he|she|they|don't|can't|let|but|and"
    r"|because|wait|stop|never|that's|what|how|why|nothing)\b",
    re.IGNORECASE,
)
_MAX_VALUE_WORDS = 5


def find_corrections(messages: Sequence[PastMessage]) -> tuple[Correction, ...]:
    """The corrections in the person's messages, oldest first, of many the last; what the companion says is none."""
    found: list[Correction] = []
    has_answered = False
    for message in messages:
        if message.role is Role.USER:
            found += find_in_message(message.text, message.at, after_reply=has_answered)
        else:
            has_answered = True
    return tuple(found[-MAX_FOUND:])


def find_in_message(text: str, at: datetime, *, after_reply: bool) -> list[Correction]:
    """The corrections in one message; a bare "no, Pune" is one only when the companion has said something before."""
    sentences = [text, *_SENTENCE.split(text)] if _SENTENCE.search(text) else [text]
    for sentence in sentences:
        said = " ".join(sentence.split())[:MAX_CORRECTION_CHARS]
        command = recognise_command(sentence)
        if isinstance(command, CorrectMemory) and (command.statement or command.instead_of):
            right = command.statement or said
            return [Correction(said=said, right=right[:MAX_CORRECTION_CHARS], wrong=command.instead_of, at=at)]
        if after_reply and (right := _read_bare(sentence)) is not None:
            return [Correction(said=said, right=right, at=at)]
    return []


def _read_bare(sentence: str) -> str | None:
    found = _BARE.fullmatch(sentence.strip())
    if found is None:
        return None
    right = found["right"].strip()
    if not right or len(right.split()) > _MAX_VALUE_WORDS or _NO_VALUE.search(right):
        return None
    return right
