"""What follows when links expire."""

from collections.abc import Mapping
from typing import Any

from api.share.service import Shares


class DropExpiredShares:
    """Handles `share.expired`; a second run changes nothing."""

    def __init__(self, shares: Shares) -> None:
        self._shares = shares

    async def __call__(self, payload: Mapping[str, Any]) -> None:  # noqa: ARG002  every job is called with one
        """Delete the words of links that hold no more."""
        await self._shares.drop_expired()
