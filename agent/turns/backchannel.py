"""The small sounds by which people say "go on": they are no interruption, and no turn."""

import re

_WORD = re.compile(r"[\u0900-\u097f]+|[^\W\d_]+(?:['’-][^\W\d_]+)*")
_SOUND = re.compile(r"(?:m+-?h+m*|h+m+|m+-?h?m+|u+h+-?h+u+h+|a+h*a+|ac+h+a+|अच्छा|हम्म+|हूँ|हूं)")
MAX_SOUNDS = 3
MAX_CHARS = 40


def is_backchannel(text: str) -> bool:
    """Whether `text` is nothing but such sounds. "Yes" and "haan" are answers, and not among them."""
    words = [word.casefold() for word in _WORD.findall(text)] if len(text) <= MAX_CHARS else []
    return 0 < len(words) <= MAX_SOUNDS and all(_SOUND.fullmatch(word) for word in words)
