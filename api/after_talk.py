"""What is made of talks behind the scenes, wired: learning, analysis, when they are due, and who does their jobs.

They wait for language models, so a runner of their own does them: what follows at once from an ending does not queue
up behind.
"""

from dataclasses import dataclass

from api.analysis.analyst import Analyst
from api.analysis.jobs import ANALYSE_JOB, AnalyseSession, AnalysisSchedule
from api.analysis.schemas import Tell
from api.analysis.ties import SkyTies
from api.db import Database
from api.settings import Settings
from api.synapse.learning.jobs import REBUILD_JOB, LearnSession, RebuildMemory
from api.synapse.learning.learner import Learner
from api.synapse.schemas import LEARN_JOB
from api.worker.runner import JobRunner
from astra.kit.clock import Clock
from astra.kit.ids import new_id
from astra.llm.chain import Chain


@dataclass(frozen=True, slots=True)
class AfterTalk:
    """`schedule.look` and `jobs.run_due` are to be called again and again."""

    learner: Learner
    analyst: Analyst
    schedule: AnalysisSchedule
    jobs: JobRunner


def wire_after_talk(settings: Settings, database: Database, clock: Clock, chain: Chain, *, tell: Tell) -> AfterTalk:
    """Make them all; `tell` wakes the talk that an update is for."""
    learner = Learner(database, chain, clock, prompts=settings.prompts)
    analyst = Analyst(database, chain, clock, prompts=settings.prompts, check_tie=SkyTies(database), tell=tell)
    handlers = {
        LEARN_JOB: LearnSession(learner),
        REBUILD_JOB: RebuildMemory(learner),
        ANALYSE_JOB: AnalyseSession(analyst),
    }
    return AfterTalk(
        learner=learner,
        analyst=analyst,
        schedule=AnalysisSchedule(database, clock, every_s=settings.analysis_every_s),
        jobs=JobRunner(database, clock, handlers, holder=str(new_id())),
    )
