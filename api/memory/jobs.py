"""What follows from a question that nobody answered: it is dropped, since it names what somebody wants gone."""

from collections.abc import Mapping
from typing import Any

from api.memory.service import PersonMemory


class DropExpired:
    """Handles `memory.forget_expired`."""

    def __init__(self, memory: PersonMemory) -> None:
        self._memory = memory

    async def __call__(self, payload: Mapping[str, Any]) -> None:  # noqa: ARG002  every job has a payload, this one says nothing
        """Drop every request that has expired."""
        await self._memory.drop_expired()
