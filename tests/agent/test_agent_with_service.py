"""The worker and the real service together: what was said in a room is in the history, each utterance once."""

import asyncio
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import pytest

from tests.fakes.agent_stage import Stage, find_free_port, stop
from tests.fakes.room_guest import guest_in_room, wait_until
from tests.fakes.service_process import service_process

pytestmark = pytest.mark.rooms

LONG_REPLY = (
    "The moon stands in the sign of the scales tonight, and it will stay there until the day after tomorrow. "
    "That is a good time for talks with people you trust. Then it moves on to the scorpion, and things get deeper."
)
TALK = (
    ("Tell me about the moon", "Bright and calm."),
    ("And the whole story?", LONG_REPLY),
    ("Stop, something else", "Gladly."),
)


class Page:
    """A signed-in page in one session."""

    def __init__(self, http: httpx.AsyncClient, session_id: str) -> None:
        self._http = http
        self._session_id = session_id

    async def messages(self) -> list[dict[str, Any]]:
        answer = await self._http.get(f"/api/session/{self._session_id}/history")
        assert answer.status_code == 200, answer.text
        return answer.json()["messages"]

    async def wait_for(self, count: int) -> list[dict[str, Any]]:
        for _ in range(200):
            if len(found := await self.messages()) >= count:
                return found
            await asyncio.sleep(0.1)
        raise AssertionError(f"no {count} messages, but {len(await self.messages())}")


async def test_talk_is_in_the_history_and_ends_when_the_user_ends_it(stage: Stage, tmp_path: Path) -> None:
    apart = stage.apart(tmp_path, f"astra-{uuid4().hex[:6]}")
    environment = apart.env | {"ASTRA_AGENT_NAME": apart.agent_name}
    stage.openai.script(answers=dict(TALK))
    with service_process(tmp_path, find_free_port(), environment) as service:
        worker = await asyncio.to_thread(apart.start_worker, **service.worker_env)
        try:
            async with service.browser() as http:
                assert (await http.post("/api/auth/guest", json={})).status_code == 201
                opened = (await http.post("/api/session", json={})).json()
                page = Page(http, opened["session_id"])
                await _talk(page, opened)
                assert (await http.delete(f"/api/session/{opened['session_id']}")).status_code == 204
                await wait_until(lambda: '"job.done"' in worker.log.read_text(), what="agent leaves")
                assert opened["room"] not in await stage.room_names()
                session = (await http.get("/api/sessions")).json()["items"][0]
                final = await page.messages()
        finally:
            await asyncio.to_thread(stop, worker.process)
    assert session["ended_at"] is not None
    assert [(one["role"], one["source"], one["interrupted"]) for one in final] == [
        ("assistant", "voice", False),
        ("user", "typed", False),
        ("assistant", "voice", False),
        ("user", "typed", False),
        ("assistant", "voice", True),
        ("user", "typed", False),
        ("assistant", "voice", False),
    ]
    texts = [one["text"] for one in final]
    assert texts[1:4] == ["Tell me about the moon", "Bright and calm.", "And the whole story?"]
    assert texts[5:] == ["Stop, something else", "Gladly."]
    assert 0 < len(texts[4]) < len(LONG_REPLY)


async def _talk(page: Page, opened: dict[str, Any]) -> None:
    async with guest_in_room(opened["url"], opened["token"], microphone=False) as guest:
        await page.wait_for(1)
        await guest.type("Tell me about the moon")
        await page.wait_for(3)
        await guest.type("And the whole story?")
        await wait_until(
            lambda: any(text.startswith("The moon") and text.count(" ") > 5 for text in guest.agent_captions()),
            what="some words of the long reply",
        )
        await guest.type("Stop, something else")
        await page.wait_for(7)
