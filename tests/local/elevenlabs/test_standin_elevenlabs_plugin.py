"""The stand-in as LiveKit's own plugin sees it, with the real voice."""

import aiohttp
import pytest
from livekit.agents.types import APIConnectOptions
from livekit.plugins import elevenlabs

from tests.fakes.standin_servers import Standin

pytestmark = pytest.mark.speech

_TEXT = "Hello there, my friend. I was born at 7:20 in Mumbai, and it was raining."
_OPTIONS = APIConnectOptions(max_retry=0, timeout=15)


def build_tts(server: Standin, session: aiohttp.ClientSession, encoding: str = "pcm_24000") -> elevenlabs.TTS:
    return elevenlabs.TTS(
        voice_id="joe", api_key="any", base_url=server.base_url, encoding=encoding, http_session=session
    )


async def speak(tts: elevenlabs.TTS, text: str) -> tuple[float, list[tuple[str, float, float]]]:
    """Seconds of audio, and the timed words."""
    stream = tts.stream(conn_options=_OPTIONS)
    stream.push_text(text)
    stream.end_input()
    seconds, words = 0.0, []
    async for event in stream:
        seconds += event.frame.duration
        timed = event.frame.userdata.get("lk.timed_transcripts") or []
        words += [(str(word), word.start_time, word.end_time) for word in timed]
    await stream.aclose()
    return seconds, words


@pytest.mark.parametrize("encoding", ["pcm_16000", "pcm_24000", "mp3_22050_32", "mp3_44100_64"])
async def test_audio_in_every_form_with_words_that_follow_the_voice(
    real_elevenlabs: Standin, http: aiohttp.ClientSession, encoding: str
) -> None:
    tts = build_tts(real_elevenlabs, http, encoding)
    seconds, words = await speak(tts, _TEXT)
    await tts.aclose()
    assert "".join(word for word, _, _ in words).split() == _TEXT.split()
    starts = [start for _, start, _ in words]
    assert starts == sorted(starts)
    assert all(start <= end for _, start, end in words)
    assert 3.5 < seconds < 9
    assert seconds - 1.2 < words[-1][2] <= seconds + 0.1


async def test_two_replies_at_once_over_one_socket(real_elevenlabs: Standin, http: aiohttp.ClientSession) -> None:
    tts = build_tts(real_elevenlabs, http)
    first, second = tts.stream(conn_options=_OPTIONS), tts.stream(conn_options=_OPTIONS)
    for stream, text in ((first, "The first one speaks."), (second, "And so does the second one, for longer.")):
        stream.push_text(text)
        stream.end_input()
    lengths = []
    for stream in (first, second):
        lengths.append(sum([event.frame.duration async for event in stream]))
        await stream.aclose()
    await tts.aclose()
    assert 0.8 < lengths[0] < lengths[1]


async def test_reply_that_is_broken_off_leaves_the_socket_usable(
    real_elevenlabs: Standin, http: aiohttp.ClientSession
) -> None:
    tts = build_tts(real_elevenlabs, http)
    stream = tts.stream(conn_options=_OPTIONS)
    stream.push_text("One sentence to begin with. " * 8)
    async for _ in stream:
        break
    await stream.aclose()
    seconds, words = await speak(tts, "Now something else.")
    await tts.aclose()
    assert seconds > 0.8
    assert [word.strip() for word, _, _ in words] == ["Now", "something", "else."]


async def test_http_synthesis_and_voices(real_elevenlabs: Standin, http: aiohttp.ClientSession) -> None:
    tts = build_tts(real_elevenlabs, http, "mp3_22050_32")
    assert {"joe", "joe-bright", "joe-deep", "espeak"} <= {voice.id for voice in await tts.list_voices()}
    seconds = sum([event.frame.duration async for event in tts.synthesize("How are you doing?", conn_options=_OPTIONS)])
    await tts.aclose()
    assert 0.6 < seconds < 3


async def test_hindi_reply(real_elevenlabs: Standin, http: aiohttp.ClientSession) -> None:
    tts = build_tts(real_elevenlabs, http)
    seconds, words = await speak(tts, "नमस्ते, आप कैसे हैं?")
    await tts.aclose()
    assert seconds > 0.8
    assert "".join(word for word, _, _ in words).split() == ["नमस्ते,", "आप", "कैसे", "हैं?"]
