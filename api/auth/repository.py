"""Users and their sign-ins in the database."""

from datetime import datetime
from uuid import UUID

from sqlmodel import col, select, update
from sqlmodel.ext.asyncio.session import AsyncSession

from api.models import SignIn, User


async def find_sign_in(db: AsyncSession, secret_hash: str) -> tuple[SignIn, User] | None:
    """The sign-in with this hashed secret, and its user."""
    found = await db.exec(
        select(SignIn, User).join(User, col(User.id) == col(SignIn.user_id)).where(SignIn.secret_hash == secret_hash)
    )
    return found.first()


async def mark_used(db: AsyncSession, sign_in_id: UUID, at: datetime) -> None:
    """Note that a sign-in was used."""
    await db.exec(update(SignIn).where(col(SignIn.id) == sign_in_id).values(last_used_at=at))


async def revoke(db: AsyncSession, sign_in_id: UUID, at: datetime) -> None:
    """End a sign-in for good."""
    await db.exec(
        update(SignIn).where(col(SignIn.id) == sign_in_id, col(SignIn.revoked_at).is_(None)).values(revoked_at=at)
    )


async def add_user(db: AsyncSession, user: User) -> None:
    """Store a new user."""
    db.add(user)
    await db.flush()


async def add_sign_in(db: AsyncSession, sign_in: SignIn) -> None:
    """Store a new sign-in."""
    db.add(sign_in)
    await db.flush()
