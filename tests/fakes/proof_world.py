"""People with something of everything, made through the public API: what the proofs try to reach.

Each has a talk that goes on and one that is over, things remembered, birth details, an open wish to forget, and each
private word is marked, so that it can be told wherever it turns up.
"""

import string
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

from api.settings import Settings
from api.telegram.updates import Sender
from tests.fakes.api_service import OURS, WORKER, Browser, Service, running_service
from tests.fakes.learning_stage import fact
from tests.fakes.memory_stage import MemoryStage, llm_at
from tests.fakes.openai_wire import OpenAiWire
from tests.fakes.proof_listing import list_routes
from tests.fakes.proof_roles import Entry, Role
from tests.fakes.rooms_server import Rooms
from tests.fakes.sky_service import make_places

COOKIE = "astra_session"
PASSWORD = "nine lanterns over slow water"
MARK = "zq"
"""No word of a language and no id begins like this."""


@dataclass
class Person:
    """Somebody: their browser, the ids of their things by name, and what nobody else may see."""

    name: str
    browser: Browser
    ids: dict[str, str] = field(default_factory=dict[str, str])
    secrets: set[str] = field(default_factory=set[str])
    shared: set[str] = field(default_factory=set[str])
    """What of it is in the talk that they share."""
    room_token: str = ""

    def word(self, about: str) -> str:
        """A private word of theirs."""
        word = f"{MARK}{self.name}{about}"
        self.secrets.add(word)
        return word

    def find_leak(self, text: str, *, but_shared: bool = False) -> str | None:
        """What of theirs stands in `text`."""
        folded = text.casefold()
        secrets = self.secrets - self.shared if but_shared else self.secrets
        return next((secret for secret in sorted(secrets) if secret.casefold() in folded), None)


@dataclass
class World:
    """The service and who lives in it."""

    service: Service
    stage: MemoryStage
    routes: frozenset[str]
    _count: int = 0

    async def move_in(self, *, member: bool = False) -> Person:
        """A new person with all their things; a `member` has an account and is signed in elsewhere as well."""
        ada = await self._greet()
        if member:
            await self._register(ada)
        await self._talk(ada)
        await self._save_a_talk(ada)
        await self._tell_birth(ada)
        await self._wish_to_forget(ada)
        await self._link_telegram(ada)
        return ada

    async def pass_by(self) -> Person:
        """Somebody with a talk that goes on, and nothing else."""
        bob = await self._greet()
        await self._open(bob)
        return bob

    async def _greet(self) -> Person:
        self._count += 1
        person = Person(_name(self._count), await self.service.guest())
        person.ids["user_id"] = person.browser.user_id
        person.secrets.add(person.browser.user_id)
        return person

    async def _open(self, ada: Person) -> str:
        opened = await ada.browser.open()
        ada.room_token, ada.ids["session_id"] = opened["token"], opened["session_id"]
        ada.secrets |= {opened["room"], opened["token"], opened["session_id"]}
        return opened["session_id"]

    async def _register(self, ada: Person) -> None:
        email = f"{ada.word('mail')}@example.org"
        form = {"email": email, "password": PASSWORD, "display_name": ada.word("called")}
        answer = await ada.browser.http.post("/api/auth/register", json=form)
        assert answer.status_code == 201, answer.text
        answer = await self.service.client(**OURS).post("/api/auth/login", json={"email": email, "password": PASSWORD})
        assert answer.status_code == 200, answer.text
        sign_ins = (await ada.browser.http.get("/api/auth/sign-ins")).json()["items"]
        ada.ids["email"] = email
        ada.ids["sign_in_id"] = next(item["id"] for item in sign_ins if not item["current"])
        ada.secrets |= {item["id"] for item in sign_ins}

    async def _talk(self, ada: Person) -> None:
        sister, city, spoken = ada.word("sister").capitalize(), ada.word("city").capitalize(), ada.word("spoken")
        session_id = await self._open(ada)
        lines = (
            f"My sister is called {sister}.",
            f"> Tell me {spoken}.",
            f"I want to visit {city} in June.",
            f"I live in {city}.",
        )
        await self.stage.talk(
            ada.browser,
            *lines,
            session_id=session_id,
            facts=[
                fact("has_sister", sister, f"My sister is called {sister}", turn="t1"),
                fact("lives_in", city, f"I live in {city}", turn="t4"),
            ],
            loops=[{"kind": "plan", "text": f"Visit {city}", "quote": f"I want to visit {city} in June", "turn": "t3"}],
        )
        remembered = (await ada.browser.http.get("/api/memory")).json()["items"]
        facts = [item["id"] for item in remembered if item["kind"] == "fact"]
        ada.ids["memory_id"], ada.ids["spare_memory_id"] = facts
        ada.ids["loop_id"] = next(item["id"] for item in remembered if item["kind"] == "loop")
        ada.ids["message_id"] = (await ada.browser.history(session_id))[0]["id"]
        ada.secrets |= {*facts, ada.ids["loop_id"]}

    async def _save_a_talk(self, ada: Person) -> None:
        session_id = (await ada.browser.open())["session_id"]
        claimed = ada.word("claimed")
        saved = await ada.browser.save(session_id, ("user", claimed, 1_700_000_000_000))
        assert saved.status_code == 200, saved.text
        ada.ids["old_session_id"] = session_id
        ada.secrets.add(session_id)
        ada.shared.add(claimed)
        ada.ids["token"], ada.ids["share_id"] = await self._share(ada, session_id)
        ada.ids["revoked_token"], revoked_id = await self._share(ada, session_id)
        assert (await ada.browser.http.delete(f"/api/shares/{revoked_id}")).status_code == 204

    async def _share(self, ada: Person, session_id: str) -> tuple[str, str]:
        answer = await ada.browser.http.post(f"/api/session/{session_id}/share", json={})
        assert answer.status_code == 201, answer.text
        made = answer.json()
        return made["url"].rsplit("/", 1)[1], made["share_id"]

    async def _link_telegram(self, ada: Person) -> None:
        answer = await ada.browser.http.post("/api/platforms/telegram/code", json={})
        assert answer.status_code == 201, answer.text
        code = answer.json()["code"].replace("-", "")
        root = self.service.root
        async with root.database.write() as db:
            assert await root.telegram.accounts.link(db, Sender(9000 + self._count, ada.name, "en"), code)
        items = (await ada.browser.http.get("/api/platforms")).json()["items"]
        ada.ids["account_id"] = items[0]["account_id"]
        ada.secrets.add(ada.ids["account_id"])

    async def _tell_birth(self, ada: Person) -> None:
        form = {
            "date": "1987-11-03",
            "time": {"precision": "exact", "clock": "07:21"},
            "place": {"name": "Jaipur, India"},
            "system": "vedic",
        }
        answer = await ada.browser.http.put("/api/birth", json=form)
        assert answer.status_code == 200, answer.text

    async def _wish_to_forget(self, ada: Person) -> None:
        body = {"memory_id": ada.ids["loop_id"]}
        answer = await ada.browser.http.post("/api/memory/forget", json=body)
        assert answer.status_code == 200, answer.text
        ada.ids["forget_id"] = answer.json()["forget_id"]

    def enter(self, role: Role, ada: Person, bob: Person) -> httpx.AsyncClient:
        """The client with which a role comes."""
        if role is Role.OWNER:
            return ada.browser.http
        if role is Role.OTHER:
            return bob.browser.http
        if role in {Role.SERVICE, Role.ELSEWHERE}:
            return self.service.client(**WORKER)
        client = self.service.client(**OURS)
        held = {
            Role.SHARER: ada.ids.get("token"),
            Role.REVOKED: ada.ids.get("revoked_token"),
            Role.ROOM_TOKEN: bob.room_token,
        }.get(role)
        if held:
            client.cookies.set(COOKIE, held)
            client.headers["authorization"] = f"Bearer {held}"
        return client


def _name(count: int) -> str:
    """Two letters, so that no name is the beginning of another."""
    return string.ascii_lowercase[count // 26] + string.ascii_lowercase[count % 26]


def fill(template: Any, ids: Mapping[str, str]) -> Any:
    """The template with `"{name}"` replaced by the thing of that name."""
    if isinstance(template, Mapping):
        return {key: fill(value, ids) for key, value in template.items()}
    if isinstance(template, list):
        return [fill(value, ids) for value in template]
    if isinstance(template, str) and template.startswith("{") and template.endswith("}"):
        return ids[template[1:-1]]
    return template


def fill_path(route: str, entry: Entry, ids: Mapping[str, str]) -> str:
    """The path of `METHOD /path/{name}` with the things of those names in it."""
    path = route.split(" ", 1)[1].replace(":path}", "}")
    for name in ids:
        path = path.replace(f"{{{name}}}", ids.get(entry.ids.get(name, name), ids[name]))
    return path


@asynccontextmanager
async def running_world(folder: Path, rooms: Rooms, **settings: Any) -> AsyncIterator[World]:
    """A service with a model, a gazetteer and a page; nobody lives in it yet."""
    (folder / "dist").mkdir(exist_ok=True)
    (folder / "dist" / "index.html").write_text("<p>the page")
    rates = {name: "1000000/minute" for name in Settings.model_fields if name.startswith("rate_")}
    given = {"places": make_places(), **rates, **settings}
    async with OpenAiWire() as wire, running_service(folder, rooms, llm=llm_at(wire), **given) as service:
        routes = frozenset(list_routes(service.app))
        yield World(service, MemoryStage(service, wire), routes)
