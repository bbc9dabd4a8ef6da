"""The worker's side of the service, on the wire: hands out contexts, keeps what is ingested, can be away or refuse."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import Any
from uuid import UUID, uuid4

from aiohttp import web

TOKEN = "a-service-token-for-tests"


@dataclass
class FakeService:
    """What the service knows. `answer_with` maps a path's last word (`ingest`, `context`, …) to a status to answer."""

    url: str = ""
    contexts: dict[str, dict[str, Any]] = field(default_factory=dict)
    utterances: dict[str, dict[str, dict[str, Any]]] = field(default_factory=dict)
    batches: list[list[int]] = field(default_factory=list)
    ends: list[tuple[str, str]] = field(default_factory=list)
    heartbeats: list[dict[str, Any]] = field(default_factory=list)
    answer_with: dict[str, int] = field(default_factory=dict)
    refuse_seqs: set[int] = field(default_factory=set)
    told: list[tuple[str, list[str]]] = field(default_factory=list)
    context_version: int = 0
    fetched: list[str] = field(default_factory=list)
    memory: dict[str, Any] = field(default_factory=dict)
    """What the memory service answers, by path (`session/startbrief`); it is not there for the others."""
    desk: dict[str, Any] = field(default_factory=dict)
    """What the desk of a session answers, by its last word (`off-record`)."""
    wished: list[tuple[str, dict[str, Any]]] = field(default_factory=list)

    def add_session(self, **changes: Any) -> UUID:
        """A session that the worker may load; `changes` go over the defaults of a stranger's first talk."""
        session_id, user_id = uuid4(), uuid4()
        self.contexts[str(session_id)] = {
            "session_id": str(session_id),
            "user_id": str(user_id),
            "user_identity": f"user-{user_id}",
            "persona": "astra",
            "display_name": None,
            "language": "en",
            "next_seq": 1,
            "messages": [],
            "previous_session_ended_at": None,
            "idle_close_s": 300.0,
            "grace_s": 20.0,
        } | changes
        return session_id

    def identity_of(self, session_id: UUID) -> str:
        return self.contexts[str(session_id)]["user_identity"]

    def said(self, session_id: UUID) -> list[dict[str, Any]]:
        """The session's utterances in their order."""
        return sorted(self.utterances.get(str(session_id), {}).values(), key=lambda one: one["seq"])

    def texts(self, session_id: UUID, role: str) -> list[str]:
        return [one["text"] for one in self.said(session_id) if one["role"] == role]


@asynccontextmanager
async def worker_service() -> AsyncIterator[FakeService]:
    """A running fake on a free port."""
    fake = FakeService()
    app = web.Application()
    app.router.add_get("/api/worker/sessions/{id}/context", partial(_context, fake))
    app.router.add_post("/api/worker/sessions/{id}/end", partial(_end, fake))
    app.router.add_post("/api/worker/heartbeat", partial(_heartbeat, fake))
    app.router.add_post("/api/ingest", partial(_ingest, fake))
    app.router.add_post("/api/worker/sessions/{id}/told", partial(_told, fake))
    app.router.add_post("/api/worker/sessions/{id}/memory/{wish:.+}", partial(_wish, fake))
    app.router.add_post("/synapse/{path:.+}", partial(_remember, fake))
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    fake.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    try:
        yield fake
    finally:
        await runner.cleanup()


def _refusal(fake: FakeService, request: web.Request) -> web.Response | None:
    if request.headers.get("authorization") != f"Bearer {TOKEN}":
        return web.json_response({"error": {"code": "unauthenticated", "message": "no"}}, status=401)
    status = fake.answer_with.get(request.path.rsplit("/", 1)[-1])
    return web.json_response({"error": {"code": "unavailable", "message": "no"}}, status=status) if status else None


async def _context(fake: FakeService, request: web.Request) -> web.Response:
    if refusal := _refusal(fake, request):
        return refusal
    context = fake.contexts.get(request.match_info["id"])
    fake.fetched.append(request.match_info["id"])
    return web.json_response(context) if context else web.Response(status=404)


async def _end(fake: FakeService, request: web.Request) -> web.Response:
    if refusal := _refusal(fake, request):
        return refusal
    fake.ends.append((request.match_info["id"], (await request.json())["reason"]))
    return web.Response(status=204)


async def _heartbeat(fake: FakeService, request: web.Request) -> web.Response:
    if refusal := _refusal(fake, request):
        return refusal
    fake.heartbeats.append(await request.json())
    return web.Response(status=204)


async def _ingest(fake: FakeService, request: web.Request) -> web.Response:
    if refusal := _refusal(fake, request):
        return refusal
    body = await request.json()
    seqs = [one["seq"] for one in body["utterances"]]
    if fake.refuse_seqs.intersection(seqs):
        return web.json_response({"error": {"code": "invalid", "message": "no"}}, status=422)
    fake.batches.append(seqs)
    known = fake.utterances.setdefault(body["session_id"], {})
    new = [one for one in body["utterances"] if one["item_id"] not in known]
    known.update({one["item_id"]: one for one in new})
    answer = {"stored": len(new), "duplicates": len(seqs) - len(new), "context_version": fake.context_version}
    return web.json_response(answer)


async def _told(fake: FakeService, request: web.Request) -> web.Response:
    if refusal := _refusal(fake, request):
        return refusal
    fake.told.append((request.match_info["id"], (await request.json())["update_ids"]))
    return web.Response(status=204)


async def _wish(fake: FakeService, request: web.Request) -> web.Response:
    if refusal := _refusal(fake, request):
        return refusal
    wish = request.match_info["wish"]
    fake.wished.append((wish, await request.json()))
    answer = fake.desk.get(wish)
    return web.json_response(answer) if answer is not None else web.Response(status=503)


async def _remember(fake: FakeService, request: web.Request) -> web.Response:
    if refusal := _refusal(fake, request):
        return refusal
    answer = fake.memory.get(request.match_info["path"])
    return web.json_response(answer) if answer is not None else web.Response(status=404)
