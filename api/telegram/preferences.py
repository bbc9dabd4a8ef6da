"""`/settings` on Telegram: whether replies come as text or as voice notes."""

from uuid import UUID

from api.telegram.accounts import Accounts

_WORDS = {"voice": True, "text": False, "आवाज़": True, "लिखकर": False}


class Preferences:
    """Changes what follows the command, and tells how it stands."""

    def __init__(self, accounts: Accounts) -> None:
        self._accounts = accounts

    async def change(self, account_id: UUID, wish: str) -> tuple[str, dict[str, str]]:
        """The line that says how replies come, after the wish was done, where it was one."""
        wanted = _WORDS.get(wish.strip().casefold())
        if wanted is not None:
            await self._accounts.want_voice(account_id, wanted=wanted)
        account = await self._accounts.find(account_id)
        has_voice = account is not None and account.wants_voice
        return ("telegram_settings_voice" if has_voice else "telegram_settings_text"), {}
