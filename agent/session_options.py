"""How an Astra session listens, decides on turns and lets itself be interrupted."""

from dataclasses import dataclass
from typing import Any

from livekit.agents import AgentSession, APIConnectOptions, inference, llm, stt, tts, vad
from livekit.agents.voice.agent_session import SessionConnectOptions
from livekit.agents.voice.room_io import AudioInputOptions, RoomOptions, TextInputOptions
from livekit.agents.voice.room_io.types import TextInputCallback
from livekit.agents.voice.turn import TurnHandlingOptions

from agent.settings import WorkerSettings
from agent.turns.steady_words import MAX_AN_UTTERANCE
from agent.user_link import UserLink

NEVER = 1_000_000
"""A session that gives up after some provider errors would leave a mute agent in the room: ours reports and goes on."""

INPUT_FRAME_MS = 20

EARLY_REPLIES = 3
"""So many replies of a turn are begun on final words before the turn is over; those on interim words come on top."""

EARLY_WORDS_S = 1.5
"""For the recording of what was said before the agent came. A replacement agent waits in vain: the recording went to
the first one. Live audio is kept meanwhile and comes behind it."""


@dataclass(frozen=True, slots=True)
class Stages:
    """The providers of one session."""

    stt: stt.STT[Any]
    llm: llm.LLM[Any]
    tts: tts.TTS[Any]
    vad: vad.VAD


def build_vad(settings: WorkerSettings) -> inference.VAD:
    """Voice activity detection on this machine.

    What is put before a stretch of speech is no longer than the silence that ended the one before: with more, the last
    word of a stretch would be transcribed again at the start of the next.
    """
    silence_s = settings.astra_vad_silence_s
    return inference.VAD(min_silence_duration=silence_s, prefix_padding_duration=silence_s)


def build_session(settings: WorkerSettings, stages: Stages) -> AgentSession[None]:
    """A session that is not started yet."""
    turn_handling = TurnHandlingOptions(
        turn_detection=inference.TurnDetector(version="v1-mini"),
        endpointing={
            "mode": "fixed",
            "min_delay": settings.astra_min_endpointing_s,
            "max_delay": settings.astra_max_endpointing_s,
        },
        interruption={
            "enabled": True,
            "mode": "vad",
            "min_duration": settings.astra_interruption_s,
            "min_words": 0,
            "resume_false_interruption": True,
            "false_interruption_timeout": settings.astra_false_interruption_s,
        },
        preemptive_generation={"enabled": True, "max_retries": EARLY_REPLIES + MAX_AN_UTTERANCE},
    )
    return AgentSession[None](
        stt=stages.stt,
        llm=stages.llm,
        tts=stages.tts,
        vad=stages.vad,
        turn_handling=turn_handling,
        aec_warmup_duration=0.0,  # its default drops what is said over the first three seconds of speech
        use_tts_aligned_transcript=True,
        tts_text_transforms=None,  # the reply was made speakable before captions and speech part ways
        user_away_timeout=None,
        conn_options=SessionConnectOptions(
            stt_conn_options=APIConnectOptions(max_retry=0, timeout=settings.astra_stt_timeout_s),
            llm_conn_options=APIConnectOptions(max_retry=0),
            tts_conn_options=APIConnectOptions(max_retry=0, timeout=settings.astra_tts_timeout_s),
            max_unrecoverable_errors=NEVER,
        ),
    )


def build_room_options(*, link: UserLink, on_typed_line: TextInputCallback) -> RoomOptions:
    """One person is listened to; leaving and closing are ours to decide."""
    return RoomOptions(
        text_input=TextInputOptions(text_input_cb=on_typed_line),
        audio_input=AudioInputOptions(
            frame_size_ms=INPUT_FRAME_MS, pre_connect_audio=True, pre_connect_audio_timeout=EARLY_WORDS_S
        ),
        participant_kinds=link.kinds,
        close_on_disconnect=False,
        delete_room_on_close=False,
    )
