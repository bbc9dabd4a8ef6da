"""Asks every part how it is: the database and the rooms directly, the providers through the worker's heartbeat.

A part that is there and keeps silent must not silence the answer about all the others: each is asked beside the others
and for so long only, and what it may still be doing then is not waited for.
"""

import asyncio
from collections.abc import Collection, Coroutine
from datetime import timedelta
from typing import Any, TypeVar

from api.db import AWAY, Database
from api.health import repository
from api.health.schemas import PartName, PartState, Readiness, StandinName
from api.models import WorkerHeartbeat
from api.room.service import Rooms
from astra.contracts.errors import AstraError
from astra.contracts.worker import LinkState, Stage
from astra.kit.clock import Clock
from astra.kit.tasks import TaskGroup

PART_WITHIN_S = 2.0
_STAGES: dict[Stage, PartName] = {Stage.STT: "stt", Stage.LLM: "llm", Stage.TTS: "tts"}
_Beats = list[WorkerHeartbeat] | None
AnswerT = TypeVar("AnswerT")


class Health:
    """Knows how each part fares. `probe` is a connection of its own that waits only briefly for a lock.

    Closed by its owner, before what it asks is.
    """

    def __init__(
        self,
        probe: Database,
        rooms: Rooms,
        clock: Clock,
        *,
        standins: Collection[StandinName],
        agent_name: str,
        stale_s: float,
        within_s: float = PART_WITHIN_S,
    ) -> None:
        self._probe = probe
        self._rooms = rooms
        self._clock = clock
        self._standins = standins
        self._agent_name = agent_name
        self._stale = timedelta(seconds=stale_s)
        self._within_s = within_s
        self._tasks = TaskGroup()

    async def aclose(self) -> None:
        """Let go of parts that have not answered yet."""
        await self._tasks.aclose()

    async def check(self) -> Readiness:
        """Every part's state, now; takes no longer than the limit of one part."""
        no_database = (_call_silent("the database"), None)
        (database, beats), rooms = await asyncio.gather(
            self._ask(self._check_database(), "database", no_database),
            self._ask(self._check_rooms(), "rooms", _call_silent("the room server")),
        )
        parts: dict[PartName, PartState] = {"database": database, "rooms": rooms, "worker": _judge_worker(beats)}
        for stage, name in _STAGES.items():
            parts[name] = self._judge_stage(stage, name, beats)
        return Readiness(ok=all(part.state != "broken" for part in parts.values()), parts=parts)

    async def _ask(self, look: Coroutine[Any, Any, AnswerT], part: str, silent: AnswerT) -> AnswerT:
        """What `look` finds, or `silent` when it takes too long; giving up on a dead connection may take long too."""
        looking = self._tasks.spawn(look, name=f"readyz {part}")
        done, _ = await asyncio.wait({looking}, timeout=self._within_s)
        if done:
            return looking.result()
        looking.cancel()
        return silent

    async def _check_database(self) -> tuple[PartState, _Beats]:
        beats: _Beats = None
        try:
            async with self._probe.read() as db:
                found = await repository.list_heartbeats(db, self._clock.now() - self._stale)
                beats = [beat for beat in found if beat.agent_name == self._agent_name]
            async with self._probe.write() as db:
                await repository.touch(db)
        except (*AWAY, OSError) as error:
            locked = "locked" in str(error)
            reason = "the database is locked by somebody else" if locked else "the database can't be reached"
            return PartState(state="broken", reason=reason), beats
        return PartState(state="real"), beats

    async def _check_rooms(self) -> PartState:
        try:
            await self._rooms.list_alive()
        except AstraError as error:
            return PartState(state="broken", reason=error.message)
        return PartState(state="standin" if "rooms" in self._standins else "real")

    def _judge_stage(self, stage: Stage, name: PartName, beats: _Beats) -> PartState:
        if not beats:
            return PartState(state="broken", reason="no worker tells how it is")
        reasons: list[str] = []
        fine = "standin" if name in self._standins else "real"
        for beat in beats:
            if stage.value not in beat.chains:  # a worker that has just started: no conversation has tried it
                return PartState(state=fine)
            links = [LinkState.model_validate(link) for link in beat.chains[stage.value]]
            in_use = next((link for link in links if link.available), None)
            if in_use is not None:
                fallen = links[: links.index(in_use)]
                why = "; ".join(f"{link.label}: {link.reason or 'not available'}" for link in fallen)
                return PartState(state=fine, reason=f"running on {in_use.label} ({why})" if why else None)
            reasons += [f"{link.label}: {link.reason or 'not available'}" for link in links]
        return PartState(state="broken", reason="; ".join(reasons) or "no provider is set")


def _call_silent(part: str) -> PartState:
    return PartState(state="broken", reason=f"{part} does not answer")


def _judge_worker(beats: _Beats) -> PartState:
    if beats is None:
        return PartState(state="broken", reason="unknown while the database is away")
    if not beats:
        return PartState(state="broken", reason="no worker has been heard of lately")
    return PartState(state="real")
