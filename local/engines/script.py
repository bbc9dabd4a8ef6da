"""What a benchmark or a test wants to be heard and answered next: `POST /_script {transcripts, replies}`."""

from collections import deque

from aiohttp import web
from pydantic import BaseModel, ConfigDict, Field, ValidationError


class ScriptOrder(BaseModel):
    """Body of `POST /_script`; the lists are put behind what still waits, `reset` drops that first."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    transcripts: list[str] = Field(default_factory=list, max_length=10_000)
    replies: list[str] = Field(default_factory=list, max_length=10_000)
    reset: bool = False


class Script:
    """Two queues; each entry is used once, in order."""

    def __init__(self) -> None:
        self._transcripts: deque[str] = deque()
        self._replies: deque[str] = deque()

    def extend(self, order: ScriptOrder) -> None:
        """Add what the order holds."""
        if order.reset:
            self._transcripts.clear()
            self._replies.clear()
        self._transcripts.extend(order.transcripts)
        self._replies.extend(order.replies)

    def next_transcript(self) -> str | None:
        """What the next recording is heard as."""
        return self._transcripts.popleft() if self._transcripts else None

    def next_reply(self) -> str | None:
        """What the next question is answered with."""
        return self._replies.popleft() if self._replies else None

    def left(self) -> dict[str, int]:
        """How many of each still wait."""
        return {"transcripts": len(self._transcripts), "replies": len(self._replies)}


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
