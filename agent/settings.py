"""The worker's settings: read once, at the root, and handed down. Nothing else here reads the environment."""

from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from astra.kernels.kernels import Voice

DEFAULT_ELEVEN_VOICE = "EXAVITQu4vr4xnSDxMaL"


class WorkerSettings(BaseSettings):
    """Everything the worker can be told from outside; units are in the names.

    Provider fields carry the variable names of `docs/architecture.md`; an empty value counts as not set.
    """

    model_config = SettingsConfigDict(frozen=True, extra="ignore", env_ignore_empty=True)

    livekit_url: str
    livekit_api_key: str
    livekit_api_secret: SecretStr
    astra_api_url: str = "http://127.0.0.1:8000"
    astra_service_token: SecretStr
    synapse_url: str | None = None
    """A memory service of one's own; the service's built-in one where not set."""
    synapse_token: SecretStr | None = None
    """Its bearer token; the service token where not set."""
    astra_recall_budget_ms: Annotated[float, Field(ge=0, le=2000)] = 150.0
    """How long a turn waits for memory, from the moment its words are known."""
    astra_agent_name: str = "astra"
    astra_home: Path = Path(".astra")
    astra_prompts: Path = Path("prompts")
    astra_places: Path | None = None

    openai_api_key: SecretStr | None = None
    openai_base_url: str | None = None

    stt_base_url: str | None = None
    stt_api_key: SecretStr | None = None
    stt_model: str = "gpt-4o-mini-transcribe"
    stt_live: Literal["off", "openai", "elevenlabs"] = "off"
    """A recogniser that listens along and tells words while they are said; the POST links stay behind it. It brings
    captions in mid-sentence and text for the verdict on a turn's end, for one more socket a session and, where the
    stand-in recognises, about a quarter of a core while somebody speaks."""
    stt_live_base_url: str | None = None
    """Its address; the first link's, or that of ElevenLabs, where not set."""
    stt_live_api_key: SecretStr | None = None
    stt_live_model: str | None = None
    """`gpt-4o-mini-transcribe` or `scribe_v2_realtime` where not set."""
    stt2_base_url: str | None = None
    stt2_api_key: SecretStr | None = None
    stt2_model: str | None = None

    eleven_api_key: SecretStr | None = None
    eleven_base_url: str | None = None
    tts_model: str = "eleven_turbo_v2_5"
    tts_voice: str = DEFAULT_ELEVEN_VOICE
    """Where it is set, every persona speaks with it."""
    tts_voices: Annotated[dict[Voice, str], NoDecode] = {}
    """Voice ids by the word in a persona's file, as `warm=…,deep=…`; a word left out means `tts_voice`."""
    tts_encoding: Literal["pcm_24000", "mp3_22050_32"] = "pcm_24000"
    """The plugin's own default, mp3, costs 85 ms of decoding before the first sound."""
    tts2_base_url: str | None = None
    tts2_api_key: SecretStr | None = None
    tts2_model: str | None = None
    tts2_voice: str = "alloy"

    astra_worker_host: str = "127.0.0.1"
    astra_worker_port: Annotated[int, Field(ge=0, le=65535)] = 0
    astra_worker_idle_threads: Annotated[int, Field(ge=0, le=32)] = 2
    astra_worker_drain_s: Annotated[float, Field(gt=0)] = 4.0

    astra_first_clause: bool = True
    """Whether the first clause of a reply goes to speech before its sentence is whole."""
    astra_min_endpointing_s: Annotated[float, Field(gt=0)] = 0.3
    astra_max_endpointing_s: Annotated[float, Field(gt=0)] = 1.2
    astra_turn_text: bool = True
    """Whether words have a say in when a turn is over: unfinished ones are waited for as long as the longest wait."""
    astra_complete_endpointing_s: Annotated[float | None, Field(ge=0.3, le=3)] = None
    """The longest wait after words that are complete, where the voice sounds unfinished; not set: the same as after
    others. Shorter is quicker after questions, and cuts off those who add to them."""
    astra_details_endpointing_s: Annotated[float, Field(ge=0, le=3)] = 0.7
    """The least wait right after she asked for a date, a time, a place, a name or a number; costs that much before the
    reply to such an answer."""
    astra_vad_silence_s: Annotated[float, Field(ge=0.25)] = 0.25
    astra_interruption_s: Annotated[float, Field(gt=0)] = 0.25
    astra_false_interruption_s: Annotated[float, Field(gt=0)] = 1.5
    """How long she waits, paused by a sound, for words. Must be longer than the slowest transcription, or she talks on
    over a person who did say something; the price is a longer silence after a cough."""
    astra_backchannels: bool = False
    """Whether "mhm" over a reply that asks nothing is left alone: she pauses for it, and goes on where she stopped. It
    is not in the transcript then."""
    astra_echo_window_s: Annotated[float, Field(ge=0, le=5)] = 2.0
    """For so long after she fell silent a transcript may be her own voice from loudspeakers, where its words are hers
    and its sound began while she spoke; 0: nothing is taken for that. Longer suits a slow recogniser; a person who
    began to say her very words over her is then not heard for longer."""
    astra_stt_timeout_s: Annotated[float, Field(gt=0)] = 8.0
    astra_stt_final_s: Annotated[float, Field(ge=0.5, le=8)] = 3.0
    """How long the live recogniser may take for its final words before the same speech is sent by POST. Shorter mends
    a failing one sooner, and pays twice for a slow one."""
    astra_think_ahead: bool = True
    """Whether a reply is begun on interim words that stand still, and given only where the final ones say the same.
    Without a live recogniser there are none. It wastes at most one question to the model in five turns, and two more a
    session."""
    astra_tts_timeout_s: Annotated[float, Field(gt=0)] = 5.0
    astra_flush_s: Annotated[float, Field(gt=0)] = 3.0

    @field_validator("tts_voices", mode="before")
    @classmethod
    def _read_pairs(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        pairs = [pair.partition("=") for pair in value.split(",") if pair.strip()]
        if any(not (word.strip() and voice_id.strip()) for word, _, voice_id in pairs):
            raise ValueError("expected pairs of a persona's voice and a voice id, such as warm=…,deep=…")
        return {word.strip(): voice_id.strip() for word, _, voice_id in pairs}

    def choose_voice(self, voice: Voice) -> str:
        """The voice id that a persona of this voice speaks with."""
        return self.tts_voice if "tts_voice" in self.model_fields_set else self.tts_voices.get(voice, self.tts_voice)

    @property
    def has_first_stt(self) -> bool:
        """Whether the first link of the STT chain is configured; without an address of its own it is OpenAI's."""
        return any((self.stt_api_key, self.stt_base_url, self.openai_api_key, self.openai_base_url))

    @property
    def has_second_stt(self) -> bool:
        """Whether the second link of the STT chain is configured."""
        return bool(self.stt2_model and (self.stt2_api_key or self.stt2_base_url))

    @property
    def has_first_tts(self) -> bool:
        """Whether the first link of the TTS chain is configured."""
        return bool(self.eleven_api_key or self.eleven_base_url)

    @property
    def has_second_tts(self) -> bool:
        """Whether the second link of the TTS chain is configured."""
        return bool(self.tts2_model and (self.tts2_api_key or self.tts2_base_url))

    @property
    def memory_url(self) -> str:
        """Where the memory service is."""
        return self.synapse_url or f"{self.astra_api_url.rstrip('/')}/synapse"

    @property
    def memory_token(self) -> str:
        """What opens the memory service."""
        return (self.synapse_token or self.astra_service_token).get_secret_value()

    @property
    def places_file(self) -> Path:
        """Where the gazetteer is, once it is made."""
        return self.astra_places or self.astra_home / "places.sqlite"

    @property
    def spool_dir(self) -> Path:
        """Where utterances wait for the service."""
        return self.astra_home / "spool"

    @property
    def cache_dir(self) -> Path:
        """Where synthesised spoken lines are kept."""
        return self.astra_home / "cache" / "spoken"
