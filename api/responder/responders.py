"""The responders: each takes the message that has waited longest, routes it, and stores its reply once.

Responders rest until the bell rings. One of them also looks every so often without being woken, for what other
processes have put out or left behind: a responder that dies leaves its lease behind, and when that has run out another
takes the message, finds out whether the reply is there already, and goes on. Who takes a message rings for the next, so
that a backlog has all hands.
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
from api.responder.commands import Commands
from api.responder.inbox import Inbox
from api.responder.inbox_names import REPLY_TO_MESSAGE, read_message_id
from api.responder.outlets import MadeReply, Outlet, Platform
from api.responder.routing import Node, Route, choose_route
from api.responder.threads import Threads
from api.session.context import ContextReader
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


@dataclass(frozen=True, slots=True)
class Errand:
    """A message to answer: as the mind sees the talk, what was said, and through which sign-in."""

    context: SessionContext
    turn: Turn
    message_id: UUID
    sign_in_id: UUID
    platform: Platform = Platform.WEB

    @property
    def owner(self) -> SignedIn:
        """Who asks."""
        return SignedIn(self.context.user_id, self.sign_in_id, self.context.display_name, is_guest=False)


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
        handlers = {REPLY_TO_MESSAGE: self.reply}
        self._runners = [
            JobRunner(
                db,
                clock,
                handlers,
                holder=str(new_id()),
                lease_s=lease_s,
                on_claimed=lambda held: on_picked_up(held.waited),
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
        while not self._is_stopping:
            await runner.run_until(lambda: self._is_stopping)
            await self._threads.bell.rest(look_every_s)

    async def reply(self, payload: Mapping[str, Any]) -> None:
        """Answer one message; harmless when it has been answered, or when its session is gone."""
        self._threads.bell.ring()
        session_id, item_id = UUID(payload["session_id"]), str(payload["item_id"])
        platform, account_id = Platform(payload.get("platform", Platform.WEB)), UUID(payload["sign_in_id"])
        message_id = read_message_id(item_id)
        try:
            async with self._minds.turn(session_id):
                context = await self._contexts.read(session_id, even_ended=True)
                text = await self._inbox.read_text(session_id, item_id, payload.get("key"))
                if text is not None and message_id is not None:
                    turn = Turn(item_id, text, datetime.fromisoformat(payload["at"]))
                    errand = Errand(_before(context, item_id), turn, message_id, account_id, platform)
                    said = await self._replies.find(context, turn)
                    if said is None:
                        async with self._composing(errand):
                            said = await self._answer(errand)
                        await self._tell_unkept(errand, said)
                    await self._hand_out(errand, said)
        except AstraError as error:
            if error.code is not ErrorCode.NOT_FOUND:
                raise
        if "key" in payload:
            await self._inbox.let_go(item_id, payload["key"])
        self._threads.wake(session_id)

    def _note_settled(self, payload: Mapping[str, Any]) -> None:
        self._threads.wake(UUID(payload["session_id"]))

    async def _tell_unkept(self, errand: Errand, said: str) -> None:
        if said and await self._replies.find(errand.context, errand.turn) is None:
            self._threads.tell_unkept(errand.context.session_id, errand.message_id, said)

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
                user_id=errand.context.user_id,
                account_id=errand.sign_in_id,
                session_id=errand.context.session_id,
                item_id=errand.turn.reply_id,
                text=said,
                command=choose_route(errand.turn.text, is_first=False, may_echo=False).command,
            )
        )

    async def _answer(self, errand: Errand) -> str:
        context, turn = errand.context, errand.turn
        async with self._db.read() as db:
            is_first = not await repository.has_words(db, context.user_id, but_not=turn.item_id)
        route = choose_route(turn.text, is_first=is_first, may_echo=self._may_echo)
        match route.node:
            case Node.COMMAND:
                return await self._obey(errand, route)
            case Node.ECHO:
                return await self._say(errand, route.rest or turn.text, Node.ECHO)
            case Node.ONBOARDING:
                welcome = self._commands.say(context, "platform_welcome")
                return await self._think(errand, Made(Node.ONBOARDING, before=f"{welcome}\n\n"))
            case Node.COMPANION:
                return await self._think(errand, COMPANION)
            case Node.FOLLOW_UP:
                return ""  # these only go out: nothing that comes in is one

    async def _obey(self, errand: Errand, route: Route) -> str:
        done = await self._commands.run(
            errand.owner, errand.context, route, intent=errand.message_id, platform=errand.platform
        )
        said = ""
        if done.ask is not None:
            said = await self._think(errand, Made(Node.COMMAND), asked=done.ask)
        elif done.say is not None:
            said = await self._say(errand, done.say, Node.COMMAND)
        if done.moved_to is not None:
            self._threads.tell_moved(errand.context.session_id, done.moved_to)
        return said

    async def _say(self, errand: Errand, text: str, node: Node) -> str:
        await self._replies.store_reply(errand.context, errand.turn, text, node=node)
        return text

    async def _think(self, errand: Errand, made: Made, *, asked: str | None = None) -> str:
        def tell(text: str) -> None:
            self._threads.tell_partial(errand.context.session_id, errand.message_id, text)

        said, _ = await self._replies.think(errand.context, errand.turn, made=made, asked=asked, on_text=tell)
        return said


def _before(context: SessionContext, item_id: str) -> SessionContext:
    """The context as the mind is to see it: what the person wrote later waits for its own turn."""
    at = next((index for index, message in enumerate(context.messages) if message.item_id == item_id), None)
    if at is None:
        return context
    later = [message for message in context.messages[at + 1 :] if message.role is not Role.USER]
    return context.model_copy(update={"messages": [*context.messages[:at], *later]})
