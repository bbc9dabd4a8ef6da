"""When two accounts of one utterance are the same: the worker's and the page's."""

import unicodedata
from collections.abc import Sequence

from api.ingest.arrange import Row, measure_skew
from api.ingest.match import is_cut_short
from api.models import Message
from astra.contracts.utterance import Source, Utterance


def normalise(text: str) -> str:
    """Text as it is compared: letters and digits only, case folded, runs of anything else as one space."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    kept = "".join(c if unicodedata.category(c)[0] in "LMN" else " " for c in folded)
    return " ".join(kept.split()) or " ".join(folded.split())


class Claims:
    """The page's claims in a session that no report of the worker has confirmed yet."""

    def __init__(self, messages: Sequence[Message]) -> None:
        rows = [Row(id=m.id, seq=m.seq, at_ms=round(m.at.timestamp() * 1000), page_ms=m.page_at) for m in messages]
        self._skew = measure_skew(rows)
        self._open: dict[tuple[str, str], list[Message]] = {}
        for message in messages:
            if message.source == Source.PAGE.value and message.seq is None:
                self._open.setdefault((message.role, normalise(message.text)), []).append(message)

    def take(self, item: Utterance) -> Message | None:
        """The claim that this report confirms, the nearest in time where several do; it is then no claim any more."""
        candidates = self._open.get((item.role.value, normalise(item.text))) or self._list_beginnings(item)
        if not candidates:
            return None
        at_ms = item.at.timestamp() * 1000
        nearest = min(candidates, key=lambda m: (abs((m.page_at or 0) + self._skew - at_ms), m.page_at or 0))
        self._open[nearest.role, normalise(nearest.text)].remove(nearest)
        return nearest

    def _list_beginnings(self, item: Utterance) -> list[Message]:
        """Claims that are beginnings of a reply that was cut: the page may have shown more or less than was heard."""
        whole = read_whole(item.text, item.generated, interrupted=item.interrupted)
        if whole is None:
            return []
        return [
            message
            for (role, words), messages in self._open.items()
            if role == item.role.value and is_cut_short(words, whole)
            for message in messages
        ]


def read_whole(heard: str, generated: str | None, *, interrupted: bool) -> str | None:
    """The normalised words that a cut reply would have had; None for a message that was not cut."""
    if not interrupted:
        return None
    said, meant = normalise(heard), normalise(generated or "")
    return meant if meant.startswith(said) else said
