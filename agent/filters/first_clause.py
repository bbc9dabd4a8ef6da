"""Sends the first clause of a reply to speech as soon as it is written, and whole sentences after it.

Waiting for the first whole sentence costs about 180 ms of silence; a clause of its own sounds natural, half a clause
does not, so a cut is made only where a speaker would breathe.
"""

import re

from livekit.agents import tokenize
from livekit.agents.tokenize import SentenceStream, SentenceTokenizer, TokenData

from astra.kit.tasks import TaskGroup

MIN_WORDS = 3
MIN_WORDS_BEFORE_CONJUNCTION = 5

_BREATH = re.compile(r"[,;:–—.!?…।][\"'”’)]*\s")
_CONJUNCTION = re.compile(r"\s(?=(?:and|but|because|so|while|though|which|और|लेकिन|क्योंकि)\s)", re.IGNORECASE)


def find_first_clause(text: str) -> int:
    """The length of the first clause that can be spoken by itself, white space included; 0 while there is none."""
    cuts = [
        *(match.end() for match in _BREATH.finditer(text) if len(text[: match.end()].split()) >= MIN_WORDS),
        *(
            match.end()
            for match in _CONJUNCTION.finditer(text)
            if len(text[: match.start()].split()) >= MIN_WORDS_BEFORE_CONJUNCTION
        ),
    ]
    return min(cuts, default=0)


class FirstClauseTokenizer(SentenceTokenizer):
    """For the TTS plugin, in the place of its sentence tokenizer."""

    def __init__(self) -> None:
        self._sentences = tokenize.blingfire.SentenceTokenizer()

    def tokenize(self, text: str, *, language: str | None = None) -> list[str]:
        """Whole sentences: a text that is all there has nothing to hurry for."""
        return self._sentences.tokenize(text, language=language)

    def stream(self, *, language: str | None = None) -> SentenceStream:
        """A stream for one reply."""
        return _ClauseStream(self._sentences.stream(language=language))


class _ClauseStream(SentenceStream):
    def __init__(self, sentences: SentenceStream) -> None:
        super().__init__()
        self._sentences = sentences
        self._head: str | None = ""
        self._tasks = TaskGroup()
        self._tasks.spawn(self._forward(), name="sentences")

    def push_text(self, text: str) -> None:
        self._check_not_closed()
        if self._head is None:
            self._sentences.push_text(text)
            return
        self._head += text
        if cut := find_first_clause(self._head):
            self._event_ch.send_nowait(TokenData(token=self._head[:cut].strip()))
            rest, self._head = self._head[cut:], None
            self._sentences.push_text(rest)

    def flush(self) -> None:
        self._hand_over_head()
        self._sentences.flush()
        self._head = ""

    def end_input(self) -> None:
        self._hand_over_head()
        self._sentences.end_input()

    async def aclose(self) -> None:
        await self._sentences.aclose()
        await self._tasks.aclose()
        if not self._event_ch.closed:
            self._do_close()

    def _hand_over_head(self) -> None:
        if self._head:
            self._sentences.push_text(self._head)
        self._head = None

    async def _forward(self) -> None:
        async for sentence in self._sentences:
            self._event_ch.send_nowait(sentence)
        if not self._event_ch.closed:
            self._do_close()
