"""Keeps what people said from looking like a section of the prompt: data stays data."""

import re

_LINE_BREAK = re.compile(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_HEADING = re.compile(r"^(?=[\s\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]*[#＃])", re.MULTILINE)


def quote_text(text: str) -> str:
    """`text` with plain line ends, and a backslash before every line that would read as a heading."""
    return _HEADING.sub(r"\\", _LINE_BREAK.sub("\n", text))


def cut_text(text: str, max_chars: int) -> str:
    """`text`, cut at a word where it is longer than `max_chars`, with an ellipsis that counts."""
    if len(text) <= max_chars:
        return text
    if max_chars <= 0:
        return ""
    head = text[: max_chars - 1]
    last_space = max(head.rfind(" "), head.rfind("\n"))
    return (head[:last_space] if last_space > max_chars // 2 else head).rstrip() + "…"
