"""The filter between a model's tokens and what is spoken or shown.

A piece goes through as it comes, byte for byte, as long as its sentence holds no word of the sky. With the first such
word the sentence is held: up to a comma until that much is seen to be so, else until it is whole, checked, and let out
as it is, put right, or not at all. A word at the
very end of what has come is held back while it may still become a word of the sky. Where a wrong word is out already,
the speaker corrects herself: the sentence comes again, as it should have been.
"""

import re
from collections.abc import AsyncIterable, AsyncIterator
from typing import Final

from astra.claims.checker import ClaimChecker

_SENTENCE_END: Final = re.compile(r"(?:[.!?…।]+[\"'”’)*_]*(?=\s)|\n)")
_NO_END: Final = re.compile(r"(?:\b(?:e\.g|i\.e|Mr|Mrs|Dr|St|vs|approx|no|deg|[A-Z])|\d)\.$", re.IGNORECASE)
_OPEN_WORD: Final = re.compile(r"[^\W_](?:[\w'’\u0900-\u097f-])*$")
_BREATH: Final = re.compile(r"(?<=[^\W\d])[,;:–—](?=\s)|(?<=\s)[–—](?=\s)")
_CONTEXT_CHARS: Final = 32
_MAX_HELD_CHARS: Final = 1_200
"""A sentence longer than this is checked as far as it goes."""


class _Gate:
    """`said` is the part of the current sentence that is out already, `held` the part that is not."""

    def __init__(self, checker: ClaimChecker) -> None:
        self._checker = checker
        self._said = ""
        self._held = ""
        self._spoke_of_sky = False
        self._tried = 0
        self.let_out = False

    def feed(self, piece: str) -> str:
        """Take a piece; what of it, and of what was held, may go out."""
        self._held += piece
        out = ""
        while (end := self._find_end()) is not None:
            sentence, self._held = self._held[:end], self._held[end:]
            out += self._pass_sentence(sentence)
            self._said, self._spoke_of_sky, self._tried = "", False, 0
        return self._note(out + self._pass_open())

    def finish(self) -> str:
        """What is left when the reply has ended."""
        rest, self._held = self._held, ""
        return self._note(self._pass_sentence(rest)) if rest else ""

    def _find_end(self) -> int | None:
        for match in _SENTENCE_END.finditer(self._held):
            if match.group() == "\n" or not _NO_END.search(self._held[: match.start() + 1]):
                return match.end()
        return len(self._held) if len(self._held) > _MAX_HELD_CHARS else None

    def _pass_sentence(self, sentence: str) -> str:
        """A whole sentence, or what of it is not out yet."""
        if not self._checker.may_claim(self._said[-_CONTEXT_CHARS:] + sentence):
            return sentence
        checked = self._checker.check_sentence(self._said + sentence)
        if checked.text.startswith(self._said) and not checked.was_dropped:
            return checked.text[len(self._said) :]
        tail = "\n" if sentence.endswith("\n") else ""
        if checked.was_dropped:
            return ("." if self._said.rstrip()[-1:].isalnum() else "") + tail
        return f"… {checked.text.lstrip()}"

    def _pass_open(self) -> str:
        """What may go out of a sentence that is not whole."""
        if not self._held:
            return ""
        if not self._spoke_of_sky:
            self._spoke_of_sky = self._checker.may_claim(self._said[-_CONTEXT_CHARS:] + self._held)
        if self._spoke_of_sky:
            return self._pass_clause()
        word = _OPEN_WORD.search(self._held)
        return self._let_out(word.start() if word and self._checker.may_begin_claim(word.group()) else len(self._held))

    def _pass_clause(self) -> str:
        """A clause up to a breath goes out as soon as the sky is seen to bear it out; others wait for the sentence."""
        ends = [match.end() for match in _BREATH.finditer(self._held)]
        if not ends or ends[-1] == self._tried:
            return ""
        self._tried = ends[-1]
        if not self._checker.bears_out(self._said + self._held[: ends[-1]]):
            return ""
        return self._let_out(ends[-1])

    def _let_out(self, end: int) -> str:
        ready, self._held = self._held[:end], self._held[end:]
        self._said += ready
        self._tried = 0
        return ready

    def _note(self, out: str) -> str:
        self.let_out = self.let_out or bool((self._said + out).strip())
        return out


async def check_stream(pieces: AsyncIterable[str], checker: ClaimChecker) -> AsyncIterator[str]:
    """The stream of `pieces`, checked; where nothing is left of a reply that said something, `nothing_left` is said."""
    gate = _Gate(checker)
    async for piece in pieces:
        if out := gate.feed(piece):
            yield out
    if out := gate.finish():
        yield out
    if not gate.let_out and checker.report.dropped and checker.nothing_left:
        yield checker.nothing_left
