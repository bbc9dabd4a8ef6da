"""The packet's own words: every `packet/*.md` holds lines of `phrase: text`, checked when they are read."""

import re
from pathlib import Path

from astra.kernels.errors import KernelError
from astra.kernels.prompt_file import PromptHead, read_prompt_file
from astra.kernels.template import Template, TemplateError, parse_template

REQUIRED_PHRASES: dict[str, tuple[str, ...]] = {
    "situation": (
        "frame", "now", "bridge", "focus", "items", "pinned", "missing_spoken", "missing_written", "snapshot",
        "transits", "chart_ready", "birth_question", "contextual", "off_record",
    ),
    "corrections": ("frame", "instead"),
    "continuity": ("gap",),
    "overlay": ("frame",),
    "recall": ("frame", "undated"),
    "session_facts": ("frame",),
    "posture": ("opening", "exploring", "deciding", "venting", "closing", "urgent", "in_flow", "free"),
}  # fmt: skip
"""What code says by name, by file."""

_LINE = re.compile(r"(?P<name>[a-z][a-z_]*): (?P<text>\S.*)")


def read_phrases(prompts_dir: Path) -> dict[str, Template]:
    """Every phrase by `file.phrase`; raises `KernelError` for a missing, unknown, over-long or malformed one."""
    return {
        f"{file}.{name}": template
        for file, names in REQUIRED_PHRASES.items()
        for name, template in _read_file(prompts_dir, file, names).items()
    }


def _read_file(prompts_dir: Path, name: str, required: tuple[str, ...]) -> dict[str, Template]:
    part = read_prompt_file(prompts_dir, f"packet/{name}.md", PromptHead)
    phrases: dict[str, Template] = {}
    for line in filter(str.strip, part.body.splitlines()):
        found = _LINE.fullmatch(line.strip())
        if found is None:
            raise KernelError(part.file, "every line is a phrase's name, a colon and its text")
        if len(found["text"]) > part.head.max_chars:
            raise KernelError(part.file, f"{found['name']} is longer than max_chars, {part.head.max_chars}")
        phrases[found["name"]] = _check(part.file, found["text"], frozenset(part.head.variables))
    if missing := set(required) - phrases.keys():
        raise KernelError(part.file, f"has no phrase {', '.join(sorted(missing))}")
    if unknown := phrases.keys() - set(required):
        raise KernelError(part.file, f"has an unknown phrase {', '.join(sorted(unknown))}")
    return phrases


def _check(file: str, text: str, declared: frozenset[str]) -> Template:
    try:
        template = parse_template(text)
    except TemplateError as error:
        raise KernelError(file, str(error)) from error
    if undeclared := template.variables - declared:
        raise KernelError(file, f"unknown variable {', '.join(sorted(undeclared))}: not declared in its front matter")
    return template
