"""The person's memory as the page and a talk reach it: each call is one transaction, and tells running talks of it."""

from datetime import datetime
from uuid import UUID

from api.auth.schemas import SignedIn
from api.db import AsyncSession, Database
from api.memory import correcting, forgetting, life_repository, listing, off_record, recalling, repository
from api.memory.finding import Asked
from api.memory.schemas import MemoryItem, MemoryKind, MemoryPage, ReceiptList
from api.mind.news import ContextNews
from api.session.service import find_owned, find_session
from api.synapse import service as synapse
from api.synapse.learning import service as learning
from astra.contracts.errors import AstraError, ErrorCode
from astra.contracts.memory_desk import (
    Corrected,
    CorrectRequest,
    ExplainRequest,
    ForgetPreview,
    ForgetReceipt,
    OffRecordState,
    Recollection,
)
from astra.kit.clock import Clock
from astra.kit.ids import new_id

MAX_RECEIPTS = 50


class PersonMemory:
    """What a person may see and do with their memory. `user_id` is always the person's own."""

    def __init__(self, db: Database, clock: Clock, news: ContextNews) -> None:
        self._db = db
        self._clock = clock
        self._news = news

    async def list_page(
        self, user_id: UUID, *, kind: MemoryKind | None, words: str | None, past: bool, cursor: str | None
    ) -> MemoryPage:
        """What is remembered, a page at a time."""
        async with self._db.read() as db:
            return await listing.list_memory(db, user_id, kind=kind, words=words, past=past, cursor=cursor)

    async def list_receipts(self, user_id: UUID) -> ReceiptList:
        """What was forgotten so far."""
        async with self._db.read() as db:
            rows = await repository.list_receipts(db, user_id, MAX_RECEIPTS)
        return ReceiptList(items=[ForgetReceipt(receipt_id=row.id, at=row.at, counts=row.counts) for row in rows])

    async def recall_about(self, user_id: UUID, topic: str | None) -> Recollection:
        """What is remembered about something."""
        async with self._db.read() as db:
            return await recalling.recall_about(db, user_id, topic)

    async def explain(self, user_id: UUID, asked: ExplainRequest) -> Recollection:
        """Where a reply knew it from."""
        async with self._db.read() as db:
            return await recalling.explain(db, user_id, asked)

    async def correct_in_talk(self, user_id: UUID, asked: CorrectRequest) -> Corrected:
        """Put right what the person says is wrong."""
        now = self._clock.now()
        async with self._db.write() as db:
            done = await correcting.correct_in_talk(db, user_id, asked, now=now)
            if done.retracted:
                await correcting.drop_made(db, user_id)
        if done.retracted:
            await self._news.announce_memory_change(user_id)
        return done

    async def correct_item(self, user_id: UUID, memory_id: UUID, text: str) -> MemoryItem | None:
        """Put one thing right by hand; 404 when there is no such thing, 422 for a loop, which can only be closed."""
        now = self._clock.now()
        text = " ".join(text.split())
        async with self._db.write() as db:
            await self._correct_kind(db, user_id, memory_id, text, now)
            await correcting.drop_made(db, user_id)
            page = await listing.list_memory(db, user_id, kind=None, words=None, past=False, cursor=None)
        await self._news.announce_memory_change(user_id)
        return next(
            (item for item in page.items if item.text == text or (item.receipt and item.receipt.quote == text)), None
        )

    async def _correct_kind(self, db: AsyncSession, user_id: UUID, memory_id: UUID, text: str, now: datetime) -> None:
        if (fact := await learning.find_fact(db, str(user_id), memory_id)) is not None:
            await correcting.replace_fact(db, user_id, fact, text, now=now)
            return
        for event in await life_repository.list_events(db, user_id):
            if event.id == memory_id:
                await life_repository.change_event(db, event, text[:300])
                return
        overview = await life_repository.find_overview(db, user_id)
        if overview is not None and memory_id == user_id:
            await life_repository.change_overview(db, overview, text[:800], now=now)
            return
        if any(loop.id == memory_id for loop in await learning.list_loops(db, str(user_id), include_closed=True)):
            raise AstraError(ErrorCode.INVALID, "memory_id: this can be closed or forgotten", field="memory_id")
        raise _unknown()

    async def pin(self, user_id: UUID, memory_id: UUID, *, pinned: bool) -> None:
        """Pin a fact or let it go; 404 when there is no such fact."""
        async with self._db.write() as db:
            if not await learning.pin(db, str(user_id), memory_id, pinned=pinned):
                raise _unknown()
            await synapse.drop_briefs(db, str(user_id))
        await self._news.announce_memory_change(user_id)

    async def close_loop(self, user_id: UUID, memory_id: UUID) -> None:
        """Note that something open is done; 404 when there is no such loop."""
        async with self._db.write() as db:
            if not await learning.close_loop(db, str(user_id), memory_id, now=self._clock.now()):
                raise _unknown()
            await synapse.drop_briefs(db, str(user_id))
        await self._news.announce_memory_change(user_id)

    async def preview(self, user_id: UUID, asked: Asked, *, session_id: UUID | None = None) -> ForgetPreview:
        """What a forgetting would touch. Looking takes long in a long life, so it holds up nobody who writes."""
        async with self._db.read() as db:
            touched = await forgetting.look(db, user_id, asked)
        async with self._db.write() as db:
            return await forgetting.open_request(db, user_id, touched, session_id=session_id, now=self._clock.now())

    async def preview_wish(
        self, user_id: UUID, session_id: UUID, *, topic: str | None, just_said: bool, everything: bool
    ) -> ForgetPreview:
        """The same for a wish in a talk."""
        async with self._db.read() as db:
            asked = await forgetting.name_wish(
                db,
                user_id,
                session_id,
                topic=topic,
                just_said=just_said,
                everything=everything,
                now=self._clock.now(),
            )
        return await self.preview(user_id, asked, session_id=session_id)

    async def confirm(self, user_id: UUID, forget_id: UUID, *, session_id: UUID | None = None) -> ForgetReceipt:
        """Forget what was shown."""
        async with self._db.write() as db:
            receipt = await forgetting.confirm(db, user_id, forget_id, session_id=session_id, now=self._clock.now())
        await self._clean_up(user_id)
        return receipt

    async def forget_item(self, user_id: UUID, memory_id: UUID) -> ForgetReceipt:
        """Forget one thing and the words it was learned from, at once."""
        async with self._db.write() as db:
            receipt = await forgetting.forget(
                db, user_id, Asked(memory_id=memory_id), receipt_id=new_id(), session_id=None, now=self._clock.now()
            )
        await self._clean_up(user_id)
        return receipt

    async def drop_expired(self) -> None:
        """Drop what nobody confirmed in time."""
        async with self._db.write() as db:
            await repository.delete_expired_requests(db, self._clock.now())

    async def find_owner(self, session_id: UUID) -> UUID:
        """Whose session it is, for its worker; 404 when unknown or deleted."""
        async with self._db.read() as db:
            return (await find_session(db, session_id)).user_id

    async def read_off_record(self, who: SignedIn, session_id: UUID) -> OffRecordState:
        """Whether the person's session is off the record; 404 for one that is not theirs."""
        async with self._db.read() as db:
            return await off_record.read_off_record(db, await find_owned(db, who, session_id))

    async def toggle_off_record(self, who: SignedIn, session_id: UUID, *, on: bool) -> OffRecordState:
        """The same as a wish of now, from the page; 404 for a session that is not theirs."""
        async with self._db.read() as db:
            await find_owned(db, who, session_id)
        return await self.set_off_record(session_id, on=on)

    async def set_off_record(self, session_id: UUID, *, on: bool, at: datetime | None = None) -> OffRecordState:
        """Go off the record, or come back, from the moment of the words that asked for it; 404 when unknown."""
        now = self._clock.now()
        async with self._db.write() as db:
            session = await find_session(db, session_id)
            state = await off_record.set_off_record(db, session, on=on, at=at or now, now=now)
        await self._news.announce_session(session_id)
        return state

    async def _clean_up(self, user_id: UUID) -> None:
        await synapse.scrub(self._db)
        await self._news.announce_memory_change(user_id)


def _unknown() -> AstraError:
    return AstraError(ErrorCode.NOT_FOUND, "There is no such memory.", field="memory_id")
