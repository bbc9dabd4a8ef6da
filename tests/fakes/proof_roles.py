"""Who may do what: a table with one entry for each route, written by hand, and the roles that it speaks of."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

Statuses = int | Collection[int]


class Role(StrEnum):
    """Who calls."""

    ANONYMOUS = "anonymous"
    OWNER = "owner"
    OTHER = "other user"
    SHARER = "holder of a share link"
    REVOKED = "holder of a revoked share link"
    ROOM_TOKEN = "holder of another room's token"
    SERVICE = "service token"
    ELSEWHERE = "worker of another session"


STRANGERS = (Role.ANONYMOUS, Role.SHARER, Role.REVOKED, Role.ROOM_TOKEN)
"""Whoever is not signed in, whatever else they hold and send along."""


@dataclass(frozen=True)
class Entry:
    """What one route answers to each role, and what a good request of it is.

    `body` and `query` may hold `"{session_id}"` and the like, which stand for the owner's things. `{name}` in the path
    is the thing of that name, or the one that `ids` names instead. What `wrecks` is called late, and what
    `ends` leaves nothing behind to go on with.
    """

    expect: Mapping[Role, Statuses]
    body: Any = None
    query: Mapping[str, str] = field(default_factory=dict[str, str])
    headers: Mapping[str, str] = field(default_factory=dict[str, str])
    ids: Mapping[str, str] = field(default_factory=dict[str, str])
    wrecks: bool = False
    ends: bool = False
    shows: Collection[Role] = (Role.OWNER,)
    """Who may see the owner's private words here."""
    shows_shared: bool = False
    """Whether what the owner has shared may be seen by all who get it at all; never whose it is."""

    @property
    def turn(self) -> int:
        """Where in the order of calls it belongs."""
        return 2 if self.ends else int(self.wrecks)

    def allows(self, role: Role, status: int) -> bool:
        """Whether this is the answer that this role gets."""
        expected = self.expect[role]
        return status == expected if isinstance(expected, int) else status in expected


def everyone(status: Statuses, **more: Any) -> Entry:
    """The same for all."""
    return Entry(dict.fromkeys(Role, status), **more)


def person(status: Statuses, *, other: Statuses | None = None, nobody: Statuses = 401, **more: Any) -> Entry:
    """For whoever is signed in, about themselves; `other` where a thing of the owner's is named."""
    expect: dict[Role, Statuses] = dict.fromkeys(Role, nobody)
    return Entry(expect | {Role.OWNER: status, Role.OTHER: status if other is None else other}, **more)


def owned(status: Statuses, *, other: Statuses = 404, **more: Any) -> Entry:
    """About a thing of the owner's, which to everybody else does not exist."""
    return person(status, other=other, **more)


def worker(status: Statuses, *, elsewhere: Statuses | None = None, **more: Any) -> Entry:
    """For who holds the service token; `elsewhere` where a worker names its own session and the owner's things."""
    expect: dict[Role, Statuses] = dict.fromkeys(Role, 401)
    expect |= {Role.SERVICE: status, Role.ELSEWHERE: status if elsewhere is None else elsewhere}
    return Entry(expect, shows=(Role.SERVICE,), **more)


def explain_missing(routes: Collection[str], table: Mapping[str, Entry]) -> list[str]:
    """A sentence for each route without an entry, and for each entry without a route."""
    missing = [
        f"{route} has no entry: say in tests/fakes/proof_table.py what each role gets there, with "
        "person(), owned(), worker() or everyone()"
        for route in routes
        if route not in table
    ]
    gone = [f"{route} is in the table and nowhere else: take its entry out" for route in table if route not in routes]
    return missing + gone
