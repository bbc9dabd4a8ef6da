"""A server on a free port that speaks the Bot API's wire: updates by asking and by webhook, files, limits, outages.

Updates wait until they are confirmed by a higher `offset`, as Telegram keeps them; what it is told to fail with
(`faults`) goes to the calls of that method, one after the other.
"""

import asyncio
import contextlib
import json
from collections import deque
from dataclasses import dataclass, field
from typing import Any, Self

import httpx
from aiohttp import web

TOKEN = "4242:a-bot-token-of-the-tests"
_MAX_UNITS = 4096


@dataclass(frozen=True)
class Fault:
    """One wrong answer: its status, what Telegram says, and how long to wait. Status 0 drops the connection."""

    status: int
    says: str = "Something is wrong"
    retry_after: int | None = None

    def answer(self) -> web.Response:
        body: dict[str, Any] = {"ok": False, "error_code": self.status, "description": self.says}
        if self.retry_after is not None:
            body["parameters"] = {"retry_after": self.retry_after}
        return web.json_response(body, status=self.status)


@dataclass
class Sent:
    """What the bot sent: the method, its parameters, and the file where there is one."""

    method: str
    params: dict[str, Any]
    file: bytes | None = None

    @property
    def chat_id(self) -> int:
        return int(self.params["chat_id"])

    @property
    def text(self) -> str:
        return str(self.params.get("text", ""))

    @property
    def entities(self) -> list[dict[str, Any]]:
        return json.loads(self.params.get("entities", "[]"))


@dataclass
class TelegramServer:
    """`async with TelegramServer() as server`: `server.url`, `server.write(…)`, `server.sent`, `server.faults`."""

    sent: list[Sent] = field(default_factory=list)
    calls: list[str] = field(default_factory=list)
    faults: dict[str, deque[Fault]] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    webhook: dict[str, Any] = field(default_factory=dict)
    blocked: set[int] = field(default_factory=set)
    _updates: list[dict[str, Any]] = field(default_factory=list)
    _next: int = 1000

    async def __aenter__(self) -> Self:
        self._news = asyncio.Event()
        self._over = asyncio.Event()
        app = web.Application(client_max_size=32 * 1024 * 1024)
        app.router.add_route("*", f"/bot{TOKEN}/{{method}}", self._call)
        app.router.add_get(f"/file/bot{TOKEN}/{{path:.+}}", self._download)
        self._runner = web.AppRunner(app, handler_cancellation=True, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}"
        return self

    async def __aexit__(self, *_: object) -> None:
        self._over.set()
        self._news.set()
        await self._runner.cleanup()

    def fail(self, method: str, *faults: Fault) -> None:
        """Answer the next calls of a method with these."""
        self.faults.setdefault(method, deque()).extend(faults)

    def put(self, *updates: dict[str, Any]) -> None:
        """Have these fetched, in this order."""
        self._updates += updates
        self._news.set()

    def write(self, who: int, text: str, number: int, **more: Any) -> dict[str, Any]:
        """An update: somebody wrote in a private chat."""
        return self.message(who, number, text=text, **more)

    def message(self, who: int, number: int, **content: Any) -> dict[str, Any]:
        """An update with a message of any content."""
        person = {"id": who, "is_bot": False, "first_name": f"Person {who}", **content.pop("person", {})}
        chat = {"id": who, "type": "private", **content.pop("chat", {})}
        kind = content.pop("kind", "message")
        self._next += 1
        return {
            "update_id": self._next,
            kind: {"message_id": number, "date": 1_780_000_000 + number, "chat": chat, "from": person, **content},
        }

    def standing(self, who: int, status: str, **chat: Any) -> dict[str, Any]:
        """An update: the bot was blocked, unblocked, or taken into a group."""
        self._next += 1
        bot = {"id": 4242, "is_bot": True, "first_name": "Astra", "username": "astra_test_bot"}
        extra = {"until_date": 0} if status == "kicked" else {}
        return {
            "update_id": self._next,
            "my_chat_member": {
                "chat": {"id": who, "type": "private", **chat},
                "from": {"id": abs(who), "is_bot": False, "first_name": "P"},
                "date": 1_780_000_000,
                "old_chat_member": {"status": "left", "user": bot},
                "new_chat_member": {"status": status, "user": bot, **extra},
            },
        }

    async def bring(self, update: dict[str, Any]) -> int:
        """Call the webhook with an update as Telegram does; the status of the answer."""
        headers = {"x-telegram-bot-api-secret-token": self.webhook.get("secret_token", "")}
        async with httpx.AsyncClient(trust_env=False) as http:
            return (await http.post(self.webhook["url"], json=update, headers=headers)).status_code

    def said_to(self, who: int) -> list[str]:
        """The texts that a chat got, in order."""
        return [sent.text for sent in self.sent if sent.method == "sendMessage" and sent.chat_id == who]

    def count(self, method: str) -> int:
        return self.calls.count(method)

    async def _call(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        self.calls.append(method)
        params, file = await _read(request)
        if self.faults.get(method):
            fault = self.faults[method].popleft()
            if fault.status == 0:
                assert request.transport is not None
                request.transport.close()
            return fault.answer() if fault.status else web.Response()
        match method:
            case "getMe":
                return _ok({"id": 4242, "is_bot": True, "first_name": "Astra", "username": "astra_test_bot"})
            case "getUpdates":
                return _ok(await self._wait(int(params.get("offset", 0)), float(params.get("timeout", 0))))
            case "setWebhook":
                self.webhook = params
                return _ok(True)
            case "deleteWebhook":
                self.webhook = {}
                return _ok(True)
            case "getFile":
                return self._find_file(params["file_id"])
            case _:
                return self._send(Sent(method, params, file))

    async def _wait(self, offset: int, wait_s: float) -> list[dict[str, Any]]:
        if offset:
            self._updates = [update for update in self._updates if update["update_id"] >= offset]
        if not self._updates and not self._over.is_set():
            self._news.clear()
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._news.wait(), wait_s)
        return self._updates[:100]

    def _find_file(self, file_id: str) -> web.Response:
        if file_id not in self.files:
            return Fault(400, "Bad Request: invalid file_id").answer()
        found = {"file_id": file_id, "file_unique_id": f"u{file_id}", "file_path": f"voice/{file_id}.oga"}
        return _ok({**found, "file_size": len(self.files[file_id])})

    async def _download(self, request: web.Request) -> web.Response:
        name = request.match_info["path"].removeprefix("voice/").removesuffix(".oga")
        return web.Response(body=self.files[name]) if name in self.files else web.Response(status=404)

    def _send(self, sent: Sent) -> web.Response:
        if sent.chat_id in self.blocked:
            return Fault(403, "Forbidden: bot was blocked by the user").answer()
        if sent.method == "sendMessage" and (wrong := _find_wrong(sent)) is not None:
            return Fault(400, f"Bad Request: {wrong}").answer()
        self.sent.append(sent)
        if sent.method in {"sendChatAction", "leaveChat"}:
            return _ok(True)
        message: dict[str, Any] = {
            "message_id": len(self.sent),
            "date": 1_780_000_000,
            "chat": {"id": sent.chat_id, "type": "private"},
        }
        return _ok({**message, "text": sent.text} if sent.text else message)


def _find_wrong(sent: Sent) -> str | None:
    units = len(sent.text.encode("utf-16-le")) // 2
    if not sent.text.strip():
        return "message text is empty"
    if units > _MAX_UNITS:
        return "message is too long"
    if any(e["offset"] + e["length"] > units or e["length"] < 1 for e in sent.entities):
        return "can't parse entities"
    return None


def _ok(result: Any) -> web.Response:
    return web.json_response({"ok": True, "result": result})


async def _read(request: web.Request) -> tuple[dict[str, Any], bytes | None]:
    if request.method == "GET":
        return dict(request.query), None
    form = await request.post()
    params: dict[str, Any] = {}
    file: bytes | None = None
    for name, value in form.items():
        if isinstance(value, web.FileField):
            file = value.file.read()
        else:
            params[name] = value
    return params, file
