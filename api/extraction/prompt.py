"""A task for a model: instructions from a file, and a transcript as data, a JSON object a line.

What was said stands inside JSON strings, so that nothing in it can pass for an instruction or for another line.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from astra.kernels import KernelError
from astra.kernels.prompt_file import PromptHead, read_prompt_file
from astra.llm import Message

_MAX_CHUNK_CHARS = 14_000
_MAX_CHUNK_TURNS = 90
_MAX_LINE_CHARS = 4_000
_CONTEXT_TURNS = 4


@dataclass(frozen=True, slots=True)
class SaidTurn:
    """A turn as a model sees it; `label` is short and unique within the task."""

    label: str
    is_user: bool
    day: date
    text: str


def load_instructions(prompts_dir: Path, file: str) -> str:
    """The body of a prompt file; raises `KernelError` where it is missing, malformed or too long."""
    prompt = read_prompt_file(prompts_dir, file, PromptHead)
    if len(prompt.body) > prompt.head.max_chars:
        raise KernelError(file, f"is {len(prompt.body)} characters long, max_chars is {prompt.head.max_chars}")
    return prompt.body


def cut_chunks(turns: Sequence[SaidTurn]) -> list[tuple[list[SaidTurn], list[SaidTurn]]]:
    """A long transcript in pieces that a model reads at once: (what came just before, the piece)."""
    chunks: list[tuple[list[SaidTurn], list[SaidTurn]]] = []
    start, chars = 0, 0
    for index, turn in enumerate(turns):
        size = min(len(turn.text), _MAX_LINE_CHARS)
        if index > start and (chars + size > _MAX_CHUNK_CHARS or index - start >= _MAX_CHUNK_TURNS):
            chunks.append((list(turns[max(0, start - _CONTEXT_TURNS) : start]), list(turns[start:index])))
            start, chars = index, 0
        chars += size
    if start < len(turns):
        chunks.append((list(turns[max(0, start - _CONTEXT_TURNS) : start]), list(turns[start:])))
    return chunks


def write_task(
    instructions: str,
    turns: Iterable[SaidTurn],
    *,
    before: Iterable[SaidTurn] = (),
    known: Iterable[Mapping[str, Any]] = (),
) -> list[Message]:
    """The messages of a task: instructions, then what is known, what was said just before, and the transcript."""
    lines = [
        *(json.dumps(dict(item), ensure_ascii=False) for item in known),
        *(_write_turn(turn, "before") for turn in before),
        *(_write_turn(turn, "turn") for turn in turns),
    ]
    return [Message("system", instructions), Message("user", "\n".join(lines))]


def _write_turn(turn: SaidTurn, kind: str) -> str:
    role = "user" if turn.is_user else "assistant"
    line = {"kind": kind, "id": turn.label, "role": role, "said_on": turn.day.isoformat()}
    return json.dumps({**line, "text": turn.text[:_MAX_LINE_CHARS]}, ensure_ascii=False)
