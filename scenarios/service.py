"""The service as a person's browser uses it: sign in, open and end sessions, read history and memory."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

import httpx

from scenarios.reading import ScenarioError


@dataclass(frozen=True, slots=True)
class OpenSession:
    """What it takes to enter a session's room."""

    session_id: str
    url: str
    token: str


@dataclass(frozen=True, slots=True)
class Kept:
    """One message of the history."""

    id: str
    role: str
    text: str
    source: str
    interrupted: bool


@dataclass(frozen=True, slots=True)
class History:
    """A session as the history page shows it, oldest message first."""

    messages: tuple[Kept, ...]
    ended: bool


class Service:
    """One signed-in person's connection to the service."""

    def __init__(self, url: str) -> None:
        self._http = httpx.AsyncClient(base_url=url, headers={"x-astra": "1"}, timeout=20, trust_env=False)

    @classmethod
    async def sign_in(cls, url: str) -> Self:
        """A new guest. Raises `ScenarioError`."""
        service = cls(url)
        await service._ask("POST", "/api/auth/guest", json={})
        return service

    async def aclose(self) -> None:
        """Forget the person."""
        await self._http.aclose()

    async def open_session(self, persona: str, session_id: str | None = None) -> OpenSession:
        """Open a new session, or the named one again. Raises `ScenarioError`."""
        body: dict[str, object] = {"persona": persona} if session_id is None else {"session_id": session_id}
        answer = (await self._ask("POST", "/api/session", json=body)).json()
        return OpenSession(answer["session_id"], answer["url"], answer["token"])

    async def end_session(self, session_id: str) -> None:
        """End it as its person. Raises `ScenarioError`."""
        await self._ask("DELETE", f"/api/session/{session_id}")

    async def fetch_history(self, session_id: str) -> History:
        """All messages of a session. Raises `ScenarioError`."""
        messages: list[Kept] = []
        cursor: str | None = None
        while True:
            params: Mapping[str, str] = {} if cursor is None else {"cursor": cursor}
            body = (await self._ask("GET", f"/api/session/{session_id}/history", params=params)).json()
            messages += [
                Kept(m["id"], m["role"], m["text"], m["source"], bool(m["interrupted"])) for m in body["messages"]
            ]
            cursor = body["next_cursor"]
            if cursor is None:
                return History(tuple(messages), ended=body["session"]["ended_at"] is not None)

    async def fetch_memory(self) -> str:
        """What is remembered of this person, each thing with the words it was learned from. Raises `ScenarioError`."""
        shown: list[str] = []
        cursor: str | None = None
        while True:
            params: Mapping[str, str] = {} if cursor is None else {"cursor": cursor}
            body = (await self._ask("GET", "/api/memory", params=params)).json()
            for item in body["items"]:
                receipt = item["receipt"] or {}
                shown += [item["text"], receipt.get("quote") or ""]
            cursor = body["next_cursor"]
            if cursor is None:
                return " | ".join(text for text in shown if text)

    async def _ask(self, method: str, path: str, **options: Any) -> httpx.Response:
        try:
            answer = await self._http.request(method, path, **options)
        except httpx.HTTPError as error:
            raise ScenarioError(
                f"{method} {path}: {self._http.base_url} does not answer ({type(error).__name__})"
            ) from error
        if not answer.is_success:
            raise ScenarioError(f"{method} {path}: answered {answer.status_code}: {answer.text[:200]}")
        return answer
