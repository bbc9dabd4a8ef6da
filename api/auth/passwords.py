"""Passwords: which ones are taken, and how they are hashed and checked without holding up or filling the process."""

import asyncio
from collections.abc import Callable, Sequence
from typing import TypeVar

from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher
from zxcvbn import zxcvbn

from astra.contracts.errors import AstraError, ErrorCode

_T = TypeVar("_T")
_TIME_COST = 2
_MEMORY_KIB = 19 * 1024
_AT_ONCE = 2
"""Hashes reckoned at the same time: each takes its memory and a core while it lasts."""
_WAITING = 64
"""More than this waiting is an attack or a stampede; the next one is told to come back."""
_GUESSABLE = 1
"""zxcvbn's score of what falls to some millions of guesses, common passwords and their variations among it."""
_JUDGED_CHARS = 72
"""The judge's own limit; what is longer is judged by its beginning."""
_OURS = ("astra", "companion", "horoscope")


class Passwords:
    """argon2id, a few at once, beside the loop. What nobody has is checked as slowly as what somebody has."""

    def __init__(self, *, time_cost: int = _TIME_COST, memory_kib: int = _MEMORY_KIB) -> None:
        self._hash = PasswordHash((Argon2Hasher(time_cost=time_cost, memory_cost=memory_kib, parallelism=1),))
        self._turns = asyncio.Semaphore(_AT_ONCE)
        self._waiting = 0
        # what is checked where nobody is: no password fits it, and checking one costs what every check costs
        self.nobodys = f"$argon2id$v=19$m={memory_kib},t={time_cost},p=1${'A' * 22}${'A' * 43}"

    async def hash(self, password: str) -> str:
        """The form in which a password is kept."""
        return await self._run(lambda: self._hash.hash(password))

    async def verify(self, password: str, kept: str | None) -> tuple[bool, str | None]:
        """Whether the password is the kept one, and the form to keep from now on where the costs have changed.

        Without a kept one it takes as long, and is never right.
        """
        if kept is None:
            await self._run(lambda: self._hash.verify(password, self.nobodys))
            return False, None
        return await self._run(lambda: self._hash.verify_and_update(password, kept))

    async def refuse_guessable(self, password: str, about: Sequence[str], *, field: str) -> None:
        """Raise `AstraError` for a password that is common, or made of what is known `about` the person."""
        known = [word for text in about for word in (text, *text.replace("@", " ").replace(".", " ").split()) if word]
        judged = await self._run(lambda: zxcvbn(password[:_JUDGED_CHARS], user_inputs=[*known, *_OURS]))
        if int(judged["score"]) <= _GUESSABLE:
            raise AstraError(
                ErrorCode.INVALID,
                "This password is too easy to guess; a few unrelated words make a good one.",
                field=field,
            )

    async def _run(self, work: Callable[[], _T]) -> _T:
        if self._waiting >= _WAITING:
            raise AstraError(ErrorCode.UNAVAILABLE, "Too many people sign in just now; please try again in a moment.")
        self._waiting += 1
        try:
            async with self._turns:
                return await asyncio.to_thread(work)
        finally:
            self._waiting -= 1
