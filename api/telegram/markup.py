"""A reply as Telegram shows it: what was meant to stand out as ranges beside plain text, and long ones in pieces.

Nothing is sent as markup for Telegram to read, so no text, whatever is in it, can break a message.
"""

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

MAX_UNITS = 4096
"""Of one message, in UTF-16 units, as Telegram counts."""

Look = Literal["bold", "italic", "code"]
_INLINE = re.compile(
    r"\*\*(?=\S)(?P<bold>[^\n]+?)(?<=\S)\*\*"
    r"|(?<![\w*])\*(?=[^\s*])(?P<italic>[^*\n]+?)(?<=\S)\*(?![\w*])"
    r"|`(?P<code>[^`\n]+)`"
)
_HEADING = re.compile(r"^#{1,6}[ \t]+(?=\S)")
_BULLET = re.compile(r"^([ \t]*)[-*][ \t]+(?=\S)")
_SENTENCE_END = re.compile(r"[.!?…।॥。！？؟۔][\"'”’»)\]]*\s+")
_JOINER = "\u200d"
_SKIN = range(0x1F3FB, 0x1F400)


@dataclass(frozen=True, slots=True)
class Mark:
    """A range of a text, in characters, and how it looks."""

    look: Look
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Piece:
    """One message: its text, and what stands out in it."""

    text: str
    marks: tuple[Mark, ...] = ()

    def list_units(self) -> list[tuple[Look, int, int]]:
        """The marks as `(look, offset, length)` in UTF-16 units."""
        return [
            (mark.look, count_units(self.text[: mark.start]), count_units(self.text[mark.start : mark.end]))
            for mark in self.marks
        ]


def count_units(text: str) -> int:
    """How long a text is in UTF-16 units."""
    return len(text) + sum(char > "\uffff" for char in text)


def lay_out(text: str) -> list[Piece]:
    """The messages that a reply becomes, each within the limit and cut behind a sentence where there is one."""
    plain, marks = _read_marks(text)
    pieces: list[Piece] = []
    start = 0
    while start < len(plain):
        end = _find_cut(plain, start)
        pieces.extend(_cut(plain, marks, start, end))
        start = end
    return pieces


def _read_marks(text: str) -> tuple[str, list[Mark]]:
    lines: list[str] = []
    marks: list[Mark] = []
    at = 0
    for line in text.split("\n"):
        heading = _HEADING.match(line)
        bare, found = _read_inline(line[heading.end() :] if heading else _BULLET.sub(r"\1• ", line))
        if heading:
            found = [Mark("bold", 0, len(bare))]
        marks += [Mark(mark.look, mark.start + at, mark.end + at) for mark in found]
        lines.append(bare)
        at += len(bare) + 1
    return "\n".join(lines), marks


def _read_inline(line: str) -> tuple[str, list[Mark]]:
    bare = ""
    marks: list[Mark] = []
    done = 0
    for found in _INLINE.finditer(line):
        bare += line[done : found.start()]
        for look in ("bold", "italic", "code"):
            if (inside := found[look]) is not None:
                marks.append(Mark(look, len(bare), len(bare) + len(inside)))
                bare += inside
        done = found.end()
    return bare + line[done:], marks


def _cut(plain: str, marks: list[Mark], start: int, end: int) -> list[Piece]:
    """The piece between two places, without the space around it; none where there is nothing else."""
    text = plain[start:end]
    start += len(text) - len(text.lstrip())
    text = text.strip()
    if not text:
        return []
    end = start + len(text)
    inside = [Mark(m.look, max(m.start, start) - start, min(m.end, end) - start) for m in marks]
    return [Piece(text, tuple(mark for mark in inside if mark.start < mark.end))]


def _find_cut(plain: str, start: int) -> int:
    """Where the message that begins at `start` ends."""
    end = _find_limit(plain, start)
    if end == len(plain):
        return end
    window = plain[start:end]
    half = len(window) // 2
    if (paragraph := window.rfind("\n\n", half)) >= 0:
        return start + paragraph + 2
    sentences = [found.end() for found in _SENTENCE_END.finditer(window)]
    if sentences:
        return start + sentences[-1]
    if (space := max(window.rfind("\n", half), window.rfind(" ", half))) >= 0:
        return start + space + 1
    while end > start + 1 and _clings(plain, end):
        end -= 1
    return end


def _find_limit(plain: str, start: int) -> int:
    units = 0
    for index in range(start, len(plain)):
        units += 2 if plain[index] > "\uffff" else 1
        if units > MAX_UNITS:
            return index
    return len(plain)


def _clings(plain: str, at: int) -> bool:
    """Whether the characters on both sides of a place are one sign to the eye."""
    after = plain[at]
    return (
        after == _JOINER
        or plain[at - 1] == _JOINER
        or unicodedata.category(after).startswith("M")
        or ord(after) in _SKIN
    )
