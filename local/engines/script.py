"""What a benchmark or a test wants to be heard and answered: `POST /_script {transcripts, replies, answers}`."""

from collections import deque

from aiohttp import web
from pydantic import BaseModel, ConfigDict, Field, ValidationError


class ScriptOrder(BaseModel):
    """Body of `POST /_script`; the lists are put behind what still waits, `reset` drops all of it first.

    `answers` maps a user's line to what is answered whenever it is asked: asking twice gives the same, so that a client
    that tries again, or asks ahead, takes nothing of what was meant for another line.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    transcripts: list[str] = Field(default_factory=list, max_length=10_000)
    replies: list[str] = Field(default_factory=list, max_length=10_000)
    answers: dict[str, str] = Field(default_factory=dict, max_length=1_000)
    reset: bool = False


class Script:
    """Two queues, each entry of which is used once, in order; and answers to certain lines."""

    def __init__(self) -> None:
        self._transcripts: deque[str] = deque()
        self._replies: deque[str] = deque()
        self._answers: dict[str, str] = {}

    def extend(self, order: ScriptOrder) -> None:
        """Add what the order holds."""
        if order.reset:
            self._transcripts.clear()
            self._replies.clear()
            self._answers.clear()
        self._transcripts.extend(order.transcripts)
        self._replies.extend(order.replies)
        self._answers.update(order.answers)

    def next_transcript(self) -> str | None:
        """What the next recording is heard as."""
        return self._transcripts.popleft() if self._transcripts else None

    def next_reply(self, asked: str) -> str | None:
        """What the line `asked` is answered with."""
        if (answer := self._answers.get(asked.strip())) is not None:
            return answer
        return self._replies.popleft() if self._replies else None

    def left(self) -> dict[str, int]:
        """How many of each still wait, and how many lines have an answer."""
        return {
            "transcripts": len(self._transcripts),
            "replies": len(self._replies),
            "answers": len(self._answers),
        }


def add_script_routes(app: web.Application, script: Script) -> None:
    """Put the control endpoint on `app`. Scripted entries are used in every mode, fixed latency or not."""

    async def extend(request: web.Request) -> web.Response:
        try:
            order = ScriptOrder.model_validate_json(await request.read())
        except ValidationError:
            return web.json_response({"error": {"code": "bad_script"}}, status=422)
        script.extend(order)
        return web.json_response(script.left())

    async def show(_request: web.Request) -> web.Response:
        return web.json_response(script.left())

    app.router.add_post("/_script", extend)
    app.router.add_get("/_script", show)
