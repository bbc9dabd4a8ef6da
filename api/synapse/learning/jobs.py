"""The jobs of learning; a second run of either changes nothing."""

from collections.abc import Mapping
from typing import Any

from api.synapse.learning.learner import Learner

REBUILD_JOB = "memory.rebuild"
"""Read everything of a person again: payload `{"user_id"}`."""


class LearnSession:
    """Handles `memory.learn`; fails, to be tried again, when the model gives no answer that can be read."""

    def __init__(self, learner: Learner) -> None:
        self._learner = learner

    async def __call__(self, payload: Mapping[str, Any]) -> None:
        """Learn from the session named in the payload."""
        await self._learner.learn(payload["user_id"], payload["session_id"])


class RebuildMemory:
    """Handles `memory.rebuild`."""

    def __init__(self, learner: Learner) -> None:
        self._learner = learner

    async def __call__(self, payload: Mapping[str, Any]) -> None:
        """Learn again from all sessions of the person named in the payload."""
        await self._learner.rebuild(payload["user_id"])
