"""Runs the set of changing facts through learning, with the stand-in's rules for a model, and writes what it found."""

import asyncio
import logging
import tempfile
from collections.abc import AsyncGenerator, Sequence
from pathlib import Path

import structlog

from api.db import Database, make_engine
from api.migrate import upgrade
from api.synapse.language.words import cut_all
from api.synapse.learning import service
from api.synapse.learning.learner import Learner
from api.synapse.learning.recall import Recall
from api.synapse.schemas import FactQuestion
from api.synapse.service import Synapse
from astra.contracts.memory import SessionIngest, TranscriptTurn
from astra.contracts.utterance import Role
from astra.kit.clock import SYSTEM_CLOCK
from astra.llm import Delta, Finish, Message, TextDelta
from bench.memory_updates import Outcome, Tally, Update, list_wrong, make_updates, measure, told_at
from local.engines.talker.reading import Turn
from local.engines.talker.talker import Talker

_CASES = 216
_SEED = 11
_STALE, _RETIRED, _DUPLICATES = 0.03, 0.01, 0.01
_SHOWN = 3
_METHOD = """\
Each case is a memory of its own with two talks: something is said, and days later something newer of the same kind, a
correction, an ending, the same once more, or something that must change nothing (somebody else moves, an "if", a
question, a visit, a plan). English and Hinglish. Counted: cases in which what is past is among the first three facts
found, in which something that holds was retired, and in which a fact is there twice."""


class _Rules:
    """The stand-in's rules where a model would be."""

    def __init__(self) -> None:
        self._talker = Talker()

    async def stream(
        self, messages: Sequence[Message], *, json_mode: bool = False, max_tokens: int | None = None
    ) -> AsyncGenerator[Delta, None]:
        """The answer in one piece."""
        assert json_mode, max_tokens
        yield TextDelta(self._talker.fill_json([Turn(one.role, one.content) for one in messages], {}))
        yield Finish("rules", "rules", "stop", 0.0)


def measure_updates() -> tuple[str, list[str]]:
    """The benchmark as Markdown, and the names of the figures that are over their targets."""
    tally = asyncio.run(_run())
    rows = [
        ("stale fact among the first three", tally.share(tally.stale), _STALE),
        ("true fact wrongly retired", tally.share(tally.retired), _RETIRED),
        ("duplicate", tally.share(tally.duplicates), _DUPLICATES),
    ]
    lines = [f"| {name} | {share:.1%} | ≤ {target:.0%} |" for name, share, target in rows]
    table = "\n".join(["| of " + str(tally.cases) + " updates | found | target |", "|---|---|---|", *lines])
    wrong = "".join(f"\n- {line}" for line in list_wrong(tally))
    return f"## Facts that change\n\n{_METHOD}\n\n{table}\n{wrong}", [
        name for name, share, most in rows if share > most
    ]


async def _run() -> Tally:
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    with tempfile.TemporaryDirectory() as folder:
        database = Database(make_engine(f"sqlite+aiosqlite:///{Path(folder) / 'updates.db'}"))
        await upgrade(database.engine)
        learner = Learner(database, _Rules(), SYSTEM_CLOCK, prompts=Path("prompts"))
        synapse = Synapse(database, SYSTEM_CLOCK)
        numbers = iter(range(_CASES))

        async def play(update: Update) -> Outcome:
            user = f"person-{next(numbers)}"
            for day, (session, lines) in enumerate((("first", update.first), ("later", update.later))):
                at = told_at(9 * day)
                turns = [
                    TranscriptTurn(turn_id=f"{session}-{n}", role=Role.USER, text=text, at=at)
                    for n, text in enumerate(lines)
                ]
                await synapse.take_in(SessionIngest(user_id=user, session_id=session, started_at=at, transcript=turns))
                await learner.learn(user, session)
            return await _look(database, user, update.question)

        tally = await measure(make_updates(_CASES, seed=_SEED), play)
        await database.aclose()
    return tally


async def _look(database: Database, user: str, question: str) -> Outcome:
    asked = FactQuestion(text=question, stems=frozenset(cut_all(question)), past=False, limit=_SHOWN)
    async with database.read() as db:
        found = await Recall().find_facts(db, user, asked)
        current = await service.list_facts(db, user)
    return Outcome(tuple(hit.text for hit in found), tuple(fact.text for fact in current))
