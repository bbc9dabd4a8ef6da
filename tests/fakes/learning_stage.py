"""A memory on a database of its own, with a model that answers as a test says: what learning is tried on."""

import json
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from pydantic import SecretStr

from api.db import Database, make_engine
from api.migrate import upgrade
from api.synapse.language.words import cut_all
from api.synapse.learning import service
from api.synapse.learning.learner import Learner
from api.synapse.learning.recall import Recall
from api.synapse.learning.schemas import FactView
from api.synapse.schemas import FactHit, FactQuestion, TurnRef
from api.synapse.service import Synapse
from astra.contracts.memory import SessionIngest, TranscriptTurn
from astra.contracts.utterance import Role
from astra.kit.clock import Clock
from astra.llm import Chain, LlmSettings, open_chain
from tests.fakes.openai_wire import OpenAiWire

PROMPTS = Path(__file__).parents[2] / "prompts"
START = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)
"""A Monday."""
MODEL = "learner"
USER = "ada"


def chain_to(base_url: str, model: str = MODEL) -> Chain:
    """The production chain with one link."""
    settings = LlmSettings(
        openai_api_key=SecretStr("k"), openai_base_url=base_url, llm_emergency_model=model, openrouter_api_key=None
    )
    return open_chain(settings)


@dataclass
class LearningStage:
    """`tell` a session, script the model's `answer`, `learn`, and look at facts and loops."""

    database: Database
    wire: OpenAiWire | None
    learner: Learner
    synapse: Synapse
    now: list[datetime]
    told: dict[str, int] = field(default_factory=dict)

    async def tell(self, session: str, *lines: str, user: str = USER, day: int = 0) -> None:
        """Take in a session: lines of the user, or of the companion where they begin with `> `."""
        at = START + timedelta(days=day)
        turns = [
            TranscriptTurn(
                turn_id=f"{session}-{number}",
                role=Role.ASSISTANT if line.startswith("> ") else Role.USER,
                text=line.removeprefix("> "),
                at=at + timedelta(minutes=number),
            )
            for number, line in enumerate(lines, start=1)
        ]
        self.now[0] = max(self.now[0], at + timedelta(hours=2))
        body = SessionIngest(user_id=user, session_id=session, started_at=at, transcript=turns)
        await self.synapse.take_in(body)

    def answer(self, **lists: list[dict[str, Any]]) -> None:
        """What the model says next and from then on."""
        self.say(json.dumps({"facts": [], "loops": [], "closed": [], **lists}, ensure_ascii=False))

    def say(self, text: str, **more: Any) -> None:
        assert self.wire is not None
        self.wire.behave(MODEL, text=text, **more)

    async def learn(self, session: str, *lines: str, user: str = USER, day: int = 0) -> None:
        """Take in a session and learn from it."""
        await self.tell(session, *lines, user=user, day=day)
        await self.learner.learn(user, session)

    async def facts(self, *, user: str = USER, include_past: bool = False) -> list[FactView]:
        async with self.database.read() as db:
            return await service.list_facts(db, user, include_past=include_past)

    async def texts(self, *, user: str = USER, include_past: bool = False) -> list[str]:
        return sorted(fact.text for fact in await self.facts(user=user, include_past=include_past))

    async def find(self, text: str, *, past: bool = False, limit: int = 3, user: str = USER) -> list[FactHit]:
        """What the memory service is given for a question."""
        question = FactQuestion(text=text, stems=frozenset(cut_all(text)), past=past, limit=limit)
        async with self.database.read() as db:
            return list(await Recall().find_facts(db, user, question))

    async def retired(self, text: str, *turns: TurnRef, past: bool = False) -> dict[TurnRef, str]:
        question = FactQuestion(text=text, stems=frozenset(cut_all(text)), past=past, limit=3)
        async with self.database.read() as db:
            return {turn: why.value for turn, why in (await Recall().find_retired(db, USER, turns, question)).items()}

    async def loops(self, *, user: str = USER) -> list[str]:
        async with self.database.read() as db:
            return [loop.text for loop in await service.list_loops(db, user)]


_migrated: list[bytes] = []


async def open_migrated(path: Path) -> Database:
    """A database with all tables; they are made once and copied from then on."""
    if not _migrated:
        first = Database(make_engine(f"sqlite+aiosqlite:///{path}"))
        await upgrade(first.engine)
        async with first.engine.connect() as connection:
            await connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        await first.aclose()
        _migrated.append(path.read_bytes())
    path.write_bytes(_migrated[0])
    return Database(make_engine(f"sqlite+aiosqlite:///{path}"))


@asynccontextmanager
async def learning_stage(
    folder: Path, base_url: str | None = None, model: str = MODEL, *, database: Database | None = None
) -> AsyncGenerator[LearningStage]:
    """A stage with a scripted model, or with the one at `base_url`; on SQLite in `folder` without a `database`."""
    database = database or await open_migrated(folder / "learning.db")
    now = [START]
    clock = Clock(now=lambda: now[0])
    async with OpenAiWire() as wire:
        chain = chain_to(base_url or wire.base_url, model)
        learner = Learner(database, chain, clock, prompts=PROMPTS)
        synapse = Synapse(database, clock, learned=Recall())
        try:
            yield LearningStage(database, None if base_url else wire, learner, synapse, now)
        finally:
            await chain.aclose()
            await database.aclose()


def fact(predicate: str, obj: str, quote: str, *, subject: str = "user", **more: Any) -> dict[str, Any]:
    """A fact as a model writes it."""
    return {"subject": subject, "predicate": predicate, "object": obj, "quote": quote, **more}
