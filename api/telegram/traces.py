"""What the job table knows of chats (their numbers stand in lanes and keys), and when that goes.

Jobs of an account go with the account. Lines of our own name a chat and nobody: they go with the last account that
stands for the chat. Whatever is finished goes after some days in any case, for it is only kept so that an update that
is brought again is known, and Telegram brings none for longer than a day.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from api.db import AsyncSession
from api.models import TelegramAccount
from api.telegram import repository
from api.telegram.job_names import list_lanes

KEPT_FOR = timedelta(days=3)


async def drop_jobs_of(db: AsyncSession, accounts: Sequence[TelegramAccount]) -> None:
    """Delete the jobs of accounts that go, or are gone already: what is not sent yet has nobody to be sent to."""
    ids = {account.id for account in accounts}
    chats = {account.telegram_id for account in accounts}
    left = chats - await repository.list_chats_with_others(db, chats, but_not=ids)
    await repository.drop_jobs(db, ids, [lane for chat in sorted(left) for lane in list_lanes(chat)])


async def forget_chats_of(db: AsyncSession, user_id: UUID) -> None:
    """The same for all accounts of a person who is about to be deleted."""
    await drop_jobs_of(db, await repository.list_of(db, user_id))


async def drop_finished(db: AsyncSession, *, now: datetime) -> None:
    """Delete what was finished long ago."""
    await repository.drop_finished_jobs(db, before=now - KEPT_FOR)
