"""Speech in and out over the OpenAI wire, through the real SDK and LiveKit's plugins, with real engines."""

import io
import wave

import httpx
import jiwer
import numpy as np
import openai
import pytest
from livekit import rtc
from livekit.agents.types import APIConnectOptions
from livekit.plugins import openai as livekit_openai
from openai import AsyncOpenAI

from tests.fakes.standin_servers import Standin

pytestmark = pytest.mark.speech

_SENTENCES = (
    "Good morning, I slept very well last night.",
    "Tell me something about the position of the moon today.",
    "My sister is moving to another city next month.",
)
_NORMAL = jiwer.Compose([jiwer.ToLowerCase(), jiwer.RemovePunctuation(), jiwer.RemoveMultipleSpaces(), jiwer.Strip()])


def word_error(wanted: str, heard: str) -> float:
    return jiwer.wer(_NORMAL(wanted), _NORMAL(heard))


async def speak(client: AsyncOpenAI, text: str, form: str = "wav", voice: str = "joe", model: str = "piper") -> bytes:
    answer = await client.audio.speech.create(model=model, voice=voice, input=text, response_format=form)
    return answer.content


@pytest.fixture(scope="module")
def one_recording(real_openai: Standin) -> bytes:
    with openai.OpenAI(base_url=real_openai.base_url, api_key="any") as sdk:
        answer = sdk.audio.speech.create(model="piper", voice="joe", input=_SENTENCES[1], response_format="wav")
        return answer.content


async def test_round_trip_of_piper_and_whisper(client: AsyncOpenAI) -> None:
    wanted, heard = "", ""
    for sentence in _SENTENCES:
        answer = await client.audio.transcriptions.create(
            model="whisper-tiny", file=("a.wav", await speak(client, sentence), "audio/wav")
        )
        wanted, heard = f"{wanted} {sentence}", f"{heard} {answer.text}"
    assert word_error(wanted, heard) <= 0.2


@pytest.mark.parametrize("form", ["mp3", "opus", "pcm"])
async def test_every_form_that_is_spoken_can_be_heard(client: AsyncOpenAI, form: str) -> None:
    audio = await speak(client, _SENTENCES[1], form)
    name = {"opus": "a.ogg"}.get(form, f"a.{form}")
    answer = await client.audio.transcriptions.create(model="whisper-tiny", file=(name, audio))
    assert word_error(_SENTENCES[1], answer.text) <= 0.3


async def test_answer_forms_of_a_transcription(client: AsyncOpenAI, one_recording: bytes) -> None:
    file = ("a.wav", one_recording, "audio/wav")
    text = await client.audio.transcriptions.create(model="m", file=file, response_format="text")
    verbose = await client.audio.transcriptions.create(
        model="m", file=file, response_format="verbose_json", timestamp_granularities=["word", "segment"]
    )
    subtitles = await client.audio.transcriptions.create(model="m", file=file, response_format="vtt")
    assert word_error(_SENTENCES[1], text) <= 0.3
    assert verbose.language == "english"
    starts = [word.start for word in verbose.words]
    assert starts == sorted(starts)
    assert 0 < verbose.segments[-1].end <= verbose.duration + 0.01
    assert subtitles.startswith("WEBVTT")
    assert "-->" in subtitles


async def test_streamed_transcription_is_the_same_text(client: AsyncOpenAI, one_recording: bytes) -> None:
    file = ("a.wav", one_recording, "audio/wav")
    stream = await client.audio.transcriptions.create(model="m", file=file, stream=True)
    events = [event async for event in stream]
    deltas = "".join(event.delta for event in events if event.type == "transcript.text.delta")
    assert events[-1].type == "transcript.text.done"
    assert deltas == events[-1].text
    assert word_error(_SENTENCES[1], deltas) <= 0.3


async def test_silence_is_heard_as_nothing(client: AsyncOpenAI) -> None:
    buffer = io.BytesIO()
    with wave.open(buffer, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(16_000)
        out.writeframes(np.zeros(32_000, dtype=np.int16).tobytes())
    answer = await client.audio.transcriptions.create(model="m", file=("a.wav", buffer.getvalue(), "audio/wav"))
    assert answer.text == ""


@pytest.mark.parametrize(
    "content", [b"", b"\x00\x01garbage" * 500, b"RIFF\xff\xff\xff\xffWAVEfmt ", b"<html>no audio</html>"]
)
async def test_garbage_is_400_and_the_server_lives(client: AsyncOpenAI, real_openai: Standin, content: bytes) -> None:
    with pytest.raises(openai.BadRequestError):
        await client.audio.transcriptions.create(model="m", file=("a.wav", content, "audio/wav"))
    assert real_openai.health()["ok"]


async def test_forms_without_file_or_model_and_other_types_are_400(real_openai: Standin) -> None:
    url, headers = f"{real_openai.base_url}/audio/transcriptions", {"Authorization": "Bearer x"}
    async with httpx.AsyncClient(headers=headers) as http:
        answers = [
            await http.post(url, content=b"hello"),
            await http.post(url, data={"model": "m"}, files={"other": b"x"}),
            await http.post(url, files={"file": ("a.wav", b"x")}),
            await http.post(url, data={"model": "m", "response_format": "poem"}, files={"file": ("a.wav", b"x")}),
            await http.post(url, content=b"--x\r\nbroken", headers={"Content-Type": "multipart/form-data; boundary=x"}),
            await http.post(url, content=b"", headers={"Content-Type": "multipart/form-data"}),
        ]
        large = await http.post(url, data={"model": "m"}, files={"file": ("a.wav", b"\0" * (26 * 1024 * 1024))})
    assert [answer.status_code for answer in answers] == [400] * len(answers)
    assert all("message" in answer.json()["error"] for answer in answers)
    assert large.status_code == 413


async def test_speech_refuses_what_it_can_not_say(client: AsyncOpenAI) -> None:
    for text in ("", "…!?", "x" * 4097):
        with pytest.raises(openai.BadRequestError):
            await speak(client, text)
    with pytest.raises(openai.BadRequestError):
        await speak(client, "Hello", form="midi")


async def test_hindi_is_spoken_by_its_own_voice_and_voices_differ(client: AsyncOpenAI) -> None:
    texts = [
        ("joe", "Hello again."),
        ("joe-deep", "Hello again."),
        ("espeak", "Hello again."),
        ("espeak-gb", "Hello again."),
    ]
    recordings = [await speak(client, text, "pcm", voice) for voice, text in texts]
    assert len({len(recording) for recording in recordings}) == len(texts)
    assert len(await speak(client, "नमस्ते, आप कैसे हैं?", "pcm")) > 24_000


async def test_health_names_the_engines(real_openai: Standin, client: AsyncOpenAI) -> None:
    await speak(client, "Piper wakes up when it is first asked for.")
    stages = real_openai.health()["stages"]
    assert stages["stt"]["engine"] == "faster-whisper tiny.en"
    assert stages["tts"]["engine"] == "piper en_US-joe-medium"
    assert stages["llm"]["engine"] == "talker (rules)"


@pytest.mark.parametrize("response_format", ["pcm", "mp3", "wav"])
async def test_livekits_speech_plugin_feeds_its_recogniser_plugin(
    real_openai: Standin, client: AsyncOpenAI, response_format: str
) -> None:
    options = APIConnectOptions(max_retry=0, timeout=20)
    tts = livekit_openai.TTS(
        model="piper", voice="joe", base_url=real_openai.base_url, api_key="any", response_format=response_format
    )
    stt = livekit_openai.STT(model="whisper-1", client=client, use_realtime=False)
    async with tts.synthesize(_SENTENCES[0], conn_options=options) as stream:
        frames: list[rtc.AudioFrame] = [event.frame async for event in stream]
    event = await stt.recognize(frames, conn_options=options)
    await tts.aclose()
    await stt.aclose()
    assert word_error(_SENTENCES[0], event.alternatives[0].text) <= 0.3


async def test_scripted_transcripts_are_heard_in_order(bench_openai: Standin) -> None:
    bench_openai.script(transcripts=["first thing", "second thing"])
    async with AsyncOpenAI(base_url=bench_openai.base_url, api_key="any", max_retries=0) as sdk:
        heard = [(await sdk.audio.transcriptions.create(model="m", file=("a.wav", b"anything"))).text for _ in range(2)]
        tone = (
            await sdk.audio.speech.create(model="m", voice="v", input="Four words of tone.", response_format="pcm")
        ).content
    assert heard == ["first thing", "second thing"]
    assert 1.0 < len(tone) / 48_000 < 2.0
