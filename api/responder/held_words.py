"""Words said off the record, until they are answered: in memory only, and locked with a key that is in their errand.

With Redis any process may answer them; without, the one that took them in. They are held before their errand is put
out, so an errand that names a key has its words; words without an errand can't be read by anyone, and are gone within
an hour. Each holding has a place of its own: a message that is brought twice at once is not held over itself.
"""

import hashlib

from cryptography.fernet import Fernet, InvalidToken

from api.session.hot_stores import HotStore


class HeldWords:
    """Holds them."""

    def __init__(self, store: HotStore) -> None:
        self._store = store

    async def hold(self, item_id: str, text: str) -> str:
        """Hold the words of an item; the key to them."""
        key = Fernet.generate_key()
        await self._store.put(_name(item_id, key.decode()), Fernet(key).encrypt(text.encode()))
        return key.decode()

    async def read(self, item_id: str, key: str) -> str | None:
        """The words of an item; None where they are gone."""
        sealed = await self._store.get(_name(item_id, key))
        try:
            return None if sealed is None else Fernet(key).decrypt(sealed).decode()
        except (InvalidToken, ValueError):
            return None

    async def let_go(self, item_id: str, key: str) -> None:
        """What is held under this key is needed no longer."""
        await self._store.drop(_name(item_id, key))

    async def aclose(self) -> None:
        """Let all go."""
        await self._store.aclose()


def _name(item_id: str, key: str) -> str:
    return f"held:{item_id}:{hashlib.sha256(key.encode()).hexdigest()[:16]}"
