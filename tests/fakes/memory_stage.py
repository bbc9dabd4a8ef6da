"""A person whose talks are remembered, for tests of what they see of it: a service, and a model that learns as told."""

import json
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from api.models import LifeEvent, PendingUpdate, SessionMindRow, UserOverview
from api.synapse.learning.learner import Learner
from astra.contracts.memory import SessionIngest, TranscriptTurn
from astra.contracts.utterance import Role
from astra.llm.settings import LlmSettings
from tests.fakes.api_service import Browser, Service, said
from tests.fakes.learning_stage import PROMPTS
from tests.fakes.openai_wire import OpenAiWire

MODEL = "m"


def llm_at(wire: OpenAiWire) -> LlmSettings:
    """The production chain with the scripted model as its only link."""
    return LlmSettings(
        openrouter_api_key=None,
        openrouter_base_url=wire.base_url,
        llm_model=MODEL,
        llm_fallback_model=MODEL,
        openai_api_key=None,
        openai_base_url=None,
        llm_cooldown_s=3600,
    )


@dataclass
class MemoryStage:
    """`talk` holds a conversation that is remembered and learned from."""

    service: Service
    wire: OpenAiWire

    async def talk(
        self,
        browser: Browser,
        *lines: str,
        facts: list[dict[str, Any]] | None = None,
        loops: list[dict[str, Any]] | None = None,
        session_id: str | None = None,
        at: datetime | None = None,
    ) -> str:
        """Say `lines` (the companion's begin with `> `) in a session, hand it to memory, learn from it; its id."""
        session_id = session_id or str((await browser.open())["session_id"])
        before = len(await browser.history(session_id))
        at = at or self.service.clock.at
        items = [
            said(
                before + number,
                line.removeprefix("> "),
                role="assistant" if line.startswith("> ") else "user",
                at=at + timedelta(seconds=number),
            )
            for number, line in enumerate(lines, start=1)
        ]
        answer = await self.service.ingest(session_id, *items)
        assert answer.status_code == 200, answer.text
        self.service.clock.move(len(lines) + 1)
        await self.remember(browser, session_id, facts=facts, loops=loops)
        return session_id

    async def remember(
        self,
        browser: Browser,
        session_id: str,
        *,
        facts: list[dict[str, Any]] | None = None,
        loops: list[dict[str, Any]] | None = None,
    ) -> None:
        """Hand a session to memory as it is, and learn from it what a model would say."""
        history = await browser.history(session_id)
        turns = [
            TranscriptTurn(turn_id=m["id"], role=Role(m["role"]), text=m["text"], at=datetime.fromisoformat(m["at"]))
            for m in history
        ]
        if not turns:
            return
        first = turns[0].at
        assert first is not None
        body = SessionIngest(user_id=browser.user_id, session_id=session_id, started_at=first, transcript=turns)
        await self.service.root.synapse.take_in(body)
        said = json.dumps({"facts": facts or [], "loops": loops or [], "closed": []}, ensure_ascii=False)
        self.wire.behave(MODEL, text=said)
        root = self.service.root
        await Learner(root.database, root.chain, root.clock, prompts=PROMPTS).learn(browser.user_id, session_id)

    async def desk(self, session_id: str | UUID, path: str, **body: Any) -> Any:
        """Ask the session's memory desk as the worker does."""
        answer = await self.service.worker.post(f"/api/worker/sessions/{session_id}/memory/{path}", json=body)
        assert answer.status_code == 200, answer.text
        return answer.json()


async def plant_life(stage: MemoryStage, browser: Browser, session_id: str, event: str, overview: str) -> None:
    """An event of 3 May 2026, an overview, an update to tell and a summary, as an analysis leaves them."""
    message = (await browser.history(session_id))[0]
    now = stage.service.clock.at
    user_id, session = UUID(browser.user_id), UUID(session_id)
    async with stage.service.root.database.write() as db:
        db.add(
            LifeEvent(
                id=uuid4(),
                user_id=user_id,
                session_id=session,
                turn_id=message["id"],
                happened_on=date(2026, 5, 3),
                precision="day",
                description=event,
                astro_tie=f"{event} under a full moon",
                quote=message["text"],
                created_at=now,
            )
        )
        db.add(UserOverview(user_id=user_id, text=overview, session_ids=[session_id], updated_at=now))
        db.add(
            PendingUpdate(
                id=uuid4(), user_id=user_id, session_id=session, kind="contextual", text=overview, created_at=now
            )
        )
        db.add(SessionMindRow(session_id=session, rolling_summary=overview, rolling_summary_session_id=session))
