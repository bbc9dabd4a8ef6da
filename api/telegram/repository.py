"""Accounts on Telegram, codes, and the talks that go on there, in the database."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from sqlalchemy import or_
from sqlalchemy.exc import IntegrityError
from sqlmodel import col, delete, select, update
from sqlmodel.ext.asyncio.session import AsyncSession

from api.models import Job, Message, Session, TelegramAccount, TelegramCode, User
from api.telegram.job_names import ALL

_FINISHED = ("done", "dead")


class TakenError(Exception):
    """Somebody else was faster with this account."""


async def find_by_telegram_id(db: AsyncSession, telegram_id: int) -> tuple[TelegramAccount, User] | None:
    """Who somebody on Telegram is: by their link, where there is one, else the person who was made for them."""
    found = await db.exec(
        select(TelegramAccount, User)
        .join(User, col(User.id) == col(TelegramAccount.user_id))
        .where(TelegramAccount.telegram_id == telegram_id)
        .order_by(col(TelegramAccount.is_linked).desc())
        .limit(1)
    )
    return found.first()


async def find(db: AsyncSession, account_id: UUID) -> tuple[TelegramAccount, User] | None:
    """An account, with its person."""
    found = await db.exec(
        select(TelegramAccount, User)
        .join(User, col(User.id) == col(TelegramAccount.user_id))
        .where(TelegramAccount.id == account_id)
    )
    return found.first()


async def list_of(db: AsyncSession, user_id: UUID) -> list[TelegramAccount]:
    """The accounts of a person, the newest first."""
    found = await db.exec(
        select(TelegramAccount)
        .where(TelegramAccount.user_id == user_id)
        .order_by(col(TelegramAccount.linked_at).desc(), col(TelegramAccount.id))
    )
    return list(found.all())


async def add(db: AsyncSession, account: TelegramAccount, user: User | None = None) -> None:
    """Store an account, and its person where that is new too; raises `TakenError`."""
    if user is not None:
        db.add(user)
        await db.flush()
    db.add(account)
    try:
        await db.flush()
    except IntegrityError as error:
        raise TakenError from error


async def find_link(db: AsyncSession, telegram_id: int) -> TelegramAccount | None:
    """The link of somebody on Telegram."""
    found = await db.exec(
        select(TelegramAccount).where(
            TelegramAccount.telegram_id == telegram_id, col(TelegramAccount.is_linked).is_(True)
        )
    )
    return found.first()


async def find_own_link(db: AsyncSession, user_id: UUID, account_id: UUID) -> TelegramAccount | None:
    """A link of this person."""
    found = await db.exec(
        select(TelegramAccount).where(
            TelegramAccount.id == account_id,
            TelegramAccount.user_id == user_id,
            col(TelegramAccount.is_linked).is_(True),
        )
    )
    return found.first()


async def drop(db: AsyncSession, account: TelegramAccount) -> bool:
    """Delete an account; False where somebody else was faster."""
    gone = await db.exec(delete(TelegramAccount).where(col(TelegramAccount.id) == account.id))
    return gone.rowcount == 1


async def list_chats_with_others(db: AsyncSession, chats: Collection[int], *, but_not: Collection[UUID]) -> set[int]:
    """Those of these chats that other accounts stand for as well."""
    found = await db.exec(
        select(TelegramAccount.telegram_id).where(
            col(TelegramAccount.telegram_id).in_(chats), col(TelegramAccount.id).not_in(but_not)
        )
    )
    return set(found.all())


async def drop_jobs(db: AsyncSession, account_ids: Collection[UUID], lanes: Collection[str]) -> None:
    """Delete the jobs, done or not, of these accounts and in these lanes."""
    is_theirs = col(Job.payload)["account_id"].as_string().in_([str(one) for one in account_ids])
    await db.exec(delete(Job).where(col(Job.kind).in_(ALL), or_(is_theirs, col(Job.lane).in_(lanes))))


async def drop_finished_jobs(db: AsyncSession, *, before: datetime) -> None:
    """Delete the jobs that were done, or laid aside, before a moment."""
    await db.exec(
        delete(Job).where(col(Job.kind).in_(ALL), col(Job.state).in_(_FINISHED), col(Job.finished_at) < before)
    )


async def set_voice(db: AsyncSession, account_id: UUID, voice: str) -> None:
    """Note how replies are wanted."""
    await db.exec(update(TelegramAccount).where(col(TelegramAccount.id) == account_id).values(voice=voice))


async def set_talk(db: AsyncSession, account_id: UUID, session_id: UUID) -> None:
    """Note the talk that is to go on there."""
    await db.exec(update(TelegramAccount).where(col(TelegramAccount.id) == account_id).values(session_id=session_id))


async def set_blocked(db: AsyncSession, telegram_id: int, at: datetime | None) -> None:
    """Note since when somebody does not want to hear from the bot."""
    await db.exec(update(TelegramAccount).where(col(TelegramAccount.telegram_id) == telegram_id).values(blocked_at=at))


async def put_code(db: AsyncSession, code: TelegramCode, *, now: datetime) -> None:
    """Store a person's code in the place of the one before, and delete those whose time is over."""
    await db.exec(
        delete(TelegramCode).where(or_(col(TelegramCode.user_id) == code.user_id, col(TelegramCode.expires_at) <= now))
    )
    db.add(code)
    await db.flush()


async def take_code(db: AsyncSession, code_hash: str, *, now: datetime) -> TelegramCode | None:
    """The code, which is gone with that; None when it is unknown, too old or was taken."""
    found = await db.exec(
        select(TelegramCode)
        .where(TelegramCode.code_hash == code_hash, col(TelegramCode.expires_at) > now)
        .with_for_update()
    )
    code = found.first()
    if code is None:
        return None
    gone = await db.exec(delete(TelegramCode).where(col(TelegramCode.code_hash) == code_hash))
    return code if gone.rowcount == 1 else None


async def find_talk(db: AsyncSession, user_id: UUID, platform: str, chosen: UUID | None) -> UUID | None:
    """The talk that a chat goes on with: of those begun there and the one that was chosen for it, the last in use."""
    found = await db.exec(
        select(Session.id)
        .where(
            Session.user_id == user_id,
            col(Session.deleted_at).is_(None),
            or_(col(Session.platform) == platform, col(Session.id) == chosen),
        )
        .order_by(col(Session.chosen_at).desc().nulls_last(), col(Session.created_at).desc())
        .limit(1)
    )
    return found.first()


async def read_text(db: AsyncSession, session_id: UUID, item_id: str) -> str | None:
    """The words of a stored item; None when they are not, or no longer, kept."""
    found = await db.exec(select(Message.text).where(Message.session_id == session_id, Message.item_id == item_id))
    return found.first()


async def has_item(db: AsyncSession, telegram_id: int, item_id: str) -> bool:
    """Whether an item is stored for any person that somebody on Telegram stands for."""
    found = await db.exec(
        select(Message.id)
        .join(Session, col(Session.id) == col(Message.session_id))
        .join(TelegramAccount, col(TelegramAccount.user_id) == col(Session.user_id))
        .where(TelegramAccount.telegram_id == telegram_id, Message.item_id == item_id)
        .limit(1)
    )
    return found.first() is not None
