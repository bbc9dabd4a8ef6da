"""The rolling summary of a talk's older turns: written by a model, checked against what was said, or made by rule."""

import json
from collections.abc import Sequence
from contextlib import aclosing
from pathlib import Path

import structlog

from astra.contracts.errors import AstraError
from astra.contracts.session import PastMessage
from astra.contracts.utterance import Role
from astra.kernels.errors import KernelError
from astra.kernels.prompt_file import PromptHead, read_prompt_file
from astra.librarian.words import list_stems
from astra.llm.chain import Chain
from astra.llm.messages import Message, TextDelta
from astra.packet.quote import cut_text, quote_line

_log = structlog.get_logger(__name__)

MAX_SUMMARY_CHARS = 1_200
MAX_LINE_CHARS = 600
MAX_LINES = 60
MIN_GROUNDED = 0.6
"""The share of a summary's words that must come from the talk or from the notes before."""
_RULE_LINE_CHARS = 160


def read_summary_prompt(prompts_dir: Path) -> str:
    """What the model is told; raises `KernelError` for a bad file."""
    part = read_prompt_file(prompts_dir, "mind/rolling_summary.md", PromptHead)
    if len(part.body) > part.head.max_chars:
        raise KernelError(part.file, f"is {len(part.body)} characters long, max_chars is {part.head.max_chars}")
    return part.body


async def write_summary(chain: Chain, prompt: str, so_far: str, stretch: Sequence[PastMessage]) -> str:
    """The notes with `stretch` taken in; by rule where no model gives notes that can be trusted."""
    talk = "\n".join(_show(message) for message in stretch[-MAX_LINES:])
    asked = f"{quote_line(so_far, MAX_SUMMARY_CHARS)}\n\n{talk}"
    try:
        written = _read(await _complete(chain, (Message("system", prompt), Message("user", asked))))
    except AstraError as error:
        _log.info("summary.no_model", code=error.code)
        written = None
    if written is not None and _is_grounded(written, f"{so_far} {talk}"):
        return cut_text(written, MAX_SUMMARY_CHARS)
    return summarise_by_rule(so_far, stretch)


def summarise_by_rule(so_far: str, stretch: Sequence[PastMessage]) -> str:
    """The notes so far and the person's fullest lines, the oldest cut off where it gets too long."""
    said = [" ".join(message.text.split()) for message in stretch if message.role is Role.USER]
    lines = [cut_text(text, _RULE_LINE_CHARS) for text in said if len(list_stems(text)) >= 2]
    notes = " / ".join(line for line in (so_far.strip(), *lines) if line)
    if len(notes) <= MAX_SUMMARY_CHARS:
        return notes
    tail = notes[-MAX_SUMMARY_CHARS + 1 :]
    return "…" + tail[tail.find(" ") + 1 :]


async def _complete(chain: Chain, messages: Sequence[Message]) -> str:
    text = ""
    async with aclosing(chain.stream(messages, json_mode=True, max_tokens=600)) as deltas:
        async for delta in deltas:
            text += delta.text if isinstance(delta, TextDelta) else ""
    return text


def _read(answer: str) -> str | None:
    try:
        parsed = json.loads(answer)
    except ValueError:
        return None
    summary = parsed.get("summary") if isinstance(parsed, dict) else None
    return " ".join(summary.split()) if isinstance(summary, str) and summary.strip() else None


def _is_grounded(written: str, source: str) -> bool:
    words, known = list_stems(written), list_stems(source)
    return bool(words) and len(words & known) >= MIN_GROUNDED * len(words)


def _show(message: PastMessage) -> str:
    who = "person" if message.role is Role.USER else "companion"
    return f"{who}: {quote_line(message.text, MAX_LINE_CHARS)}"
