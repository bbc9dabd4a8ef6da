"""Compiles `prompts/` once, at start, and refuses to start with a prompt that would go wrong in mid-talk."""

import re
from pathlib import Path
from types import MappingProxyType

from astra.kernels.errors import KernelError
from astra.kernels.gap import GAP_LINES
from astra.kernels.kernels import DEFAULT_PERSONA, Kernels, Persona
from astra.kernels.phrases import read_phrases
from astra.kernels.prompt_file import PersonaHead, PromptFile, PromptHead, read_prompt_file
from astra.kernels.spoken_line import SpokenLine
from astra.kernels.template import Template, TemplateError, parse_template

LANGUAGES = ("en", "hi")
"""Every spoken line exists in these."""

REQUIRED_LINES = (
    "greeting_stranger",
    "greeting_again",
    "greeting_resumed",
    "apology_llm_down",
    "notice_llm_down",
    "notice_tts_down",
    "notice_stt_down",
    "goodbye_idle",
    *GAP_LINES,
)
"""Lines that code speaks by name; others may be added beside them."""

_LANGUAGE_HEADING = re.compile(r"^## +(\S+) *$", re.MULTILINE)
_SECTION_HEADING = re.compile(r"^\s*##? ", re.MULTILINE)


def load_kernels(prompts_dir: Path) -> Kernels:
    """Read, check and freeze every prompt; raises `KernelError`, naming file and reason, at the first bad one."""
    rules = tuple(
        read_prompt_file(prompts_dir, f"kernels/{name}.md", PromptHead) for name in ("product_rules", "trajectory")
    )
    personas = {name: _compile_persona(prompts_dir, name, rules) for name in _list_names(prompts_dir, "personas")}
    if DEFAULT_PERSONA not in personas:
        raise KernelError(f"personas/{DEFAULT_PERSONA}.md", "is missing")
    names = dict.fromkeys((*REQUIRED_LINES, *_list_names(prompts_dir, "spoken")))
    return Kernels(
        personas=MappingProxyType(personas),
        spoken_style=_read_style(prompts_dir, "style_spoken"),
        written_style=_read_style(prompts_dir, "style_written"),
        lines=MappingProxyType({name: _read_line(prompts_dir, name) for name in names}),
        phrases=MappingProxyType(read_phrases(prompts_dir)),
    )


def _list_names(prompts_dir: Path, folder: str) -> list[str]:
    return sorted(path.stem for path in (prompts_dir / folder).glob("*.md"))


def _compile_persona(prompts_dir: Path, name: str, rules: tuple[PromptFile[PromptHead], ...]) -> Persona:
    own = read_prompt_file(prompts_dir, f"personas/{name}.md", PersonaHead)
    values = {"title": own.head.title, "language": own.head.language}
    parts = [_fill_kernel(part, values) for part in (own, *rules)]
    return Persona(
        name=name,
        title=own.head.title,
        description=own.head.description,
        language=own.head.language,
        voice=own.head.voice,
        kernel_text="\n\n".join(parts),
        languages=tuple(dict.fromkeys((own.head.language, *own.head.languages))),
        greeting_sample=own.head.greeting_sample or own.head.description,
    )


def _fill_kernel(part: PromptFile[PersonaHead] | PromptFile[PromptHead], values: dict[str, str]) -> str:
    if _SECTION_HEADING.search(part.body):
        raise KernelError(part.file, "holds a heading of level one or two, which are the packet's own; use ### or none")
    if unknown := set(part.head.variables) - values.keys():
        raise KernelError(part.file, f"unknown variable {', '.join(sorted(unknown))}; there are {', '.join(values)}")
    text = _check_template(part.file, part.body, frozenset(part.head.variables)).fill(values)
    if len(text) > part.head.max_chars:
        raise KernelError(part.file, f"is {len(text)} characters long, max_chars is {part.head.max_chars}")
    return text


def _read_style(prompts_dir: Path, name: str) -> str:
    part = read_prompt_file(prompts_dir, f"kernels/{name}.md", PromptHead)
    text = _fill_kernel(part, {})
    if "\n" in text:
        raise KernelError(part.file, "must be a single line")
    return text


def _read_line(prompts_dir: Path, name: str) -> SpokenLine:
    part = read_prompt_file(prompts_dir, f"spoken/{name}.md", PromptHead)
    required = frozenset(variable for variable in part.head.variables if not variable.endswith("?"))
    optional = frozenset(variable.removesuffix("?") for variable in part.head.variables) - required
    blocks = _LANGUAGE_HEADING.split(part.body)
    if blocks[0]:
        raise KernelError(part.file, "must begin with a heading of a language, such as ## en")
    variants = {
        language: _read_variants(part, language, body, required | optional)
        for language, body in zip(blocks[1::2], blocks[2::2], strict=True)
    }
    for language in LANGUAGES:
        if not any(variant.variables <= required for variant in variants.get(language, ())):
            raise KernelError(part.file, f"needs a variant in {language} that does without optional variables")
    return SpokenLine(part.file, required, optional, MappingProxyType(variants))


def _read_variants(
    part: PromptFile[PromptHead], language: str, body: str, declared: frozenset[str]
) -> tuple[Template, ...]:
    lines = [line.strip() for line in body.splitlines() if line.strip()]
    for line in lines:
        if not line.startswith("- "):
            raise KernelError(part.file, f"every variant in {language} is one line that begins with '- '")
        if len(line) - 2 > part.head.max_chars:
            raise KernelError(part.file, f"a variant in {language} is longer than max_chars, {part.head.max_chars}")
    return tuple(_check_template(part.file, line[2:].strip(), declared) for line in lines)


def _check_template(file: str, text: str, declared: frozenset[str]) -> Template:
    try:
        template = parse_template(text)
    except TemplateError as error:
        raise KernelError(file, str(error)) from error
    if undeclared := template.variables - declared:
        raise KernelError(file, f"unknown variable {', '.join(sorted(undeclared))}: not declared in its front matter")
    return template
