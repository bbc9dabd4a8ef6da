"""Replies under way, by speech: what the model wrote and what of it went to TTS, until what was heard is known."""

from collections import OrderedDict
from dataclasses import dataclass, field

from astra.mind import TurnRecord

MAX_REPLIES = 32
"""Replies that were dropped before they were heard are never asked for: the oldest make room."""


@dataclass(slots=True)
class Reply:
    """One reply: how it came to be, `sent` as speech was asked for, and `heard` once that is known."""

    record: TurnRecord = field(default_factory=TurnRecord)
    sent: str = ""
    heard: str = ""
    is_over: bool = False
    is_shown_only: bool = False
    """No voice could be had; the text went to the screen instead."""

    @property
    def generated(self) -> str:
        """The reply as the model wrote it."""
        return self.record.generated


class Replies:
    """The replies of one session."""

    def __init__(self) -> None:
        self._by_speech: OrderedDict[str, Reply] = OrderedDict()

    def open(self, speech_id: str | None) -> Reply:
        """A fresh record for this speech; a second generation for it (after a tool, say) begins anew."""
        reply = Reply()
        if speech_id is not None:
            self._by_speech[speech_id] = reply
            while len(self._by_speech) > MAX_REPLIES:
                self._by_speech.popitem(last=False)
        return reply

    def is_question(self, speech_id: str) -> bool | None:
        """Whether this speech asks something with its last words so far; None for a line without a record."""
        found = self._by_speech.get(speech_id)
        return found.sent.rstrip(" \n\"'”’)").endswith(("?", "？")) if found is not None and found.sent else None

    def find(self, speech_id: str | None) -> Reply:
        """The record of this speech, or an empty one (a line that was said without the model)."""
        found = self._by_speech.get(speech_id) if speech_id is not None else None
        return found if found is not None else self.open(speech_id)
