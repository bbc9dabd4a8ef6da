"""When two accounts of one utterance are the same: the worker's and the page's."""

import unicodedata
from collections.abc import Sequence

from api.ingest.arrange import Row, measure_skew
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
            if message.source == Source.PAGE.value:
                self._open.setdefault((message.role, normalise(message.text)), []).append(message)

    def take(self, item: Utterance) -> Message | None:
        """The claim that this report confirms, the nearest in time where several do; it is then no claim any more."""
        open_claims = self._open.get((item.role.value, normalise(item.text)))
        if not open_claims:
            return None
        at_ms = item.at.timestamp() * 1000
        nearest = min(open_claims, key=lambda m: (abs((m.page_at or 0) + self._skew - at_ms), m.page_at or 0))
        open_claims.remove(nearest)
        return nearest
