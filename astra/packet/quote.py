"""Keeps what people said from looking like a section of the prompt, or like another speaker: data stays data."""

import re
import unicodedata

_LINE_BREAK = re.compile(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_UNSEEN = re.compile(
    r"[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b\u200e\u200f"
    r"\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb\U000e0000-\U000e0fff]"
)
"""Characters that nobody sees and a model reads. The joiners that Indian scripts and emoji need are not among them."""
_TOKEN = re.compile(
    r"<(?=\|)|\|(?=>)|\[(?=/?INST\b)|<<(?=/?SYS\b)|<(?=/?s>)|<(?=/?(?:system|assistant|user|developer|tool)\b)",
    re.IGNORECASE,
)
_ROLE = re.compile(
    r"#|>{3}|(?:system|assistant|user|developer|tool|human|ai|instructions?)\s*[:>\]]"
    r"|[\[({<*_~`'\"]{1,4}\s*(?:system|assistant|developer)\b"
)
_MAX_HEAD = 60
_QUOTE_MARKS = re.compile(r"[\"“”„‟«»‹›＂〝〞〟❝❞⹂「」『』]")
_SPACE = re.compile(r"\s+")


def clean_text(text: str) -> str:
    """`text` with plain line ends, without characters that nobody sees, and with tokens of models broken up."""
    is_plain = text.isascii() and text.isprintable()  # most lines are, and looking is cheaper than replacing
    plain = text if is_plain else _UNSEEN.sub("", _LINE_BREAK.sub("\n", text))
    if "<" not in plain and "[" not in plain and "|>" not in plain:
        return plain
    return _TOKEN.sub(lambda found: f"{found[0]}\\", plain)


def quote_text(text: str) -> str:
    """`clean_text`, and a backslash before every line that would read as a heading or as another speaker."""
    return "\n".join(f"\\{line}" if _poses(line) else line for line in clean_text(text).split("\n"))


def quote_line(text: str, max_chars: int) -> str:
    """`text` as one line between “ and ”, neither of which it can hold itself; at most `max_chars` and the marks."""
    flat = _SPACE.sub(" ", _QUOTE_MARKS.sub("'", clean_text(text))).strip()
    return f"“{cut_text(flat, max_chars)}”"


def flatten_line(text: str, max_chars: int) -> str:
    """`text` as one line without marks around it, for what we computed ourselves."""
    return cut_text(_SPACE.sub(" ", clean_text(text)).strip(), max_chars)


def cut_text(text: str, max_chars: int) -> str:
    """`text`, cut at a word where it is longer than `max_chars`, with an ellipsis that counts."""
    if len(text) <= max_chars:
        return text
    if max_chars <= 0:
        return ""
    head = text[: max_chars - 1]
    last_space = max(head.rfind(" "), head.rfind("\n"))
    return (head[:last_space] if last_space > max_chars // 2 else head).rstrip() + "…"


def cut_lines(lines: list[str], max_chars: int) -> str:
    """As many whole lines as fit, from the first on."""
    kept: list[str] = []
    left = max_chars
    for line in lines:
        if len(line) > left:
            break
        kept.append(line)
        left -= len(line) + 1
    return "\n".join(kept)


def _poses(line: str) -> bool:
    head = unicodedata.normalize("NFKC", line[:_MAX_HEAD]).replace("\u200c", "").replace("\u200d", "")
    return _ROLE.match(head.strip().casefold()) is not None
