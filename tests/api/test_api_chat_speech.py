"""Recorded turns and spoken replies of `POST /api/chat`, and wishes about memory in writing."""

import base64
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from api.chat.speech import SpeechSettings
from astra.llm.settings import LlmSettings
from tests.fakes.api_service import NO_SPEECH, Browser, Service, running_service
from tests.fakes.openai_wire import OpenAiWire
from tests.fakes.rooms_server import Rooms
from tests.fakes.speech_wire import SpeechWire

AUDIO = base64.b64encode(b"RIFF a recording").decode()


@pytest.fixture
async def llm() -> AsyncIterator[OpenAiWire]:
    async with OpenAiWire() as running:
        yield running


@pytest.fixture
async def sounds() -> AsyncIterator[SpeechWire]:
    async with SpeechWire() as running:
        yield running


@pytest.fixture
async def talking(tmp_path: Path, rooms: Rooms, llm: OpenAiWire, sounds: SpeechWire) -> AsyncIterator[Service]:
    speech = NO_SPEECH.model_copy(
        update={
            "stt_base_url": f"{sounds.url}/stt", "stt_model": "ear", "stt2_base_url": f"{sounds.url}/stt2",
            "stt2_model": "ear2", "eleven_base_url": f"{sounds.url}/eleven", "tts2_base_url": f"{sounds.url}/tts2",
            "tts2_model": "voice2",
        }
    )  # fmt: skip
    assert isinstance(speech, SpeechSettings)
    models = LlmSettings(openrouter_base_url=llm.base_url, llm_model="m", llm_fallback_model="m", llm_cooldown_s=3600)
    async with running_service(tmp_path, rooms, llm=models, speech=speech) as running:
        yield running


@pytest.fixture
async def ida(talking: Service) -> Browser:
    return await talking.guest()


async def chat(browser: Browser, session_id: str, **body: Any) -> httpx.Response:
    return await browser.http.post("/api/chat", json={"session_id": session_id, **body})


async def test_a_recording_is_understood_and_answered_aloud(ida: Browser, sounds: SpeechWire) -> None:
    session_id = (await ida.open())["session_id"]
    answer = (await chat(ida, session_id, audio=AUDIO, audio_format="webm", speak=True)).json()
    assert (answer["transcript"], answer["reply"]) == ("My cat is called Momo.", "Hello there, friend.")
    assert base64.b64decode(answer["audio"]) == b"mp3 by eleven"
    assert answer["audio_format"] == "mp3"
    assert sounds.uploads == [{"audio": b"RIFF a recording", "name": "speech.webm", "model": "ear", "prompt": None}]
    assert sounds.spoken[0][1]["text"] == "Hello there, friend."
    assert [m["text"] for m in await ida.history(session_id)] == ["My cat is called Momo.", "Hello there, friend."]


async def test_the_second_ear_and_the_second_voice_take_over(ida: Browser, sounds: SpeechWire) -> None:
    sounds.status |= {"stt": 503, "eleven": 500}
    session_id = (await ida.open())["session_id"]
    answer = (await chat(ida, session_id, audio=AUDIO, speak=True)).json()
    assert [upload["model"] for upload in sounds.uploads] == ["ear", "ear2"]
    assert base64.b64decode(answer["audio"]) == b"mp3 by tts2"
    assert sounds.spoken[1][1]["input"] == "Hello there, friend."


async def test_without_any_voice_the_reply_is_there_to_read(ida: Browser, sounds: SpeechWire) -> None:
    sounds.status |= {"eleven": 500, "tts2": 500}
    session_id = (await ida.open())["session_id"]
    answer = (await chat(ida, session_id, message="Hello", speak=True)).json()
    assert answer["reply"] == "Hello there, friend."
    assert "audio" not in answer


@pytest.mark.parametrize(("heard", "status"), [("", 422), (" \u200b ", 422), (None, 502), (5, 502)])
async def test_a_recording_without_words_is_refused(ida: Browser, sounds: SpeechWire, heard: Any, status: int) -> None:
    sounds.heard = heard
    session_id = (await ida.open())["session_id"]
    answer = await chat(ida, session_id, audio=AUDIO)
    assert (answer.status_code, answer.json()["error"]["field"]) == (status, "audio")
    assert await ida.history(session_id) == []


async def test_a_file_that_is_no_recording_is_the_callers_fault(ida: Browser, sounds: SpeechWire) -> None:
    sounds.status["stt"] = 400
    session_id = (await ida.open())["session_id"]
    assert (await chat(ida, session_id, audio=AUDIO)).status_code == 422


async def test_off_the_record_nothing_is_kept_until_it_is_lifted(ida: Browser, talking: Service) -> None:
    session_id = (await ida.open())["session_id"]
    await chat(ida, session_id, message="My cat is called Momo.")
    talking.clock.move(60)
    reply = (await chat(ida, session_id, message="Off the record, please.")).json()["reply"]
    assert "record" in reply
    talking.clock.move(5)
    await chat(ida, session_id, message="I robbed a bank.")
    talking.clock.move(5)
    await chat(ida, session_id, message="Back on the record, please.")
    talking.clock.move(5)
    await chat(ida, session_id, message="My dog is Bruno.")
    texts = " ".join(m["text"] for m in await ida.history(session_id))
    assert "Momo" in texts
    assert "Bruno" in texts
    assert "robbed" not in texts


async def test_what_is_forgotten_is_listed_confirmed_and_gone(ida: Browser, talking: Service, llm: OpenAiWire) -> None:
    session_id = (await ida.open())["session_id"]
    await chat(ida, session_id, message="My landlord Zacharias cheats at cards.")
    talking.clock.move(5)
    asked = (await chat(ida, session_id, message="Forget what I said about Zacharias")).json()["reply"]
    assert "Zacharias" in asked
    assert len(llm.requests) == 1
    talking.clock.move(5)
    await chat(ida, session_id, message="Yes, please.")
    talking.clock.move(5)
    await chat(ida, session_id, message="Who is my landlord?")
    assert "cheats at cards" not in str(llm.requests[-1])
    assert "cheats at cards" not in str(await ida.history(session_id))
