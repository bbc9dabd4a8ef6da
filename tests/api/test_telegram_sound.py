"""Voice notes and pictures on Telegram: heard by the same ears as on the page, answered aloud, charts as images."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from api.telegram.picture import paint
from tests.fakes.sky_service import make_places
from tests.fakes.telegram_server import Fault
from tests.fakes.telegram_stage import TelegramStage, telegram_stage, until

ADA = 71
PNG = b"\x89PNG\r\n"
BIRTH = {
    "date": "1987-11-03",
    "time": {"precision": "exact", "clock": "07:21"},
    "place": {"name": "Jaipur, India"},
    "system": "western",
}


@pytest.fixture
async def stage(tmp_path: Path, database_url: str) -> AsyncIterator[TelegramStage]:
    async with telegram_stage(tmp_path, database_url, places=make_places()) as running:
        running.wire.behave("m", text="Momo is a fine name.")
        yield running


def note(stage: TelegramStage, number: int, file_id: str) -> dict[str, object]:
    voice = {"file_id": file_id, "file_unique_id": f"u{file_id}", "duration": 4, "file_size": 900}
    return stage.server.message(ADA, number, voice=voice)


async def test_a_voice_note_is_heard_once_and_answered_like_any_message(stage: TelegramStage) -> None:
    stage.server.files["n1"] = b"OggS the sound of it"
    stage.server.fail("getFile", Fault(502))
    spoken = note(stage, 1, "n1")
    stage.server.put(spoken, {**spoken, "update_id": 9000})
    await until(lambda: stage.server.count("getFile") == 1)
    async with asyncio.timeout(30):
        while not stage.server.said_to(ADA):
            stage.service.clock.move(3)
            await asyncio.sleep(0.05)
    await stage.settle()
    assert [upload["audio"] for upload in stage.speech.uploads] == [b"OggS the sound of it"]
    assert stage.speech.uploads[0]["name"].endswith(".ogg")
    assert await stage.stored("user") == ["My cat is called Momo."]
    assert len(stage.server.said_to(ADA)) == 1


async def test_a_note_without_words_or_whose_file_is_gone_is_said_to_be_so(stage: TelegramStage) -> None:
    stage.speech.heard = "  "
    stage.server.files["n1"] = b"OggS silence"
    stage.server.put(note(stage, 1, "n1"), note(stage, 2, "gone"))
    await until(lambda: len(stage.server.said_to(ADA)) == 2)
    assert all("couldn't make out" in text for text in stage.server.said_to(ADA))
    assert await stage.stored("user") == []


async def test_replies_come_as_voice_notes_where_that_is_wanted_and_as_text_where_nobody_can_speak(
    stage: TelegramStage,
) -> None:
    assert "come as voice notes" in await stage.say(ADA, 1, "/settings voice")
    stage.server.put(stage.server.write(ADA, "What do you think?", 2))
    await until(lambda: stage.server.count("sendVoice") == 1)
    await stage.settle()
    assert stage.server.sent[-1].file == b"mp3 by eleven"
    assert len(stage.server.said_to(ADA)) == 1
    stage.speech.status["eleven"] = 500
    assert await stage.say(ADA, 3, "And now?") == "Momo is a fine name."
    stage.speech.status.clear()
    stage.server.fail("sendVoice", Fault(400, "Bad Request: VOICE_MESSAGES_FORBIDDEN"))
    assert await stage.say(ADA, 4, "And like this?") == "Momo is a fine name."
    await stage.say(ADA, 5, "/settings text")
    assert await stage.say(ADA, 6, "In writing again?") == "Momo is a fine name."


async def test_a_reading_of_the_chart_comes_with_its_picture(stage: TelegramStage, tmp_path: Path) -> None:
    ada = await stage.service.guest()
    code = (await ada.http.post("/api/platforms/telegram/code", json={})).json()["code"]
    await stage.say(ADA, 1, code)
    await stage.say(ADA, 2, "/chart")
    await stage.settle()
    assert stage.server.count("sendPhoto") == 0
    told = await ada.http.put("/api/birth", json=BIRTH)
    assert told.status_code == 200, told.text
    await stage.say(ADA, 3, "/chart")
    await stage.settle()
    picture = next(sent.file for sent in stage.server.sent if sent.method == "sendPhoto")
    assert picture is not None
    assert picture.startswith(PNG)


def test_a_drawing_is_painted_in_its_colours_for_paper() -> None:
    drawn = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10">'
        '<rect width="10" height="10" fill="var(--sky-ink,#1c2529)"/></svg>'
    )
    assert paint(drawn).startswith(PNG)
    assert paint(drawn) != paint(drawn.replace("#1c2529", "#b0391d"))
