"""What is made of talks behind the scenes, wired: learning, analysis, when they are due, and who does their jobs.

They wait for language models, so a runner of their own does them: what follows at once from an ending does not queue
up behind.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from api.analysis.analyst import Analyst
from api.analysis.jobs import ANALYSE_JOB, AnalyseSession, AnalysisSchedule
from api.analysis.schemas import Tell
from api.analysis.ties import SkyTies
from api.db import Database
from api.history.jobs import CaptionSession
from api.settings import Settings
from api.synapse.embedding_jobs import EMBED_JOB, EmbedMemory, ThenEmbed
from api.synapse.learning.jobs import REBUILD_JOB, LearnSession, RebuildMemory
from api.synapse.learning.learner import Learner
from api.synapse.meanings import Meanings
from api.synapse.schemas import LEARN_JOB
from api.worker.queue import enqueue
from api.worker.runner import Handler, JobRunner
from astra.kit.clock import Clock
from astra.kit.ids import new_id
from astra.llm import NoLinkAnsweredError
from astra.llm.chain import Chain

_PUT_OFF = timedelta(minutes=10)


class WaitsForModels:
    """A job that needs a language model: while none answers it is put off, again and again, and never given up."""

    def __init__(self, kind: str, work: Handler, database: Database, clock: Clock) -> None:
        self._kind = kind
        self._work = work
        self._db = database
        self._clock = clock

    async def __call__(self, payload: Mapping[str, Any]) -> None:
        """Do the work, or put it off."""
        try:
            await self._work(payload)
        except NoLinkAnsweredError:
            now = self._clock.now()
            async with self._db.write() as db:
                await enqueue(db, self._kind, dict(payload), now=now, run_at=now + _PUT_OFF)


@dataclass(frozen=True, slots=True)
class AfterTalk:
    """`schedule.look` and `jobs.run_due` are to be called again and again."""

    learner: Learner
    analyst: Analyst
    schedule: AnalysisSchedule
    jobs: JobRunner


def wire_after_talk(
    settings: Settings, database: Database, clock: Clock, chain: Chain, *, tell: Tell, meanings: Meanings | None
) -> AfterTalk:
    """Make them all; `tell` wakes the talk that an update is for. Without `meanings` nothing is embedded."""
    learner = Learner(database, chain, clock, prompts=settings.prompts)
    analyst = Analyst(database, chain, clock, prompts=settings.prompts, check_tie=SkyTies(database), tell=tell)
    work: dict[str, Handler] = {
        LEARN_JOB: LearnSession(learner),
        REBUILD_JOB: RebuildMemory(learner),
        ANALYSE_JOB: CaptionSession(database, clock, analysed=True, first=AnalyseSession(analyst)),
    }
    handlers: dict[str, Handler] = {kind: WaitsForModels(kind, one, database, clock) for kind, one in work.items()}
    if meanings is not None:
        handlers |= {kind: ThenEmbed(handlers[kind], database, clock) for kind in (LEARN_JOB, REBUILD_JOB)}
        handlers[EMBED_JOB] = EmbedMemory(database, meanings)
    return AfterTalk(
        learner=learner,
        analyst=analyst,
        schedule=AnalysisSchedule(database, clock, every_s=settings.analysis_every_s),
        jobs=JobRunner(database, clock, handlers, holder=str(new_id())),
    )
