"""Interim words that need not be taken back: those on which two readings of a growing recording agree."""

import re

_PLAIN = re.compile(r"[\W_]+")
_REPEATED_WORDS = 3


class StableWords:
    """The words of one utterance, as far as they are certain. A wire that only appends can't correct itself."""

    def __init__(self) -> None:
        self._before: list[str] = []
        self._told = 0

    def update(self, text: str) -> str:
        """Read once more; answers what has become certain since, with the space before it, or `""`."""
        words = drop_loops(text).split()
        agreed = 0
        for mine, theirs in zip(words, self._before, strict=False):
            if _plain(mine) != _plain(theirs):
                break
            agreed += 1
        self._before = words
        fresh, told = words[self._told : agreed], self._told
        self._told = max(told, agreed)
        return "".join(f" {word}" if index or told else word for index, word in enumerate(fresh))


def drop_loops(text: str) -> str:
    """The text up to where it begins anew: a recogniser that is given a cut-off sound says the same over and over."""
    words = text.split()
    plain = [_plain(word) for word in words]
    head = plain[:_REPEATED_WORDS]
    for start in range(1, len(words) - len(head) + 1):
        if plain[start : start + len(head)] == head:
            return " ".join(words[:start])
    return " ".join(words)


def _plain(word: str) -> str:
    return _PLAIN.sub("", word).casefold()
