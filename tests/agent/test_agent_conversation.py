"""A person and the worker in a real room: greeting, turns, typed lines, interruption, faults, closing."""

import pytest

from tests.fakes.agent_stage import Stage
from tests.fakes.room_guest import guest_in_room, wait_until

pytestmark = pytest.mark.rooms


async def test_agent_greets_and_answers_typed_line(stage: Stage) -> None:
    session_id = stage.service.add_session()
    stage.openai.script(replies=["The moon is bright tonight."])
    _, token = await stage.call(session_id)
    async with guest_in_room(stage.rooms_url, token) as guest:
        await wait_until(lambda: guest.is_hearing, what="greeting heard")
        await wait_until(lambda: stage.service.texts(session_id, "assistant"), what="greeting stored")
        await guest.type("Tell me about the moon")
        await wait_until(
            lambda: "The moon is bright tonight." in stage.service.texts(session_id, "assistant"), what="answer stored"
        )
    said = stage.service.said(session_id)
    assert [(one["seq"], one["role"], one["source"]) for one in said] == [
        (1, "assistant", "voice"), (2, "user", "typed"), (3, "assistant", "voice"),
    ]  # fmt: skip
    assert any("moon is bright" in text for text in guest.agent_captions())
