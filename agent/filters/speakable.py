"""Strips from a token stream what can't be spoken: Markdown, links, emoji, stage directions in brackets stay words.

It works a word at a time, so that speech is never held up by more than the word that is being written, except inside
a Markdown link, whose label is only known when it ends.
"""

import re
import unicodedata
from collections.abc import AsyncIterable, AsyncIterator

MAX_LINK_CHARS = 400

_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*\)")
_OPEN_LINK = re.compile(r"!?\[[^\[\]]*(?:\](?:\([^()\s]*)?)?$")
_URL = re.compile(r"(?:https?://|www\.)[^\s\[]*[^\s.,;:!?)\[\]]", re.IGNORECASE)
_LINE_START = re.compile(r"^[ \t]*(?:#{1,6}[ \t]+|>[ \t]*|[-*+•][ \t]+|\d{1,3}[.)][ \t]+)")
_RULE = re.compile(r"^[ \t]*(?:[-*_][ \t]*){3,}$")
_MARKS = re.compile(r"[*#]+|~~|`+|(?<!\w)_+(?=\w)|(?<=\w)_+(?!\w)|\|")
_JOINERS = {"\u200d", "\ufe0f", "\ufe0e", "\u20e3"}


class SpeakableFilter:
    """Feed it pieces as they come; it answers with what of them can be spoken already."""

    def __init__(self) -> None:
        self._held = ""
        self._at_line_start = True
        self._last = ""

    def feed(self, piece: str) -> str:
        """Take a piece of the reply."""
        self._held += piece
        end = self._find_safe_end()
        ready, self._held = self._held[:end], self._held[end:]
        return self._clean(ready)

    def finish(self) -> str:
        """What is left when the reply has ended."""
        ready, self._held = self._held, ""
        return self._clean(ready).rstrip()

    def _find_safe_end(self) -> int:
        """Up to the last white space, but never inside a link, nor inside the mark that begins a line."""
        end = max((i + 1 for i, char in enumerate(self._held) if char.isspace()), default=0)
        open_link = _OPEN_LINK.search(self._held)
        if open_link and len(self._held) - open_link.start() <= MAX_LINK_CHARS:
            end = min(end, open_link.start())
        for link in _LINK.finditer(self._held):
            if link.start() < end < link.end():
                end = link.start()
        line_start = self._held.rfind("\n", 0, end) + 1
        line = self._held[line_start:end]
        if (line_start or self._at_line_start) and line and not line.strip("#>-*_+•0123456789.) \t"):
            return line_start
        return end

    def _clean(self, text: str) -> str:
        out: list[str] = []
        for index, line in enumerate(text.split("\n")):
            if index:
                out.append(self._break_line())
                self._at_line_start = True
            if line:
                out.append(self._clean_line(line))
                self._at_line_start = False
        return "".join(out)

    def _break_line(self) -> str:
        """A line end is a pause: a period where the line had no punctuation of its own."""
        stop = "." if self._last.isalnum() else ""
        return self._note(stop + ("" if not self._last else " "))

    def _clean_line(self, line: str) -> str:
        if self._at_line_start:
            line = "" if _RULE.match(line) else _LINE_START.sub("", line)
        line = _URL.sub("", _LINK.sub(r"\1", line))
        line = "".join(char for char in _MARKS.sub("", line) if not _is_emoji(char))
        line = re.sub(r"[ \t]+", " ", line)
        if not self._last or self._ends_in_space:
            line = line.lstrip()
        return self._note(line)

    _ends_in_space = False

    def _note(self, text: str) -> str:
        if text:
            self._ends_in_space = text[-1].isspace()
        if stripped := text.rstrip():
            self._last = stripped[-1]
        return text


def _is_emoji(char: str) -> bool:
    return char in _JOINERS or unicodedata.category(char) == "So" or 0x1F3FB <= ord(char) <= 0x1F3FF


async def make_speakable(pieces: AsyncIterable[str]) -> AsyncIterator[str]:
    """The stream of `pieces`, filtered; empty results are left out."""
    speakable = SpeakableFilter()
    async for piece in pieces:
        if text := speakable.feed(piece):
            yield text
    if text := speakable.finish():
        yield text
