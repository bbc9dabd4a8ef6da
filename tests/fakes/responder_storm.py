"""Messages from many people at once, through responder processes that are killed again and again."""

import asyncio
import contextlib
import json
import os
import random
import signal
import subprocess
import sys
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import func
from sqlmodel import col, select

from api.auth.schemas import SignedIn
from api.migrate import upgrade
from api.models import Job, Message, User
from api.responder.inbox import Incoming
from api.responder.inbox_names import read_message_id
from api.root import Root
from astra.kit.clock import SYSTEM_CLOCK
from tests.fakes.openai_wire import OpenAiWire
from tests.fakes.responder_forge import make_root
from tests.fakes.rooms_server import ROOT


@dataclass(frozen=True)
class Plan:
    """How much of it, and how rough. Every `thought`-th message is the companion's, the others are echoed."""

    people: int
    messages: int
    processes: int
    hands: int
    kill_every_s: float
    lease_s: float
    within_s: float
    thought: int = 20
    kills: int = 2
    """As many as there are; more than time allows for killing to the end."""


@dataclass
class Outcome:
    """What became of it."""

    sent: dict[UUID, list[UUID]] = field(default_factory=dict[UUID, list[UUID]])
    answers: dict[UUID, list[UUID]] = field(default_factory=dict[UUID, list[UUID]])
    """By session: the messages in the order they were sent, and in the order of their replies."""
    kills: int = 0
    seconds: float = 0.0
    returned_after_s: list[float] = field(default_factory=list[float])
    """How long abandoned messages waited from the death of their responder until another had them."""

    @property
    def lost(self) -> int:
        return sum(len(set(sent) - set(self.answers.get(session, ()))) for session, sent in self.sent.items())

    @property
    def answered_twice(self) -> int:
        return sum(len(answers) - len(set(answers)) for answers in self.answers.values())

    @property
    def out_of_order(self) -> int:
        return sum(self.answers.get(session, []) != sent for session, sent in self.sent.items())


class Hands:
    """The responder processes."""

    def __init__(self, forge: subprocess.Popen[str], order: dict[str, Any]) -> None:
        self._forge = forge
        self._order = order
        self.pids: list[int] = []

    def start(self) -> None:
        assert self._forge.stdin is not None
        assert self._forge.stdout is not None
        self._forge.stdin.write(json.dumps(self._order) + "\n")
        self._forge.stdin.flush()
        self.pids.append(int(self._forge.stdout.readline()))

    def kill_one(self) -> None:
        os.kill(self.pids.pop(random.randrange(len(self.pids))), signal.SIGKILL)

    def kill_all(self) -> None:
        while self.pids:
            with contextlib.suppress(ProcessLookupError):
                self.kill_one()


@asynccontextmanager
async def responder_hands(folder: Path, database_url: str, llm_url: str, plan: Plan) -> AsyncGenerator[Hands]:
    """Processes that answer, none of them started yet."""
    home = folder / "responders"
    home.mkdir()
    forge = subprocess.Popen(
        [sys.executable, "-m", "tests.fakes.responder_forge"],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    order = {
        "home": str(home),
        "database_url": database_url,
        "llm_url": llm_url,
        "count": plan.hands,
        "lease_s": plan.lease_s,
    }
    hands = Hands(forge, order)
    try:
        yield hands
    finally:
        hands.kill_all()
        assert forge.stdin is not None
        assert forge.stdout is not None
        forge.stdin.close()
        forge.wait(10)
        forge.stdout.close()


async def run_storm(folder: Path, database_url: str, plan: Plan) -> Outcome:
    """Send everything, killing on the way, and wait until all of it is answered or the time is over."""
    outcome = Outcome()
    async with OpenAiWire() as wire:
        wire.behave("m", text="I hear you.")
        order = {"home": str(folder), "database_url": database_url, "count": 1, "lease_s": 60.0}
        root = make_root({**order, "llm_url": wire.base_url})
        await upgrade(root.database.engine)
        people = await _make_people(root, plan.people)
        async with responder_hands(folder, database_url, wire.base_url, plan) as hands:
            for _ in range(plan.processes):
                hands.start()
            began = monotonic()
            sending = asyncio.gather(*(_send(root, who, index, plan, outcome) for index, who in enumerate(people)))
            killing = asyncio.ensure_future(_kill(root, hands, plan, outcome))
            try:
                async with asyncio.timeout(plan.within_s):
                    await sending
                    while await _count_waiting(root):
                        await asyncio.sleep(0.2)
            finally:
                killing.cancel()
                sending.cancel()
                ends = await asyncio.gather(killing, sending, return_exceptions=True)
            if failed := [end for end in ends if isinstance(end, Exception)]:
                raise failed[0]
            outcome.seconds = monotonic() - began
        await _read_answers(root, outcome)
        await root.aclose()
    return outcome


async def _make_people(root: Root, count: int) -> list[SignedIn]:
    people = [SignedIn(uuid4(), uuid4(), f"Person {index}", is_guest=False) for index in range(count)]
    async with root.database.write() as db:
        db.add_all([User(id=who.user_id, created_at=SYSTEM_CLOCK.now(), display_name="P") for who in people])
    return people


async def _send(root: Root, who: SignedIn, index: int, plan: Plan, outcome: Outcome) -> None:
    session_id: UUID | None = None
    for number in range(plan.messages // plan.people):
        is_thought = (index + number) % plan.thought == 0
        text = f"Line {number} of {index}." if is_thought else f"/echo line {number} of {index}"
        message = Incoming(text, uuid4(), session_id)
        session_id = (await root.writing.inbox.receive(who, message)).session_id
        if random.random() < 0.05:  # some platforms send again for no reason
            await root.writing.inbox.receive(who, message)
        outcome.sent.setdefault(session_id, []).append(message.message_id)


async def _kill(root: Root, hands: Hands, plan: Plan, outcome: Outcome) -> None:
    """Kill one every so often, start another, and see how long what it had in hand waits."""
    watching: list[asyncio.Future[None]] = []
    while outcome.kills < plan.kills:
        await asyncio.sleep(plan.kill_every_s)
        while not await _count_leased(root):
            await asyncio.sleep(0.01)
        hands.kill_one()
        outcome.kills += 1
        hands.start()
        watching.append(asyncio.ensure_future(_watch_left(root, outcome)))
    await asyncio.gather(*watching)


async def _watch_left(root: Root, outcome: Outcome) -> None:
    """See what was leased at this moment through: released by its own responder, or taken over by another."""
    began = monotonic()
    async with root.database.read() as db:
        rows = await db.exec(select(Job.id, Job.fence).where(Job.state == "leased"))
        left = dict(rows.all())
    while left:
        await asyncio.sleep(0.25)
        async with root.database.read() as db:
            rows = await db.exec(select(Job.id, Job.fence, Job.state).where(col(Job.id).in_(list(left))))
            for job_id, fence, state in rows.all():
                if state == "done" or fence > left[job_id]:
                    outcome.returned_after_s.append(monotonic() - began)
                    del left[job_id]


async def _count_leased(root: Root) -> int:
    async with root.database.read() as db:
        return (await db.exec(select(func.count()).where(Job.state == "leased"))).one()


async def _count_waiting(root: Root) -> int:
    async with root.database.read() as db:
        waiting = select(func.count()).where(col(Job.state).in_(("ready", "leased")), col(Job.lane).is_not(None))
        return (await db.exec(waiting)).one()


async def _read_answers(root: Root, outcome: Outcome) -> None:
    async with root.database.read() as db:
        for session_id in outcome.sent:
            rows = await db.exec(
                select(Message.item_id)
                .where(Message.session_id == session_id, Message.role == "assistant")
                .order_by(col(Message.anchor), col(Message.place))
            )
            names = [read_message_id(item_id) for item_id in rows.all()]
            outcome.answers[session_id] = [name for name in names if name is not None]
