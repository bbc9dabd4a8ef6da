"""What of a person's accounts on Telegram goes with them when they take everything along."""

from typing import Any
from uuid import UUID

from api.db import AsyncSession
from api.telegram import repository


async def describe_platforms(db: AsyncSession, user_id: UUID) -> list[dict[str, Any]]:
    """Each account as JSON values."""
    return [
        {
            "platform": "telegram",
            "account": row.telegram_id,
            "is_linked": row.is_linked,
            "linked_at": row.linked_at.isoformat(),
            "replies_as": row.voice,
        }
        for row in await repository.list_of(db, user_id)
    ]
