"""What of a person's accounts on Telegram, and of being asked again, goes with them when they take everything along."""

from typing import Any
from uuid import UUID

from api.db import AsyncSession
from api.follow_up.service import read_choice
from api.telegram import repository


async def describe_platforms(db: AsyncSession, user_id: UUID) -> dict[str, Any]:
    """`{platforms, follow_ups}` as JSON values."""
    choice = await read_choice(db, user_id)
    return {
        "platforms": [
            {
                "platform": "telegram",
                "account": row.telegram_id,
                "is_linked": row.is_linked,
                "linked_at": row.linked_at.isoformat(),
                "replies_as": row.voice,
            }
            for row in await repository.list_of(db, user_id)
        ],
        "follow_ups": choice.model_dump(mode="json"),
    }
