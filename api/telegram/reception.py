"""Where updates arrive, by webhook or by asking: each is understood and put where it belongs, however often it comes.

A message has the same name each time it is brought, so the inbox stores it once; what is only answered with a line is
a job with a key of its own. When this has returned, what came is safe.
"""

import asyncio
from uuid import NAMESPACE_URL, UUID, uuid5
from weakref import WeakValueDictionary

from telegram import Update

from api.db import Database
from api.errors import RateLimitedError
from api.rates import Rates
from api.responder.inbox import Inbox, Incoming
from api.responder.inbox_names import name_item
from api.responder.outlets import Platform
from api.session.opening import Openings
from api.session.schemas import CreateRequest
from api.telegram import errands
from api.telegram.accounts import Account, Accounts, read_code
from api.telegram.updates import BlockChanged, InGroup, Language, Sender, SentOther, Spoke, Wrote, read_happened
from astra.contracts.errors import AstraError, ErrorCode
from astra.kernels.kernels import DEFAULT_PERSONA
from astra.kit.clock import Clock

MAX_NOTE_S = 180
MAX_NOTE_BYTES = 8 * 1024 * 1024


class Reception:
    """Takes updates in."""

    def __init__(
        self,
        db: Database,
        clock: Clock,
        accounts: Accounts,
        *,
        inbox: Inbox,
        openings: Openings,
        rates: Rates,
        to_send: asyncio.Event,
    ) -> None:
        self._db = db
        self._clock = clock
        self._accounts = accounts
        self._inbox = inbox
        self._openings = openings
        self._rates = rates
        self._chats: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()
        self.to_send = to_send
        """Set when there is something to send or to hear."""

    async def take(self, update: Update) -> None:
        """Take one update in; the same one again changes nothing."""
        happened = read_happened(update)
        match happened:
            case None:
                return
            case InGroup():
                await self._say(happened.chat_id, "group", "telegram_private_only", happened.language, leave=True)
            case BlockChanged():
                await self._accounts.note_blocked(happened.telegram_id, is_blocked=happened.is_blocked)
            case SentOther():
                await self._say_to(happened.sender, happened.key, happened.line)
            case Wrote() | Spoke():
                lock = self._chats.setdefault(happened.sender.telegram_id, asyncio.Lock())
                async with lock:
                    await self._take_message(happened)

    async def store(self, account: Account, message_id: UUID, text: str) -> None:
        """Put a person's words into the inbox; `AstraError` where they are no message."""
        for _ in range(2):
            session_id = await self._choose_talk(account, message_id)
            message = Incoming(text, message_id, session_id, Platform.TELEGRAM)
            try:
                await self._inbox.receive(account.owner, message)
            except AstraError as error:
                if error.code is not ErrorCode.NOT_FOUND:
                    raise
                continue  # the talk was deleted a moment ago
            return

    async def _take_message(self, happened: Wrote | Spoke) -> None:
        sender = happened.sender
        if isinstance(happened, Wrote) and (code := read_code(happened.text)) is not None:
            await self._link(sender, happened.message_id, code)
            return
        account = await self._accounts.identify(sender)
        message_id = name_message(sender.telegram_id, happened.message_id)
        if await self._accounts.has_item(sender.telegram_id, name_item(message_id)):
            return
        try:
            await self._rates.take("chat", f"telegram:{sender.telegram_id}")
        except RateLimitedError:
            await self._say_to(sender, f"fast:{self._clock.now():%Y-%m-%dT%H:%M}", "telegram_too_fast")
            return
        if isinstance(happened, Spoke):
            await self._take_note(account, happened, message_id)
            return
        try:
            await self.store(account, message_id, happened.text)
        except AstraError as error:
            if error.code is not ErrorCode.MALFORMED:
                raise
            await self._say_to(sender, str(happened.message_id), "telegram_too_long")

    async def _take_note(self, account: Account, spoke: Spoke, message_id: UUID) -> None:
        if spoke.seconds > MAX_NOTE_S or spoke.size_bytes > MAX_NOTE_BYTES:
            await self._say_to(spoke.sender, str(spoke.message_id), "telegram_note_too_long")
            return
        async with self._db.write() as db:
            await errands.put_note(db, account, spoke, message_id=message_id, now=self._clock.now())
        self.to_send.set()

    async def _link(self, sender: Sender, number: int, code: str) -> None:
        try:
            await self._rates.take("telegram_code", str(sender.telegram_id))
        except RateLimitedError:
            await self._say_to(sender, str(number), "telegram_too_fast")
            return
        before = await self._accounts.find_sender(sender.telegram_id)
        is_apart = before is not None and not before.is_linked
        async with self._db.write() as db:
            linked = await self._accounts.link(db, sender, code)
            known = "telegram_linked_apart" if is_apart else "telegram_linked"
            line = known if linked else "telegram_code_unknown"
            await errands.put_line(db, sender.telegram_id, str(number), line, sender.language, now=self._clock.now())
        self.to_send.set()

    async def _choose_talk(self, account: Account, message_id: UUID) -> UUID:
        """The talk that the chat goes on with; the first is made once, however many messages ask for it."""
        found = await self._accounts.find_talk(account, Platform.TELEGRAM)
        if found is not None:
            return found
        request = CreateRequest(persona=DEFAULT_PERSONA)
        for intent in (uuid5(account.id, "first talk"), uuid5(message_id, "talk")):
            try:
                made, _ = await self._openings.create(account.owner, request, intent, platform=Platform.TELEGRAM)
            except AstraError as error:
                if error.code is not ErrorCode.CONFLICT:
                    raise
                continue  # what this intent made before was deleted
            return made.session_id
        raise AstraError(ErrorCode.NOT_FOUND, "There is no such conversation.", field="session_id")

    async def _say_to(self, sender: Sender, key: str, line: str) -> None:
        await self._say(sender.telegram_id, key, line, sender.language)

    async def _say(self, chat_id: int, key: str, line: str, language: Language, *, leave: bool = False) -> None:
        async with self._db.write() as db:
            await errands.put_line(db, chat_id, key, line, language, now=self._clock.now(), leave=leave)
        self.to_send.set()


def name_message(telegram_id: int, number: int) -> UUID:
    """Our name for a message of a chat: the same however often and by whatever way it is brought."""
    return uuid5(NAMESPACE_URL, f"telegram:{telegram_id}:{number}")
