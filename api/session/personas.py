"""The characters that a session can have, as their files under `prompts/personas` introduce themselves."""

from dataclasses import dataclass
from pathlib import Path

import yaml

from astra.contracts.errors import AstraError, ErrorCode

DEFAULT_PERSONA = "astra"


@dataclass(frozen=True, slots=True)
class Persona:
    """A persona's front matter."""

    name: str
    title: str
    description: str
    language: str


class PersonaCatalogue:
    """All personas by name, read once at start."""

    def __init__(self, personas: list[Persona]) -> None:
        self._by_name = {persona.name: persona for persona in personas}

    def all(self) -> tuple[Persona, ...]:
        """Every persona, by name."""
        return tuple(self._by_name.values())

    @property
    def default(self) -> str:
        """The persona of a session that asked for none."""
        return DEFAULT_PERSONA if DEFAULT_PERSONA in self._by_name else next(iter(self._by_name), DEFAULT_PERSONA)

    def choose(self, name: str | None) -> str:
        """The name of a known persona; 422 for any other."""
        if name is None:
            return self.default
        if name not in self._by_name:
            known = ", ".join(sorted(self._by_name))
            raise AstraError(ErrorCode.INVALID, f"persona: not known; known are: {known}", field="persona")
        return name

    def language_of(self, name: str) -> str:
        """The language a persona speaks first."""
        persona = self._by_name.get(name)
        return persona.language if persona else "en"


def read_personas(prompts: Path) -> PersonaCatalogue:
    """Read the front matter of every persona file; a broken one stops the start, naming the file."""
    return PersonaCatalogue([_read(path) for path in sorted((prompts / "personas").glob("*.md"))])


def _read(path: Path) -> Persona:
    head, _, rest = path.read_text(encoding="utf-8").removeprefix("---\n").partition("\n---")
    fields = yaml.safe_load(head) if rest else None
    if not isinstance(fields, dict):
        raise TypeError(f"{path.name}: a persona file begins with its front matter between two lines of ---")
    name = str(fields.get("name", path.stem))
    return Persona(
        name=name,
        title=str(fields.get("title", name.title())),
        description=str(fields.get("description", "")),
        language=str(fields.get("language", "en")),
    )
