"""Text → the pieces that are synthesised one after another: sentences, and clauses of those that are long.

The first piece decides when a listener hears something, so it is allowed to be short.
"""

import re
import unicodedata

_SENTENCE_END = re.compile(r"(?<=[.!?…।])[\"'”’)\]]*\s+|\n+")
_CLAUSE_END = re.compile(r"(?<=[,;:–—])\s+")
_LONG_CHARS = 110
_LONGEST_CHARS = 240
_FIRST_LONG_CHARS = 60
_ABBREVIATION = re.compile(r"\b(?:mr|mrs|ms|dr|st|vs|e\.g|i\.e|a\.m|p\.m)\.$", re.IGNORECASE)


def clean_text(text: str) -> str:
    """Text without control characters, which no engine can say."""
    return "".join(" " if char != "\n" and unicodedata.category(char) in {"Cc", "Cs"} else char for char in text)


def has_words(text: str) -> bool:
    """Whether there is anything to say in it."""
    return any(char.isalnum() for char in text)


def split_speech(text: str) -> list[str]:
    """Pieces whose concatenation is `text`, each with something to say (but the last may hold what trails)."""
    pieces: list[str] = []
    for sentence in _split_at(text, _SENTENCE_END):
        limit = _LONG_CHARS if pieces else _FIRST_LONG_CHARS
        if len(sentence) <= limit:
            pieces.append(sentence)
        else:
            pieces.extend(_merge_short(_split_at(sentence, _CLAUSE_END), limit))
    return [part for piece in _join_wordless(pieces) for part in _cut_overlong(piece)]


def _split_at(text: str, boundary: re.Pattern[str]) -> list[str]:
    pieces: list[str] = []
    start = 0
    for match in boundary.finditer(text):
        if _ABBREVIATION.search(text[start : match.start()]):
            continue
        pieces.append(text[start : match.end()])
        start = match.end()
    if start < len(text):
        pieces.append(text[start:])
    return pieces


def _merge_short(clauses: list[str], limit: int) -> list[str]:
    merged: list[str] = []
    for clause in clauses:
        if merged and len(merged[-1]) + len(clause) <= limit:
            merged[-1] += clause
        else:
            merged.append(clause)
    return merged


def _cut_overlong(piece: str) -> list[str]:
    """Text without punctuation is cut between words, so that one call of an engine stays short."""
    parts: list[str] = []
    while len(piece) > _LONGEST_CHARS:
        space = piece.rfind(" ", 0, _LONGEST_CHARS)
        end = space + 1 if space > 0 else _LONGEST_CHARS
        parts.append(piece[:end])
        piece = piece[end:]
    return [*parts, piece]


def _join_wordless(pieces: list[str]) -> list[str]:
    joined: list[str] = []
    for piece in pieces:
        if joined and (not has_words(piece) or not has_words(joined[-1])):
            joined[-1] += piece
        else:
            joined.append(piece)
    return joined
