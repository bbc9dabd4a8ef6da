"""Sessions are analysed once as they end and now and then while they last; only what was said is believed."""

import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest

from api.analysis import service
from api.analysis.analyst import Analyst
from api.analysis.jobs import ANALYSE_JOB, AnalyseSession, AnalysisSchedule
from api.analysis.updates import list_pending, mark_told, put_update
from api.db import Database
from api.models import Message, PendingUpdate, Session, User
from api.worker.queue import claim
from api.worker.runner import JobRunner
from astra.contracts.errors import AstraError
from astra.contracts.session import UpdateKind
from astra.kit.clock import Clock
from tests.fakes.learning_stage import MODEL, PROMPTS, START, chain_to, open_migrated
from tests.fakes.openai_wire import OpenAiWire

EVERY_S = 180.0
OVERVIEW = "They moved to Pune. They work at Infosys."


@dataclass
class Stage:
    """Sessions with words in them, a model that answers as told, and the analysis of the product."""

    database: Database
    wire: OpenAiWire
    now: list[datetime]
    ada: UUID = field(default_factory=uuid4)
    woken: list[UUID] = field(default_factory=list[UUID])
    ties: set[str] = field(default_factory=set[str])

    def prepare(self, base_url: str | None = None, model: str = MODEL) -> None:
        self.chain = chain_to(base_url or self.wire.base_url, model)
        clock = Clock(now=lambda: self.now[0])
        self.analyst = Analyst(
            self.database, self.chain, clock, prompts=PROMPTS, check_tie=self._check_tie, tell=self._tell
        )
        self.schedule = AnalysisSchedule(self.database, clock, every_s=EVERY_S)
        self.jobs = JobRunner(self.database, clock, {ANALYSE_JOB: AnalyseSession(self.analyst)}, holder="one")

    async def _check_tie(self, user_id: UUID, day: date, tie: str) -> bool:
        assert isinstance(day, date)
        return tie in self.ties

    async def _tell(self, session_id: UUID) -> None:
        self.woken.append(session_id)

    def answer(self, **fields: Any) -> None:
        self.wire.behave(
            MODEL, text=json.dumps({"events": [], "updated_overview": "", "contextual_update_text": "", **fields})
        )

    async def talk(self, *lines: str, ended: bool = True, source: str = "voice", user: UUID | None = None) -> UUID:
        """A session of Ada's: her lines, and the companion's where they begin with `> `."""
        session_id = uuid4()
        ended_at = self.now[0] if ended else None
        async with self.database.write() as db:
            db.add(
                Session(
                    id=session_id, user_id=user or self.ada, persona="astra", created_at=self.now[0],
                    opened_at=self.now[0], last_activity=self.now[0], ended_at=ended_at, endings=int(ended),
                )
            )  # fmt: skip
        await self.say(session_id, *lines, source=source)
        return session_id

    async def say(self, session_id: UUID, *lines: str, source: str = "voice") -> None:
        async with self.database.write() as db:
            session = await db.get_one(Session, session_id)
            for line in lines:
                session.message_count += 1
                seq = session.message_count
                role = "assistant" if line.startswith("> ") else "user"
                text, at = line.removeprefix("> "), self.now[0]
                db.add(
                    Message(
                        id=uuid4(), session_id=session_id, item_id=f"i{seq}", seq=seq, anchor=seq, role=role,
                        source=source, text=text, at=at, stored_at=at,
                    )
                )  # fmt: skip
            db.add(session)

    async def work(self) -> int:
        await self.schedule.look()
        return await self.jobs.run_due()

    async def events(self) -> list[str]:
        async with self.database.read() as db:
            found = await service.list_events(db, self.ada)
        return [f"{one.happened_on} {one.description}{f' ({one.astro_tie})' if one.astro_tie else ''}" for one in found]

    async def overview(self) -> str | None:
        async with self.database.read() as db:
            found = await service.read_overview(db, self.ada)
        return None if found is None else found.text

    async def pending(self, session_id: UUID) -> list[PendingUpdate]:
        async with self.database.read() as db:
            return await list_pending(db, session_id)


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    database = await open_migrated(tmp_path / "analysis.db")
    async with OpenAiWire() as wire:
        stage = Stage(database, wire, [START])
        stage.prepare()
        async with database.write() as db:
            db.add(User(id=stage.ada, created_at=START))
        yield stage
        await stage.chain.aclose()
        await database.aclose()


PROMOTED = {"date": "yesterday", "desc": "Got promoted", "quote": "I got promoted yesterday"}


def moved(**more: Any) -> dict[str, Any]:
    return {"date": "last month", "desc": "Moved to Pune", "quote": "I moved to Pune last month", **more}


async def test_an_ended_session_gives_events_and_overview_once(stage: Stage) -> None:
    stage.answer(events=[moved()], updated_overview=OVERVIEW, contextual_update_text="They moved.")
    session_id = await stage.talk("I moved to Pune last month and I work at Infosys.")
    assert await stage.work() == 1
    assert await stage.events() == ["2026-10-01 Moved to Pune"]
    assert await stage.overview() == OVERVIEW
    async with stage.database.read() as db:
        (event,) = await service.list_events(db, stage.ada)
        known = await service.read_overview(db, stage.ada)
    assert (event.session_id, event.precision, event.quote) == (session_id, "month", "I moved to Pune last month")
    assert known is not None
    assert known.session_ids == (session_id,)
    assert stage.woken == [], "there is no talk that could hear of it"
    asked = len(stage.wire.requests)
    assert await stage.work() == 0
    await stage.analyst.analyse(session_id)
    assert len(stage.wire.requests) == asked, "a second run changes nothing, and asks nothing"


async def test_the_update_reaches_the_talk_that_is_going_on_once(stage: Stage) -> None:
    stage.answer(contextual_update_text="They are worried about the exam.")
    running = await stage.talk("Hello.", ended=False)
    before = await stage.talk("I'm worried about the exam.")
    await stage.work()
    (update,) = await stage.pending(running)
    assert (update.text, update.kind) == ("They are worried about the exam.", "contextual")
    assert stage.woken == [running]
    async with stage.database.write() as db:
        await mark_told(db, [update.id], now=stage.now[0])
        await mark_told(db, [update.id], now=stage.now[0] + timedelta(hours=1))
    assert await stage.pending(running) == []
    await stage.analyst.analyse(before)
    assert await stage.pending(running) == []


async def test_a_long_talk_is_analysed_while_it_lasts(stage: Stage) -> None:
    stage.answer(contextual_update_text="They like chai.")
    running = await stage.talk("I like chai.", ended=False)
    assert await stage.work() == 0, "it has only begun"
    stage.now[0] += timedelta(seconds=EVERY_S + 1)
    assert await stage.work() == 1
    assert [one.text for one in await stage.pending(running)] == ["They like chai."]
    stage.now[0] += timedelta(seconds=EVERY_S + 1)
    assert await stage.work() == 0, "nothing was said since"
    stage.answer(contextual_update_text="They like mangoes.")
    await stage.say(running, "And mangoes.")
    assert await stage.work() == 1
    assert [one.text for one in await stage.pending(running)] == ["They like mangoes."], "the newer takes the place"
    async with stage.database.write() as db:
        session = await db.get_one(Session, running)
        session.ended_at, session.endings = stage.now[0], 1
        db.add(session)
    assert await stage.work() == 1, "and once more as it ends"
    assert await stage.work() == 0


@pytest.mark.parametrize(
    "event",
    [
        moved(quote="I moved to the Moon last month"),
        moved(date="next month"),
        moved(date="2031-01-01"),
        moved(date="some day"),
        moved(date="1999-05-01"),
        moved(date="two weeks ago"),
        moved(quote="They moved to Goa last month"),
        moved(quote="Did I get married last month"),
        {"date": "last month"},
        {"date": "last month", "desc": "Flew to Mars"},
        {"date": 5, "desc": ["x"]},
        "last month",
        None,
    ],
)
async def test_events_that_the_words_do_not_bear_out(stage: Stage, event: object) -> None:
    stage.answer(events=[event, PROMOTED])
    await stage.talk(
        "I moved to Pune last month.",
        "> They moved to Goa last month.",
        "I got promoted yesterday.",
        "Did I get married last month?",
    )
    await stage.work()
    assert await stage.events() == ["2026-11-15 Got promoted"]


async def test_an_event_without_a_quote_is_found_in_the_words(stage: Stage) -> None:
    stage.answer(events=[{"date": "2026-10-05", "desc": "Moved to Pune", "astro_tie": None}])
    await stage.talk("I like tea.", "I moved to Pune last month.")
    await stage.work()
    assert await stage.events() == ["2026-10-05 Moved to Pune"]


async def test_a_desc_that_was_not_said_gives_way_to_the_quote(stage: Stage) -> None:
    stage.answer(events=[moved(desc="Won the lottery")])
    await stage.talk("I moved to Pune last month.")
    await stage.work()
    assert await stage.events() == ["2026-10-01 I moved to Pune last month"]


async def test_a_tie_is_kept_only_if_the_sky_bears_it_out(stage: Stage) -> None:
    stage.ties = {"Saturn return"}
    stage.answer(
        events=[
            moved(astro_tie="Jupiter return"),
            {
                "date": "yesterday",
                "desc": "Got promoted",
                "quote": "I got promoted yesterday",
                "astro_tie": "Saturn return",
            },
        ]
    )
    await stage.talk("I moved to Pune last month.", "I got promoted yesterday.")
    await stage.work()
    assert await stage.events() == ["2026-11-15 Got promoted (Saturn return)", "2026-10-01 Moved to Pune"]


async def test_the_same_event_told_again_stays_one(stage: Stage) -> None:
    stage.answer(events=[moved(), moved(desc="Moved to Pune")])
    await stage.talk("I moved to Pune last month.")
    await stage.work()
    await stage.talk("As I said, I moved to Pune last month.")
    await stage.work()
    assert await stage.events() == ["2026-10-01 Moved to Pune"]


@pytest.mark.parametrize(
    ("wrote", "kept"),
    [
        ("They live in Pune.", None),
        ("", None),
        (7, None),
        ("They live in Pune. They met Zarathustra. They rest.", "They live in Pune. They rest."),
        ("One. Two things. Three of them. Four as well.", "One. Two things. Three of them."),
        ("They live in Pune.\x00 They rest.", "They live in Pune. They rest."),
    ],
)
async def test_an_overview_has_two_or_three_true_sentences(stage: Stage, wrote: object, kept: str | None) -> None:
    stage.answer(updated_overview=wrote)
    await stage.talk("I live in Pune.")
    await stage.work()
    assert await stage.overview() == kept


async def test_the_overview_so_far_goes_to_the_model_and_gathers_its_sources(stage: Stage) -> None:
    stage.answer(updated_overview=OVERVIEW)
    first = await stage.talk("I moved to Pune, I work at Infosys.")
    await stage.work()
    stage.answer(updated_overview="They work at Infosys. They like chai.")
    second = await stage.talk("I like chai.")
    await stage.work()
    assert OVERVIEW in stage.wire.requests[-1]["messages"][1]["content"]
    async with stage.database.read() as db:
        known = await service.read_overview(db, stage.ada)
    assert known is not None
    assert known.session_ids == (first, second)


@pytest.mark.parametrize("reply", ["Sure! They moved.", '{"events": [{"da', "[]", '{"reply": "hm"}', ""])
async def test_no_json_leaves_the_session_unprocessed(stage: Stage, reply: str) -> None:
    stage.wire.behave(MODEL, text=reply)
    session_id = await stage.talk("I moved to Pune last month.")
    with pytest.raises(AstraError):
        await stage.analyst.analyse(session_id)
    assert await stage.overview() is None
    stage.answer(events=[moved()])
    assert await stage.work() == 1
    assert await stage.events() == ["2026-10-01 Moved to Pune"]


async def test_what_a_page_claims_feeds_nothing(stage: Stage) -> None:
    stage.answer(events=[moved()], updated_overview=OVERVIEW)
    await stage.talk("I moved to Pune last month.", source="page")
    await stage.work()
    assert stage.wire.requests == []
    assert await stage.events() == []
    assert await stage.overview() is None


async def test_another_worker_takes_over_after_a_crash(stage: Stage) -> None:
    stage.answer(events=[moved()])
    await stage.talk("I moved to Pune last month.")
    await stage.schedule.look()
    async with stage.database.write() as db:
        held = await claim(db, "crashed", now=stage.now[0], lease=timedelta(seconds=60))
    assert held is not None
    assert await stage.jobs.run_due() == 0, "somebody has it"
    stage.now[0] += timedelta(seconds=61)
    assert await stage.jobs.run_due() == 1
    assert await stage.events() == ["2026-10-01 Moved to Pune"]


async def test_a_session_deleted_meanwhile_gives_nothing(stage: Stage) -> None:
    stage.answer(events=[moved()], updated_overview=OVERVIEW)
    session_id = await stage.talk("I moved to Pune last month.")
    await stage.schedule.look()
    async with stage.database.write() as db:
        session = await db.get_one(Session, session_id)
        session.deleted_at = stage.now[0]
        db.add(session)
    assert await stage.jobs.run_due() == 1
    assert await stage.events() == []


async def test_forgetting_takes_the_event_the_overview_and_the_update(stage: Stage) -> None:
    stage.answer(events=[moved()], updated_overview=OVERVIEW, contextual_update_text="They moved to Pune.")
    running = await stage.talk("Hello.", ended=False)
    session_id = await stage.talk("I moved to Pune last month, I work at Infosys.")
    await stage.work()
    async with stage.database.write() as db:
        (event,) = await service.list_events(db, stage.ada)
        await service.erase_turns(db, stage.ada, [event.turn_id], [session_id])
    assert await stage.events() == []
    assert await stage.overview() is None
    assert await stage.pending(running) == []


async def test_other_kinds_of_updates_wait_side_by_side(stage: Stage) -> None:
    running = await stage.talk("Hello.", ended=False)
    async with stage.database.write() as db:
        for kind, text in (
            (UpdateKind.CHART_READY, "ready"),
            (UpdateKind.CONTEXTUAL, "a"),
            (UpdateKind.CONTEXTUAL, "b"),
        ):
            await put_update(db, user_id=stage.ada, session_id=running, kind=kind, text=text, now=stage.now[0])
    assert sorted(one.text for one in await stage.pending(running)) == ["b", "ready"]


async def test_a_round_reads_so_many_sessions_and_the_next_one_goes_on(stage: Stage) -> None:
    stage.answer(events=[moved()])
    talks = [await stage.talk("I moved to Pune last month.") for _ in range(5)]
    deleted = await stage.talk("I moved to Pune last month.")
    async with stage.database.write() as db:
        session = await db.get_one(Session, deleted)
        session.deleted_at = stage.now[0]
        db.add(session)
    stage.now[0] += timedelta(days=40)
    schedule = AnalysisSchedule(stage.database, Clock(now=lambda: stage.now[0]), every_s=EVERY_S, at_once=2)
    found: list[int] = []
    for _ in range(4):
        await schedule.look()
        found.append(await stage.jobs.run_due())
    assert sum(found) == len(talks), "each once, whenever it ended"
    assert max(found) <= 2


async def test_what_ended_just_now_does_not_wait_for_its_turn_among_all(stage: Stage) -> None:
    stage.answer()
    for _ in range(4):
        await stage.talk("I moved to Pune last month.")
    await stage.work()
    stage.now[0] += timedelta(days=40)
    schedule = AnalysisSchedule(stage.database, Clock(now=lambda: stage.now[0]), every_s=EVERY_S, at_once=1)
    for _ in range(3):
        await stage.talk("I moved to Pune last month.")
        await schedule.look()
        assert await stage.jobs.run_due() == 1
        stage.now[0] += timedelta(seconds=1)
