"""Reads one prompt file: YAML front matter, closed to unknown fields, and a body within its length."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Generic, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from astra.kernels.errors import KernelError
from astra.kernels.kernels import Voice
from astra.kit.yaml_text import read_yaml

_PARTS = re.compile(r"\A---\n(?P<head>.*?)\n---\n(?P<body>.*)\Z", re.DOTALL)


class PromptHead(BaseModel):
    """What every prompt file declares; `name` is the file's own name."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
    variables: tuple[Annotated[str, Field(pattern=r"^[a-z][a-z_]*\??$")], ...]
    """What `{…}` may name in the body; a trailing `?` marks one that may be left out (spoken lines only)."""
    max_chars: Annotated[int, Field(gt=0, le=10_000)]


class PersonaHead(PromptHead):
    """What a persona's file declares beside that."""

    title: Annotated[str, Field(min_length=1, max_length=40)]
    description: Annotated[str, Field(min_length=1, max_length=200)]
    language: Annotated[str, Field(pattern=r"^[a-z]{2}(-[A-Z]{2})?$")]
    voice: Voice
    languages: tuple[Annotated[str, Field(pattern=r"^[a-z]{2}(-[A-Z][a-z]{3})?(-[A-Z]{2})?$")], ...] = ()
    """All that it speaks, as language tags; none given means `language` alone."""
    greeting_sample: Annotated[str, Field(min_length=1, max_length=160)] | None = None
    """One sentence that shows its manner; none given means the description."""


HeadT = TypeVar("HeadT", bound=PromptHead)


@dataclass(frozen=True, slots=True)
class PromptFile(Generic[HeadT]):
    """A file as read: `file` is its path under `prompts/`, `body` has no blank lines around it."""

    file: str
    head: HeadT
    body: str


def read_prompt_file(prompts_dir: Path, file: str, head_type: type[HeadT]) -> PromptFile[HeadT]:
    """Read `prompts_dir / file`; raises `KernelError` where it is missing or its front matter is not as declared."""
    parts = _PARTS.match(_read_text(prompts_dir, file))
    if parts is None:
        raise KernelError(file, "must begin with front matter between two lines of ---")
    try:
        head = head_type.model_validate(read_yaml(parts["head"]))
    except yaml.YAMLError as error:
        raise KernelError(file, "front matter is not YAML") from error
    except ValidationError as error:
        raise KernelError(file, _describe(error)) from error
    if head.name != Path(file).stem:
        raise KernelError(file, f"front matter: name is {head.name!r}, the file is called {Path(file).stem!r}")
    body = parts["body"].strip()
    if not body:
        raise KernelError(file, "says nothing")
    return PromptFile(file, head, body)


def _read_text(prompts_dir: Path, file: str) -> str:
    try:
        return (prompts_dir / file).read_text(encoding="utf-8").replace("\r\n", "\n")
    except FileNotFoundError as error:
        raise KernelError(file, "is missing") from error
    except UnicodeDecodeError as error:
        raise KernelError(file, "is not UTF-8") from error
    except OSError as error:
        raise KernelError(file, f"can't be read ({type(error).__name__})") from error


def _describe(error: ValidationError) -> str:
    first = error.errors(include_url=False, include_input=False)[0]
    field = ".".join(str(part) for part in first["loc"])
    return f"front matter: {field + ': ' if field else ''}{first['msg']}"
