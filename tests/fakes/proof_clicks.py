"""New Chat as two tabs of one browser press it: again and again, at once, and once more when no answer came in time."""

import asyncio
import random
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import httpx

from tests.fakes.api_service import Browser, Service, said

_TABS = 2
_GIVES_UP_S = (0.0005, 0.003, 0.006)
"""How long a tab waits that then sends the same once more: some of it before anything happened, some amid it."""


@dataclass
class Tab:
    """A tab: which conversation it shows, and what was said in it."""

    http: httpx.AsyncClient
    session_id: str = ""
    seq: int = 0


@dataclass
class Clicker:
    """Presses New Chat and remembers what came of each press."""

    service: Service
    who: Browser
    dice: random.Random
    made: dict[UUID, set[str]] = field(default_factory=dict[UUID, set[str]])
    said: dict[str, list[str]] = field(default_factory=dict[str, list[str]])

    def open_tabs(self) -> list[Tab]:
        """Tabs of one browser: they share the cookie."""
        tabs = [Tab(self.service.client(**{"x-astra": "1"})) for _ in range(_TABS)]
        for tab in tabs:
            tab.http.cookies = self.who.http.cookies
        return tabs

    async def press(self, tab: Tab) -> None:
        """One New Chat: what was said is saved, then a new conversation is asked for until there is an answer."""
        if tab.session_id:
            await self._save(tab)
        intent = UUID(int=self.dice.getrandbits(128), version=4)
        hurried = [self._ask(tab, intent, self.dice.choice(_GIVES_UP_S)) for _ in range(self.dice.randrange(3))]
        eager = [self._ask(tab, intent, None) for _ in range(self.dice.choice((1, 1, 2)))]
        for answer in await asyncio.gather(*hurried, *eager):
            if answer is not None:
                self.made.setdefault(intent, set()).add(answer["session_id"])
        again = await self._ask(tab, intent, None)
        assert again is not None
        self.made[intent].add(again["session_id"])
        tab.session_id, tab.seq = again["session_id"], 0
        await self._speak(tab)

    async def _ask(self, tab: Tab, intent: UUID, give_up_s: float | None) -> dict[str, Any] | None:
        try:
            async with asyncio.timeout(give_up_s):
                answer = await tab.http.post("/api/session", json={}, headers={"idempotency-key": str(intent)})
        except TimeoutError:
            return None
        assert answer.status_code in {200, 201}, answer.text
        return answer.json()

    async def _speak(self, tab: Tab) -> None:
        tab.seq += 1
        text = f"word {tab.seq} in {tab.session_id}"
        answer = await self.service.ingest(tab.session_id, said(tab.seq, text))
        assert answer.status_code == 200, answer.text
        self.said.setdefault(tab.session_id, []).append(text)

    async def _save(self, tab: Tab) -> None:
        told = [*self.said[tab.session_id], f"only the page heard this in {tab.session_id}"]
        at_ms = int(self.service.clock.at.timestamp() * 1000)
        body = {
            "session_id": tab.session_id,
            "messages": [{"role": "user", "text": text, "timestamp": at_ms + n * 1000} for n, text in enumerate(told)],
        }
        for _ in range(self.dice.choice((1, 1, 2))):
            answer = await tab.http.post("/api/users/sessions/save", json=body)
            assert answer.status_code == 200, answer.text
        self.said[tab.session_id] = told
