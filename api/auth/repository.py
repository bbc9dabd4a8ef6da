"""Users, their sign-ins and their accounts elsewhere in the database."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import String, bindparam
from sqlalchemy.exc import IntegrityError
from sqlmodel import col, delete, select, update
from sqlmodel.ext.asyncio.session import AsyncSession

from api.models import GoogleAttempt, LinkedAccount, SignIn, User


class TakenError(Exception):
    """Another user has this e-mail, or this account elsewhere."""


async def find_sign_in(db: AsyncSession, secret_hash: str) -> tuple[SignIn, User] | None:
    """The sign-in with this hashed secret, and its user."""
    return (await db.exec(_BY_SECRET, params={"secret_hash": secret_hash})).first()


_BY_SECRET = (
    select(SignIn, User)
    .join(User, col(User.id) == col(SignIn.user_id))
    .where(col(SignIn.secret_hash) == bindparam("secret_hash", type_=String()))
)
"""Made once: making it takes longer than running it, and every request runs it."""


async def mark_used(db: AsyncSession, sign_in_id: UUID, at: datetime) -> None:
    """Note that a sign-in was used."""
    await db.exec(update(SignIn).where(col(SignIn.id) == sign_in_id).values(last_used_at=at))


async def add_user(db: AsyncSession, user: User) -> None:
    """Store a new user; raises as `store_user` does."""
    await store_user(db, user)


async def store_user(db: AsyncSession, user: User) -> None:
    """Store what has changed of a user; raises `TakenError` where somebody else was faster with the e-mail."""
    db.add(user)
    try:
        await db.flush()
    except IntegrityError as error:
        raise TakenError from error


async def find_user(db: AsyncSession, user_id: UUID) -> User | None:
    """A user."""
    return await db.get(User, user_id)


async def hold_user(db: AsyncSession, user_id: UUID) -> User | None:
    """A user whose row nobody else changes until the transaction ends."""
    found = await db.exec(
        select(User).where(User.id == user_id).with_for_update().execution_options(populate_existing=True)
    )
    return found.first()


async def find_user_by_email(db: AsyncSession, email: str) -> User | None:
    """The user with this e-mail, in the form that is compared."""
    return (await db.exec(select(User).where(User.email == email))).first()


async def add_sign_in(db: AsyncSession, sign_in: SignIn) -> None:
    """Store a new sign-in."""
    db.add(sign_in)
    await db.flush()


async def rotate(
    db: AsyncSession, sign_in_id: UUID, *, secret_hash: str, device: str | None, at: datetime
) -> SignIn | None:
    """Give a living sign-in another secret: the one before opens nothing any more."""
    await db.exec(
        update(SignIn)
        .where(col(SignIn.id) == sign_in_id, col(SignIn.revoked_at).is_(None))
        .values(secret_hash=secret_hash, device=device, created_at=at, last_used_at=at)
    )
    found = await db.exec(select(SignIn).where(SignIn.id == sign_in_id, col(SignIn.revoked_at).is_(None)))
    return found.first()


async def revoke(db: AsyncSession, sign_in_id: UUID, at: datetime) -> None:
    """End a sign-in for good."""
    await db.exec(
        update(SignIn).where(col(SignIn.id) == sign_in_id, col(SignIn.revoked_at).is_(None)).values(revoked_at=at)
    )


async def list_sign_ins(db: AsyncSession, user_id: UUID, *, used_after: datetime, made_after: datetime) -> list[SignIn]:
    """The living sign-ins of a user, the one used last first."""
    found = await db.exec(
        select(SignIn)
        .where(
            SignIn.user_id == user_id,
            col(SignIn.revoked_at).is_(None),
            SignIn.last_used_at > used_after,
            SignIn.created_at > made_after,
        )
        .order_by(col(SignIn.last_used_at).desc(), col(SignIn.id))
    )
    return list(found.all())


async def find_own_sign_in(db: AsyncSession, user_id: UUID, sign_in_id: UUID) -> SignIn | None:
    """A sign-in of this user that was not revoked."""
    found = await db.exec(
        select(SignIn).where(SignIn.id == sign_in_id, SignIn.user_id == user_id, col(SignIn.revoked_at).is_(None))
    )
    return found.first()


async def drop_dead_sign_ins(db: AsyncSession, user_id: UUID, *, used_before: datetime, made_before: datetime) -> None:
    """Delete the sign-ins of a user that open nothing any more."""
    dead = (
        col(SignIn.revoked_at).is_not(None)
        | (col(SignIn.last_used_at) <= used_before)
        | (col(SignIn.created_at) <= made_before)
    )
    await db.exec(delete(SignIn).where(col(SignIn.user_id) == user_id, dead))


async def find_linked(db: AsyncSession, provider: str, subject: str) -> LinkedAccount | None:
    """An account elsewhere that somebody linked."""
    return await db.get(LinkedAccount, (provider, subject))


async def find_link_of(db: AsyncSession, user_id: UUID, provider: str) -> LinkedAccount | None:
    """The account at a provider that this user linked."""
    found = await db.exec(
        select(LinkedAccount).where(LinkedAccount.user_id == user_id, LinkedAccount.provider == provider)
    )
    return found.first()


async def add_linked(db: AsyncSession, linked: LinkedAccount) -> None:
    """Store a link; raises `TakenError` where somebody else was faster with this account."""
    db.add(linked)
    try:
        await db.flush()
    except IntegrityError as error:
        raise TakenError from error


async def remove_linked(db: AsyncSession, linked: LinkedAccount) -> None:
    """Delete a link."""
    await db.delete(linked)
    await db.flush()


async def add_attempt(db: AsyncSession, attempt: GoogleAttempt, *, now: datetime) -> None:
    """Store an attempt to sign in with Google, and delete those whose time is over."""
    await db.exec(delete(GoogleAttempt).where(col(GoogleAttempt.expires_at) <= now))
    db.add(attempt)
    await db.flush()


async def take_attempt(db: AsyncSession, state_hash: str) -> GoogleAttempt | None:
    """An attempt that comes back; a second time there is none, whoever asks first."""
    found = (
        await db.exec(select(GoogleAttempt).where(GoogleAttempt.state_hash == state_hash).with_for_update())
    ).first()
    if found is None:
        return None
    gone = await db.exec(delete(GoogleAttempt).where(col(GoogleAttempt.state_hash) == state_hash))
    return found if gone.rowcount == 1 else None
