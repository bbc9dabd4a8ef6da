"""The characters that a session can have, as the compiled prompts introduce themselves."""

from collections.abc import Mapping

from api.session.schemas import PersonaAnswer
from astra.contracts.errors import AstraError, ErrorCode
from astra.kernels.kernels import DEFAULT_PERSONA, Persona


class PersonaCatalogue:
    """All personas by name, read once at start."""

    def __init__(self, personas: Mapping[str, Persona]) -> None:
        self._by_name = personas

    def all(self) -> tuple[Persona, ...]:
        """Every persona, by name."""
        return tuple(self._by_name.values())

    def describe(self) -> list[PersonaAnswer]:
        """Every persona as people choose among them."""
        return [
            PersonaAnswer(
                name=persona.name,
                title=persona.title,
                description=persona.description,
                language=persona.language,
                languages=list(persona.languages or (persona.language,)),
                voice=persona.voice,
                picture=f"/personas/{persona.name}.svg",
                greeting_sample=persona.greeting_sample or persona.description,
            )
            for persona in self.all()
        ]

    @property
    def default(self) -> str:
        """The persona of a session that asked for none."""
        return DEFAULT_PERSONA

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
