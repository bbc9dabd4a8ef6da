"""Lines typed in the room take the same path as spoken ones, and interrupt speech like them."""

from collections import deque
from collections.abc import Callable, Coroutine
from typing import Any

from livekit.agents import AgentSession, llm
from livekit.agents.voice.room_io import TextInputEvent

MAX_TYPED_CHARS = 4_000
LINE_ID = "astra.line_id"
"""The attribute of the text stream that names a line: a page that was cut off sends a line again that may be lost."""
_REMEMBERED = 64


def make_typed_line_handler(
    *, user_identity: str, expect_typed: Callable[[str], None]
) -> Callable[[AgentSession[Any], TextInputEvent], Coroutine[None, None, None]]:
    """A text callback for the session; lines of others, blank and oversized ones, and repeated ones are ignored."""
    taken: deque[str] = deque(maxlen=_REMEMBERED)

    async def answer_line(session: AgentSession[Any], event: TextInputEvent) -> None:
        text = event.text.replace("\x00", "").strip()
        author = event.participant.identity if event.participant else None
        if author != user_identity or not text or len(text) > MAX_TYPED_CHARS:
            return
        line_id = (event.info.attributes or {}).get(LINE_ID) if event.info else None
        if line_id is not None:
            if line_id in taken:
                return
            taken.append(line_id)
        message = llm.ChatMessage(role="user", content=[text])
        expect_typed(message.id)
        await session.interrupt()
        session.generate_reply(user_input=message)

    return answer_line
