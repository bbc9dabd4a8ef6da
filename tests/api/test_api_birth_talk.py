"""Birth details told in a talk: pinned with their receipts, computed behind it, and told once in the next turn."""

from collections.abc import AsyncIterator
from pathlib import Path
from uuid import UUID

import pytest

from api.birth.repository import list_details
from api.birth.service import forget_said, propose_birthday
from tests.api.conftest import BOTH
from tests.fakes.api_service import Browser, Service, running_service, said
from tests.fakes.rooms_server import Rooms
from tests.fakes.sky_service import Talk, begin_talk, list_updates, make_places, running_sky

EXAMPLE = "1996-05-14, 07:20, Mumbai India, Asia/Kolkata, vedic with Lahiri"


@pytest.fixture
async def service(tmp_path: Path, rooms: Rooms, database_url: str) -> AsyncIterator[Service]:
    async with running_sky(tmp_path, rooms, database_url) as running:
        yield running


@pytest.fixture
async def talk(service: Service, ada: Browser) -> Talk:
    return await begin_talk(service, ada)


@BOTH
async def test_the_example_line_leads_to_the_chart_in_the_next_context(talk: Talk) -> None:
    context = await talk.say(EXAMPLE, source="typed")
    astro = context["astro"]
    assert astro["missing"] == []
    assert astro["pinned"][0].startswith("born 1996-05-14 07:20 (exact) in Mumbai")
    assert astro["inputs"]["utc_offset_s"] == 19_800
    assert astro["inputs"]["ayanamsha"] == "lahiri"
    assert "Taurus" in astro["snapshot"]
    assert any("Venus maha dasha" in line for line in astro["transits"])
    (ready,) = list_updates(context, "chart_ready")
    assert "Aries" in ready
    assert context["context_version"] > 0


async def test_what_was_told_is_told_once(talk: Talk) -> None:
    await talk.say(EXAMPLE)
    await talk.told()
    assert (await talk.context())["updates"] == []
    await talk.say("Thank you, that is kind of you.")
    assert list_updates(await talk.context(), "chart_ready") == []


async def test_details_come_piece_by_piece_with_a_correction_and_an_ambiguous_date(talk: Talk) -> None:
    context = await talk.say("Can you read my birth chart, please?")
    assert context["astro"]["missing"] == ["date", "time", "place", "zone", "system"]
    context = await talk.say("I was born on 03-04-1996 at seven twenty in the morning.")
    (question,) = list_updates(context, "birth_question")
    assert "April" in question
    assert "March" in question
    assert "date" in context["astro"]["missing"]
    await talk.told()
    context = await talk.say("The third of April.")
    assert "1996-04-03" in context["astro"]["pinned"][0]
    assert context["astro"]["missing"] == ["place", "zone", "system"]
    context = await talk.say("In Mumbai, India. Vedic, please, with Lahiri.")
    assert context["astro"]["missing"] == []
    first = context["astro"]["inputs"]
    assert first["time"] == "07:20:00"
    assert len(list_updates(context, "chart_ready")) == 1
    await talk.told()
    context = await talk.say("No, it was seven forty in the morning, not seven twenty.")
    assert context["astro"]["inputs"]["time"] == "07:40:00"
    (again,) = list_updates(context, "chart_ready")
    assert "again" in again


async def test_a_question_of_their_own_is_no_answer_and_ours_is_not_put_twice(talk: Talk) -> None:
    await talk.say("Please read my chart. I was born on 03-04-1996.")
    await talk.told()
    for line in ("Did you get that?", "Hm, let me think.", "Is Mumbai far from here, do you know?"):
        context = await talk.say(line)
        assert list_updates(context, "birth_question") == []
        assert "place" in context["astro"]["missing"]
    context = await talk.say("Fourth of March.")
    assert "1996-03-04" in context["astro"]["pinned"][0]


async def test_a_wish_for_a_reading_puts_the_open_question_again(talk: Talk) -> None:
    await talk.say("I was born on 03-04-1996.")
    await talk.told()
    (again,) = list_updates(await talk.say("Can you read my chart now?"), "birth_question")
    assert "April" in again


async def test_each_piece_keeps_the_persons_own_words(talk: Talk) -> None:
    await talk.say("I was born on May 14th 1996.")
    await talk.say("At 7:20 AM in Pune.", source="typed")
    receipts = (await talk.who.http.get("/api/birth")).json()["receipts"]
    assert receipts["date"]["source"] == "voice"
    assert receipts["date"]["session_id"] == talk.session_id
    assert "May 14th 1996" in receipts["date"]["quote"]
    assert receipts["place"]["source"] == "typed"


async def test_an_unknown_time_makes_a_chart_without_houses(talk: Talk) -> None:
    await talk.say("I'd like a reading of my chart.")
    await talk.say("Born 14 May 1996 in Mumbai, western please.")
    context = await talk.say("I don't know what time I was born.")
    assert context["astro"]["missing"] == []
    assert context["astro"]["inputs"]["time_precision"] == "unknown"
    assert "no houses" in context["astro"]["snapshot"]
    (ready,) = list_updates(context, "chart_ready")
    assert "Ascendant" in ready or "hour" in ready


async def test_a_skipped_hour_is_said_and_not_pinned(talk: Talk) -> None:
    await talk.say("Please read my chart. I was born on 29 March 1981 in London, England, western.")
    context = await talk.say("At 1:30 in the morning.")
    assert "time" in context["astro"]["missing"]
    assert context["astro"]["inputs"] is None
    (word,) = list_updates(context, "birth_question")
    assert "01:30" in word or "1:30" in word


async def test_an_impossible_date_is_said_and_not_pinned(talk: Talk) -> None:
    context = await talk.say("I was born on 31 February 1996.")
    assert "date" in context["astro"]["missing"]
    assert len(list_updates(context, "birth_question")) == 1


async def test_someone_elses_details_are_not_pinned(talk: Talk) -> None:
    context = await talk.say("My sister was born on 2 June 1990 at 5:30 AM in Delhi.")
    assert context["astro"]["pinned"] == []
    assert context["updates"] == []
    assert (await talk.who.http.get("/api/birth")).json()["receipts"] == {}


async def test_ordinary_talk_enqueues_nothing_and_pins_nothing(service: Service, talk: Talk) -> None:
    for line in ("I feel a bit lost today.", "My boss was angry again.", "Tell me a story about the sea."):
        context = await talk.say(line)
    assert context["astro"]["pinned"] == []
    assert await service.root.jobs.run_due() == 0
    before = context["context_version"]
    assert (await talk.say("I moved to London in 2015 and left in 2019."))["astro"]["pinned"] == []
    assert (await talk.context())["context_version"] == before


async def test_what_only_a_page_claims_is_not_read(service: Service, talk: Talk) -> None:
    await talk.who.save(talk.session_id, ("user", f"I was born: {EXAMPLE}", 1_000))
    await service.root.jobs.run_due()
    assert (await talk.who.http.get("/api/birth")).json()["receipts"] == {}


async def test_what_the_companion_said_is_not_read(service: Service, talk: Talk) -> None:
    line = {
        "item_id": "item-1",
        "seq": 1,
        "role": "assistant",
        "text": f"So you were born {EXAMPLE}?",
        "at": service.clock.at.isoformat(),
    }
    await service.ingest(talk.session_id, line)
    await service.root.jobs.run_due()
    assert (await talk.context())["astro"]["pinned"] == []


async def test_reading_twice_changes_nothing(service: Service, talk: Talk) -> None:
    context = await talk.say(EXAMPLE)
    before = (await talk.who.http.get("/api/birth")).json()
    async with service.root.database.write() as db:
        connection = await db.connection()
        await connection.exec_driver_sql("update job set state = 'ready' where kind = 'birth.read'")
    service.clock.move(60)
    assert await service.root.jobs.run_due() >= 1
    assert (await talk.who.http.get("/api/birth")).json() == before
    assert (await talk.context())["updates"] == context["updates"]


async def test_an_answer_in_the_same_batch_as_the_wish_is_read_too(service: Service, talk: Talk) -> None:
    lines = ["Please read my chart.", "The fourteenth of May 1996, seven twenty in the morning.", "Mumbai.", "Western."]
    batch = [
        {"item_id": f"b{n}", "seq": n, "role": "user", "text": text, "at": service.clock.at.isoformat()}
        for n, text in enumerate(lines, start=1)
    ]
    await service.ingest(talk.session_id, *batch)
    await service.root.jobs.run_due()
    astro = (await talk.context())["astro"]
    assert astro["missing"] == []
    assert astro["inputs"]["system"] == "western"


async def test_an_answer_that_comes_while_the_wish_still_waits_is_read_too(service: Service, talk: Talk) -> None:
    lines = ["Please read my chart. I was born on 14 May 1996 at 7:20 AM.", "In Pune, India.", "Western, please."]
    for n, text in enumerate(lines, start=1):
        service.clock.move(0.1)
        await service.ingest(talk.session_id, said(n, text))
    await service.root.jobs.run_due()
    assert (await talk.context())["astro"]["missing"] == []


async def test_a_deleted_conversation_leaves_the_details_without_its_words(talk: Talk) -> None:
    await talk.say("I was born on May 14th 1996 in Pune, at 7:20 AM. Western.")
    assert (await talk.who.http.delete(f"/api/session/{talk.session_id}/clear")).status_code == 204
    birth = (await talk.who.http.get("/api/birth")).json()
    assert birth["has_chart"] is True
    assert birth["pinned"]["date"] == "1996-05-14"
    assert {receipt["quote"] for receipt in birth["receipts"].values()} == {""}
    assert {receipt["session_id"] for receipt in birth["receipts"].values()} == {None}


async def test_what_is_forgotten_is_unpinned_with_the_chart_that_rests_on_it(talk: Talk) -> None:
    await talk.say("I was born on May 14th 1996.")
    context = await talk.say("At 7:20 AM, in Pune. Western, please.")
    assert context["astro"]["inputs"] is not None
    async with talk.service.root.database.write() as db:
        ids = {row.message_id for row in await list_details(db, UUID(talk.who.user_id)) if row.piece == "place"}
        await forget_said(db, UUID(talk.who.user_id), ids)
    birth = (await talk.who.http.get("/api/birth")).json()
    assert birth["has_chart"] is False
    assert set(birth["receipts"]) == {"date"}


async def test_what_is_said_before_the_gazetteer_is_made_is_read_once_it_is(tmp_path: Path, rooms: Rooms) -> None:
    late = tmp_path / "late.sqlite"
    async with running_service(tmp_path / "home", rooms, places=late) as service:
        talk = await begin_talk(service, await service.guest())
        assert (await talk.say(EXAMPLE))["astro"]["pinned"] == []
        late.write_bytes(make_places().read_bytes())
        service.clock.move(60)
        await service.root.jobs.run_due()
        assert (await talk.context())["astro"]["missing"] == []


async def test_a_birthday_from_an_account_is_asked_and_pinned_only_when_confirmed(talk: Talk) -> None:
    database, user_id, now = talk.service.root.database, UUID(talk.who.user_id), talk.service.clock.at
    async with database.write() as db:
        assert await propose_birthday(db, user_id, year=1996, month=5, day=14, now=now)
        assert not await propose_birthday(db, user_id, year=1996, month=5, day=14, now=now)
    birth = (await talk.who.http.get("/api/birth")).json()
    assert birth["receipts"] == {}
    assert birth["question"]["kind"] == "confirm_date"
    assert birth["question"]["options"][0]["patch"]["date"] == "1996-05-14"
    (question,) = list_updates(await talk.say("Please read my birth chart."), "birth_question")
    assert "14 May 1996" in question
    await talk.told()
    context = await talk.say("Yes, that is right.")
    assert "1996-05-14" in context["astro"]["pinned"][0]
    assert (await talk.who.http.get("/api/birth")).json()["receipts"]["date"]["source"] == "google"


async def test_the_form_tells_the_running_talk(talk: Talk) -> None:
    form = {
        "date": "1996-05-14",
        "time": {"precision": "exact", "clock": "07:20"},
        "place": {"name": "Mumbai, India"},
        "system": "western",
    }
    assert (await talk.who.http.put("/api/birth", json=form)).status_code == 200
    context = await talk.context()
    assert len(list_updates(context, "chart_ready")) == 1
    assert context["context_version"] > 0
    assert context["astro"]["inputs"]["system"] == "western"


async def test_no_birth_detail_is_in_a_log(talk: Talk, capsys: pytest.CaptureFixture[str]) -> None:
    await talk.say(EXAMPLE)
    await talk.who.http.put("/api/birth", json={"date": "1971-12-09", "place": {"name": "Jaipur"}})
    logged = capsys.readouterr()
    for canary in ("1996", "07:20", "Mumbai", "1971", "Jaipur"):
        assert canary not in logged.out + logged.err
