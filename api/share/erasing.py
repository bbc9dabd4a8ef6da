"""What forgetting and deleting do to shares, within their own transactions.

The words of a share go with the messages that they were copied from; what is left to do is about the rest.
"""

from collections.abc import Collection
from uuid import UUID

from api.db import AsyncSession
from api.share import repository


async def drop_titles(db: AsyncSession, session_ids: Collection[UUID]) -> None:
    """Some words of these sessions were forgotten: the titles of their shares may hold them."""
    await repository.drop_titles(db, list(session_ids))


async def withdraw(db: AsyncSession, session_ids: Collection[UUID]) -> None:
    """These sessions are deleted: nothing of them is shared any more."""
    await repository.delete_of_sessions(db, list(session_ids))
