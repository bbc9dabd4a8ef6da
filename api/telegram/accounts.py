"""Who somebody on Telegram is, and how an account of the page is linked: by a code that works once."""

import hashlib
import re
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

import structlog

from api.auth.schemas import SignedIn
from api.db import AsyncSession, Database
from api.models import TelegramAccount, TelegramCode, User
from api.session.service import find_owned
from api.telegram import repository
from api.telegram.traces import drop_jobs_of
from api.telegram.updates import Language, Sender
from astra.contracts.errors import AstraError, ErrorCode
from astra.kit.clock import Clock
from astra.kit.ids import new_id

_log = structlog.get_logger(__name__)
CODE_TTL = timedelta(minutes=10)
_ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Without what is easily mistaken for something else when read off a screen."""
_HALF = 4
_CODE = re.compile(rf"(?:/start\s+([{_ALPHABET}]{{8}})|([{_ALPHABET}]{{4}}-[{_ALPHABET}]{{4}}))", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Account:
    """An account on Telegram. `id` stands for it wherever a sign-in would stand for a browser."""

    id: UUID
    telegram_id: int
    user_id: UUID
    is_linked: bool
    wants_voice: bool
    is_blocked: bool
    language: Language
    linked_at: datetime
    chosen_talk: UUID | None = None

    @property
    def owner(self) -> SignedIn:
        """The person, as the rest of the service knows them."""
        return SignedIn(self.user_id, self.id, None, is_guest=False)


def read_code(text: str) -> str | None:
    """The code in a message that is one, with `/start` before it or alone; None for anything else."""
    found = _CODE.fullmatch(text.strip())
    return None if found is None else (found[1] or found[2]).replace("-", "").upper()


class Accounts:
    """Finds, makes, links and unlinks accounts."""

    def __init__(self, db: Database, clock: Clock) -> None:
        self._db = db
        self._clock = clock

    async def identify(self, sender: Sender) -> Account:
        """Who this is; somebody unknown becomes a person of their own. Whoever writes does not block us."""
        known = await self.find_sender(sender.telegram_id)
        if known is None:
            known = await self._make(sender)
        elif known.is_blocked:
            await self.note_blocked(sender.telegram_id, is_blocked=False)
        return known

    async def find_sender(self, telegram_id: int) -> Account | None:
        """Who this is, if they are known."""
        async with self._db.read() as db:
            found = await repository.find_by_telegram_id(db, telegram_id)
        return None if found is None else _read(*found)

    async def find(self, account_id: UUID) -> Account | None:
        """An account; None when it was unlinked or deleted."""
        async with self._db.read() as db:
            found = await repository.find(db, account_id)
        return None if found is None else _read(*found)

    async def list_of(self, user_id: UUID) -> list[TelegramAccount]:
        """The accounts of a person."""
        async with self._db.read() as db:
            return await repository.list_of(db, user_id)

    async def find_reachable(self, user_id: UUID) -> TelegramAccount | None:
        """The chat to write to: of those of the person the newest that takes messages."""
        return next((row for row in await self.list_of(user_id) if row.blocked_at is None), None)

    async def find_talk(self, account: Account, platform: str) -> UUID | None:
        """The talk that the chat goes on with; None when it has none yet."""
        async with self._db.read() as db:
            return await repository.find_talk(db, account.user_id, platform, account.chosen_talk)

    async def has_item(self, telegram_id: int, item_id: str) -> bool:
        """Whether a message was stored already, for this person or for who they were before they linked."""
        async with self._db.read() as db:
            return await repository.has_item(db, telegram_id, item_id)

    async def note_blocked(self, telegram_id: int, *, is_blocked: bool) -> None:
        """Note that somebody does not want to hear from the bot, or does again."""
        async with self._db.write() as db:
            await repository.set_blocked(db, telegram_id, self._clock.now() if is_blocked else None)

    async def want_voice(self, account_id: UUID, *, wanted: bool) -> None:
        """Note how replies are wanted."""
        async with self._db.write() as db:
            await repository.set_voice(db, account_id, "voice" if wanted else "text")

    async def make_code(self, who: SignedIn, session_id: UUID | None) -> tuple[str, datetime]:
        """A new code of the person and until when it works; the one before works no more.

        With `session_id` (404 for one that is not theirs) that talk goes on in the chat that the code is sent from.
        """
        code = "".join(secrets.choice(_ALPHABET) for _ in range(2 * _HALF))
        now = self._clock.now()
        async with self._db.write() as db:
            if session_id is not None:
                await find_owned(db, who, session_id)
            row = TelegramCode(
                code_hash=_hash(code), user_id=who.user_id, session_id=session_id, expires_at=now + CODE_TTL
            )
            await repository.put_code(db, row, now=now)
        return f"{code[:_HALF]}-{code[_HALF:]}", row.expires_at

    async def link(self, db: AsyncSession, sender: Sender, code: str) -> bool:
        """Within a transaction: link the account of the page that the code is of; False for one that does not work."""
        now = self._clock.now()
        taken = await repository.take_code(db, _hash(code), now=now)
        if taken is None:
            return False
        before = await repository.find_link(db, sender.telegram_id)
        if before is not None:
            await repository.drop(db, before)
        row = TelegramAccount(
            id=new_id(),
            telegram_id=sender.telegram_id,
            user_id=taken.user_id,
            is_linked=True,
            session_id=taken.session_id,
            linked_at=now,
        )
        await repository.add(db, row)
        if before is not None:
            await drop_jobs_of(db, [before])
        _log.info("security.telegram_linked", user_id=str(taken.user_id))
        return True

    async def unlink(self, who: SignedIn, account_id: UUID) -> None:
        """Undo a link; 404 for one that is not theirs."""
        async with self._db.write() as db:
            row = await repository.find_own_link(db, who.user_id, account_id)
            if row is None or not await repository.drop(db, row):
                raise AstraError(ErrorCode.NOT_FOUND, "There is no such account.", field="account_id")
            await drop_jobs_of(db, [row])
        _log.info("security.telegram_unlinked", user_id=str(who.user_id))

    async def _make(self, sender: Sender) -> Account:
        now = self._clock.now()
        language = "hi" if sender.language == "hi" else None
        user = User(id=new_id(), created_at=now, display_name=sender.name, language=language)
        row = TelegramAccount(
            id=new_id(), telegram_id=sender.telegram_id, user_id=user.id, is_linked=False, linked_at=now
        )
        try:
            async with self._db.write() as db:
                await repository.add(db, row, user)
        except repository.TakenError:  # the same person's other message was faster
            known = await self.find_sender(sender.telegram_id)
            if known is None:
                raise
            return known
        return _read(row, user)


def _read(row: TelegramAccount, user: User) -> Account:
    return Account(
        id=row.id,
        telegram_id=row.telegram_id,
        user_id=row.user_id,
        is_linked=row.is_linked,
        wants_voice=row.voice == "voice",
        is_blocked=row.blocked_at is not None,
        language="hi" if user.language == "hi" else "en",
        linked_at=row.linked_at,
        chosen_talk=row.session_id,
    )


def _hash(code: str) -> str:
    return hashlib.sha256(code.encode()).hexdigest()
