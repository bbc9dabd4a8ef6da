"""The responders: each takes the message that has waited longest, routes it, and stores its reply once.

Responders rest until the bell rings. One of them also looks every so often without being woken, for what other
processes have put out or left behind: a responder that dies leaves its lease behind, and when that has run out another
takes the message, finds out whether the reply is there already, and goes on. Who takes a message that has waited for a
while rings for the next, so that a backlog has all hands.
"""

import asyncio
import contextlib
from collections.abc import Callable, Mapping
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from api.auth.schemas import SignedIn
from api.chat.minds import Minds
from api.chat.replying import COMPANION, Made, Replies, Turn
from api.db import Database
from api.responder import repository
from api.responder.commands import Commands, Talk
from api.responder.inbox import Inbox
from api.responder.inbox_names import REPLY_TO_MESSAGE, read_message_id
from api.responder.outlets import MadeReply, Outlet, Platform
from api.responder.repository import Asked
from api.responder.routing import Node, Route, choose_route
from api.responder.threads import Threads
from api.session.context import ContextReader
from api.worker.queue import Claim
from api.worker.runner import JobRunner
from astra.contracts.errors import AstraError, ErrorCode
from astra.contracts.session import SessionContext
from astra.contracts.utterance import Role
from astra.kit.clock import Clock
from astra.kit.ids import new_id
from astra.kit.tasks import TaskGroup

_LOOK_EVERY_S = 2.0
"""How often to look for what other processes put out or left behind."""
_STOP_WITHIN_S = 3.0
_FRESH = timedelta(seconds=0.1)
"""What is taken sooner than this came with a ring of its own, and whatever else waits came later still."""


_Answer = tuple[str, bool]
"""A reply, blank where nothing is said, and whether it is stored."""
_NOTHING: _Answer = ("", False)


@dataclass(frozen=True, slots=True)
class Errand:
    """A message to answer: whose it is and in which talk, what was said, and through which sign-in."""

    talk: Talk
    turn: Turn
    message_id: UUID
    user_id: UUID
    display_name: str | None
    sign_in_id: UUID
    is_first: bool
    """Whether nothing else of the person is stored."""
    platform: Platform = Platform.WEB

    @property
    def owner(self) -> SignedIn:
        """Who asks."""
        return SignedIn(self.user_id, self.sign_in_id, self.display_name, is_guest=False)


class Responders:
    """Answers what the inbox has put out, several sessions at a time."""

    def __init__(
        self,
        db: Database,
        clock: Clock,
        contexts: ContextReader,
        *,
        inbox: Inbox,
        minds: Minds,
        replies: Replies,
        commands: Commands,
        threads: Threads,
        outlets: Mapping[Platform, Outlet],
        may_echo: bool,
        count: int,
        lease_s: float,
        on_picked_up: Callable[[timedelta], None],
    ) -> None:
        self._db = db
        self._contexts = contexts
        self._inbox = inbox
        self._minds = minds
        self._replies = replies
        self._commands = commands
        self._threads = threads
        self._outlets = dict(outlets)
        self._may_echo = may_echo
        self._is_stopping = False
        self._on_picked_up = on_picked_up
        self._shown: set[str] = set()
        """Items whose reply is in the thread while their errand is not settled yet."""
        handlers = {REPLY_TO_MESSAGE: self.reply}
        self._runners = [
            JobRunner(
                db,
                clock,
                handlers,
                holder=str(new_id()),
                lease_s=lease_s,
                on_claimed=self._note_claimed,
                on_settled=self._note_settled,
            )
            for _ in range(count)
        ]

    async def serve(self) -> None:
        """Answer until cancelled; what is in hand then is finished first, if it does not take too long."""
        tasks = TaskGroup()
        working = [
            tasks.spawn(self._serve_one(one, None if index else _LOOK_EVERY_S), name="responder")
            for index, one in enumerate(self._runners)
        ]
        try:
            await asyncio.wait(working, return_when=asyncio.FIRST_EXCEPTION)
        finally:
            self._is_stopping = True
            self._threads.bell.close()
            await asyncio.wait(working, timeout=_STOP_WITHIN_S)
            await tasks.aclose()

    async def _serve_one(self, runner: JobRunner, look_every_s: float | None) -> None:
        is_rung = False
        while not self._is_stopping:
            await runner.run_until(lambda: self._is_stopping, is_expected=is_rung)
            is_rung = await self._threads.bell.rest(look_every_s)

    def _note_claimed(self, held: Claim) -> None:
        if held.attempts == 1:
            self._on_picked_up(held.waited)
        if held.attempts > 1 or held.waited >= _FRESH:
            self._threads.bell.ring()

    async def reply(self, payload: Mapping[str, Any]) -> None:
        """Answer one message; harmless when it has been answered, or when its session is gone."""
        session_id, item_id = UUID(payload["session_id"]), str(payload["item_id"])
        is_shown = False
        try:
            async with self._minds.turn(session_id):
                async with self._db.read() as db:
                    asked = await repository.find_asked(db, session_id, item_id)
                errand = None if asked is None else await self._make_errand(asked, payload)
                if asked is not None and errand is not None:
                    said, is_shown = await self._answer_once(errand, asked.reply)
                    await self._hand_out(errand, said)
        except AstraError as error:
            if error.code is not ErrorCode.NOT_FOUND:
                raise
        if "key" in payload:
            await self._inbox.let_go(item_id, payload["key"])
        if is_shown:
            self._shown.add(item_id)
        self._threads.wake(session_id)

    def _note_settled(self, payload: Mapping[str, Any]) -> None:
        """Pages see a message wait until its reply is stored; without one, until its errand is settled."""
        if payload["item_id"] in self._shown:
            self._shown.discard(payload["item_id"])
        else:
            self._threads.wake(UUID(payload["session_id"]))

    async def _make_errand(self, asked: Asked, payload: Mapping[str, Any]) -> Errand | None:
        """What is to be done; None for a message whose words are gone."""
        item_id, text = str(payload["item_id"]), asked.text
        if text is None and "key" in payload:
            text = await self._inbox.read_held(item_id, payload["key"])
        message_id = read_message_id(item_id)
        if text is None or message_id is None:
            return None
        return Errand(
            talk=Talk(UUID(payload["session_id"]), asked.persona, self._contexts.language_of(asked.persona)),
            turn=Turn(item_id, text, datetime.fromisoformat(payload["at"])),
            message_id=message_id,
            user_id=asked.user_id,
            display_name=asked.display_name,
            sign_in_id=UUID(payload["sign_in_id"]),
            is_first=not asked.has_others,
            platform=Platform(payload.get("platform", Platform.WEB)),
        )

    async def _answer_once(self, errand: Errand, known: str | None) -> tuple[str, bool]:
        """The reply, made now unless it is known; and whether it is in the thread."""
        if known is not None:
            return known, True
        async with self._composing(errand):
            said, is_kept = await self._answer(errand)
        if said and not is_kept:
            self._threads.tell_unkept(errand.talk.session_id, errand.message_id, said)
        return said, is_kept

    def _composing(self, errand: Errand) -> AbstractAsyncContextManager[None]:
        outlet = self._outlets.get(errand.platform)
        return contextlib.nullcontext() if outlet is None else outlet.composing(errand.sign_in_id)

    async def _hand_out(self, errand: Errand, said: str) -> None:
        """Give a reply to its platform; again, too, where a crash may have come between storing and giving it."""
        outlet = self._outlets.get(errand.platform)
        if outlet is None or not said:
            return
        await outlet.hand_out(
            MadeReply(
                user_id=errand.user_id,
                account_id=errand.sign_in_id,
                session_id=errand.talk.session_id,
                item_id=errand.turn.reply_id,
                text=said,
                command=choose_route(errand.turn.text, is_first=False, may_echo=False).command,
            )
        )

    async def _answer(self, errand: Errand) -> _Answer:
        route = choose_route(errand.turn.text, is_first=errand.is_first, may_echo=self._may_echo)
        match route.node:
            case Node.COMMAND:
                return await self._obey(errand, route)
            case Node.ECHO:
                return await self._say(errand, route.rest or errand.turn.text, Node.ECHO)
            case Node.ONBOARDING:
                welcome = self._commands.say(errand.talk, "platform_welcome")
                return await self._think(errand, Made(Node.ONBOARDING, before=f"{welcome}\n\n"))
            case Node.COMPANION:
                return await self._think(errand, COMPANION)
            case Node.FOLLOW_UP:
                return _NOTHING  # these only go out: nothing that comes in is one

    async def _obey(self, errand: Errand, route: Route) -> _Answer:
        done = await self._commands.run(
            errand.owner, errand.talk, route, intent=errand.message_id, platform=errand.platform
        )
        answer = _NOTHING
        if done.ask is not None:
            answer = await self._think(errand, Made(Node.COMMAND), asked=done.ask)
        elif done.say is not None:
            answer = await self._say(errand, done.say, Node.COMMAND)
        if done.moved_to is not None:
            self._threads.tell_moved(errand.talk.session_id, done.moved_to)
        return answer

    async def _say(self, errand: Errand, text: str, node: Node) -> _Answer:
        stored = await self._replies.store_reply(errand.talk.session_id, errand.turn, text, node=node)
        return text, stored.is_kept

    async def _think(self, errand: Errand, made: Made, *, asked: str | None = None) -> _Answer:
        def tell(text: str) -> None:
            self._threads.tell_partial(errand.talk.session_id, errand.message_id, text)

        context = _before(await self._contexts.read(errand.talk.session_id, even_ended=True), errand.turn.item_id)
        thought = await self._replies.think(context, errand.turn, made=made, asked=asked, on_text=tell)
        return thought.text, thought.is_kept


def _before(context: SessionContext, item_id: str) -> SessionContext:
    """The context as the mind is to see it: what the person wrote later waits for its own turn."""
    at = next((index for index, message in enumerate(context.messages) if message.item_id == item_id), None)
    if at is None:
        return context
    later = [message for message in context.messages[at + 1 :] if message.role is not Role.USER]
    return context.model_copy(update={"messages": [*context.messages[:at], *later]})
