"""What a person is asked about again, and their word over it."""

from datetime import datetime
from uuid import UUID

from api.auth.schemas import SignedIn
from api.db import AsyncSession, Database
from api.follow_up import repository
from api.follow_up.plan import APART, find_quiet_end, is_due, plan_moment
from api.follow_up.schemas import Choice, FollowUpItem, FollowUpPage, read_minutes, write_minutes
from api.models import FollowUp, FollowUpChoice
from api.synapse.learning import service as learning
from api.synapse.learning.schemas import LoopView
from api.telegram.accounts import Accounts
from api.worker.queue import enqueue
from astra.contracts.errors import AstraError, ErrorCode
from astra.kit.clock import Clock

SEND_FOLLOW_UP = "follow_up.send"
"""Payload `{"user_id", "loop_id", "at"}`."""


class FollowUps:
    """Keeps the choice, shows the list, and finds what is to be asked about now."""

    def __init__(self, db: Database, clock: Clock, accounts: Accounts) -> None:
        self._db = db
        self._clock = clock
        self._accounts = accounts

    async def read_page(self, who: SignedIn) -> FollowUpPage:
        """The person's choice, and what was, will or will not be asked about, the nearest first."""
        async with self._db.read() as db:
            choice = await read_choice(db, who.user_id)
            known = await repository.list_of(db, who.user_id)
            loops = await learning.list_loops(db, str(who.user_id))
        now = self._clock.now()
        items = [item for loop in loops if (item := _show(loop, known.get(loop.id), now)) is not None]
        is_reachable = await self._accounts.find_reachable(who.user_id) is not None
        return FollowUpPage(
            choice=choice, is_reachable=is_reachable, items=sorted(items, key=lambda item: (item.at, item.loop_id))
        )

    async def choose(self, who: SignedIn, choice: Choice) -> None:
        """Store the person's choice; switched off, nothing more is sent from that moment on."""
        row = FollowUpChoice(
            user_id=who.user_id,
            is_on=choice.is_on,
            platform=choice.platform,
            quiet_from=read_minutes(choice.quiet_from),
            quiet_until=read_minutes(choice.quiet_until),
            zone=choice.zone,
        )
        async with self._db.write() as db:
            await repository.store_choice(db, row)

    async def decline(self, who: SignedIn, loop_id: UUID) -> None:
        """Never ask about this; 404 for what is not theirs. Twice is harmless."""
        async with self._db.write() as db:
            if not any(loop.id == loop_id for loop in await learning.list_loops(db, str(who.user_id))):
                raise AstraError(ErrorCode.NOT_FOUND, "There is no such thing left open.", field="loop_id")
            if await repository.find(db, loop_id) is None:
                await repository.add(
                    db, FollowUp(loop_id=loop_id, user_id=who.user_id, outcome="declined", at=self._clock.now())
                )

    async def look(self) -> None:
        """Put out what is due: for each who wants it one thing at most, and each thing once in its life."""
        async with self._db.read() as db:
            willing = await repository.list_willing(db)
        for row in willing:
            choice = _read_choice(row)
            if find_quiet_end(choice, self._clock.now()) is None:
                await self._look_for(row.user_id)

    async def _look_for(self, user_id: UUID) -> None:
        now = self._clock.now()
        async with self._db.read() as db:
            if (loop := await _find_due(db, user_id, now)) is None:
                return
        if await self._accounts.find_reachable(user_id) is None:
            return
        async with self._db.write() as db:
            if await repository.find(db, loop.id) is not None or await _was_asked_lately(db, user_id, now):
                return  # another process was faster
            await repository.add(db, FollowUp(loop_id=loop.id, user_id=user_id, outcome="sent", at=now))
            payload = {"user_id": str(user_id), "loop_id": str(loop.id), "at": now.isoformat()}
            await enqueue(db, SEND_FOLLOW_UP, payload, now=now, dedup_key=f"{SEND_FOLLOW_UP}:{loop.id}")


async def read_choice(db: AsyncSession, user_id: UUID) -> Choice:
    """A person's choice; off, where they made none."""
    row = await repository.find_choice(db, user_id)
    return Choice() if row is None else _read_choice(row)


async def find_open(db: AsyncSession, user_id: UUID, loop_id: UUID) -> LoopView | None:
    """A loop that is still open, and still remembered."""
    loops = await learning.list_loops(db, str(user_id))
    return next((loop for loop in loops if loop.id == loop_id), None)


async def _find_due(db: AsyncSession, user_id: UUID, now: datetime) -> LoopView | None:
    if await _was_asked_lately(db, user_id, now):
        return None
    known = await repository.list_of(db, user_id)
    due = [
        (moment, loop)
        for loop in await learning.list_loops(db, str(user_id))
        if loop.id not in known and is_due(moment := plan_moment(loop.opened_at, loop.due_at), now)
    ]
    return min(due, key=lambda pair: (pair[0], pair[1].id))[1] if due else None


async def _was_asked_lately(db: AsyncSession, user_id: UUID, now: datetime) -> bool:
    last = await repository.read_last_sent(db, user_id)
    return last is not None and now - last < APART


def _read_choice(row: FollowUpChoice) -> Choice:
    return Choice(
        is_on=row.is_on,
        platform="telegram",
        quiet_from=write_minutes(row.quiet_from),
        quiet_until=write_minutes(row.quiet_until),
        zone=row.zone,
    )


def _show(loop: LoopView, known: FollowUp | None, now: datetime) -> FollowUpItem | None:
    """What the list says of a loop; None for one that is too old to be asked about."""
    moment = plan_moment(loop.opened_at, loop.due_at)
    if known is None and moment <= now and not is_due(moment, now):
        return None
    state = "planned" if known is None else ("sent" if known.outcome == "sent" else "declined")
    at = moment if known is None else known.at
    return FollowUpItem(loop_id=loop.id, kind=loop.kind, text=loop.text, quote=loop.quote, state=state, at=at)
