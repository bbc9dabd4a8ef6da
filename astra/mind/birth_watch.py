"""Whether the person is about to tell of their birth: who listens hears names and times better for knowing it."""

import re
from collections.abc import Collection, Sequence

from astra.contracts.astro import AstroContext
from astra.contracts.session import PastMessage, PendingUpdate, UpdateKind
from astra.contracts.utterance import Role

LASTING_REPLIES = 3
"""People answer piece by piece: so many replies later, without another question, the matter is dropped."""

_ASKS_OF_BIRTH = re.compile(
    r"(?:\bborn\b|\bbirth|\bjanm|\bjanam|\bpaida\b|जन्म|पैदा)[^.!।]*\?|"
    r"\b(?:western or vedic|vedic or western|morning or (?:in the )?evening|time zone|timezone)\b[^.!।]*\?",
    re.IGNORECASE,
)


class BirthWatch:
    """Follows what the companion asks in one session."""

    def __init__(self, past: Sequence[PastMessage]) -> None:
        last = next((message.text for message in reversed(past) if message.role is Role.ASSISTANT), "")
        self._left = LASTING_REPLIES if _ASKS_OF_BIRTH.search(last) else 0

    def note_reply(self, heard: str, updates: Sequence[PendingUpdate], told: Collection[object]) -> None:
        """The person got `heard`, and with it those of `updates` whose ids are in `told`."""
        if not heard:
            return
        has_put = any(update.id in told and update.kind is UpdateKind.BIRTH_QUESTION for update in updates)
        if has_put or _ASKS_OF_BIRTH.search(heard):
            self._left = LASTING_REPLIES
        else:
            self._left = max(0, self._left - 1)

    def expects_details(self, astro: AstroContext | None) -> bool:
        """Whether the next words may be birth details: they were asked for, and there is no chart yet."""
        return self._left > 0 and astro is not None and not astro.snapshot
