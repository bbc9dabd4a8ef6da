"""The part of a message that shows why it was found, with the words that were looked for marked."""

from collections.abc import Sequence

from api.history.query import Term
from api.history.schemas import Piece
from api.history.words import Word, find_words

_BEFORE_CHARS = 60
_WHOLE_CHARS = 200


def make_snippet(text: str, terms: Sequence[Term]) -> list[Piece]:
    """The snippet around the first hit, as pieces; the beginning of the text where nothing of it is a hit."""
    words = list(find_words(text))
    hits = _find_hits(words, terms)
    start, end = _choose_part(text, words, hits)
    pieces: list[Piece] = [Piece(text="…", hit=False)] if start > 0 else []
    at = start
    for low, high in hits:
        if low < start or high > end:
            continue
        if low > at:
            pieces.append(Piece(text=text[at:low], hit=False))
        pieces.append(Piece(text=text[low:high], hit=True))
        at = high
    rest = text[at:end] + ("…" if end < len(text) else "")
    return [*pieces, Piece(text=rest, hit=False)] if rest else pieces


def _find_hits(words: Sequence[Word], terms: Sequence[Term]) -> list[tuple[int, int]]:
    """Where words that were looked for begin and end, in order and without overlap."""
    found: set[int] = set()
    for term in terms:
        length = len(term.words)
        for index in range(len(words) - length + 1):
            if length == 1:
                fits = _is_meant(words[index], term)
            else:
                fits = all(words[index + step].said == said for step, said in enumerate(term.words))
            if fits:
                found.update(range(index, index + length))
    return [(words[index].start, words[index].end) for index in sorted(found)]


def _is_meant(word: Word, term: Term) -> bool:
    wanted = term.words[0]
    if word.said == wanted or (term.is_open and word.said.startswith(wanted)):
        return True
    return term.stem is not None and term.stem in (word.said, word.stem)


def _choose_part(text: str, words: Sequence[Word], hits: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """Whole words of the text, the first hit among them, not long before it."""
    if len(text) <= _WHOLE_CHARS:
        return 0, len(text)
    first = hits[0][0] if hits else 0
    start = max((w.start for w in words if w.start <= first - _BEFORE_CHARS), default=0)
    end = max((w.end for w in words if start < w.end <= start + _WHOLE_CHARS), default=start + _WHOLE_CHARS)
    return start, len(text) if start + _WHOLE_CHARS >= len(text) else end
