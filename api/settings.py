"""All that the service may be told from outside, read once at its root and handed down frozen."""

from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AliasChoices, Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from astra.llm.settings import LlmSettings

Part = Literal["rooms", "stt", "llm", "tts", "memory"]
"""A part of the product that can be real or a stand-in."""

_MIN_SECRET_CHARS = 32
_ENV_FILES = (".astra/secrets.env", ".env")


def _env(name: str) -> AliasChoices:
    """The name of the environment variable; code may use the field's own name."""
    return AliasChoices(name)


class Settings(BaseSettings):
    """The service's settings. Every field names its environment variable; `.env` comes after the environment."""

    model_config = SettingsConfigDict(
        env_file=_ENV_FILES,
        extra="ignore",
        frozen=True,
        populate_by_name=True,
        env_ignore_empty=True,
    )

    home: Path = Field(default=Path(".astra"), validation_alias=_env("ASTRA_HOME"))
    port: Annotated[int, Field(ge=1, le=65535)] = Field(default=8000, validation_alias=_env("ASTRA_PORT"))
    database_url: str = Field(default="", validation_alias=_env("DATABASE_URL"))
    database_busy_ms: Annotated[int, Field(ge=0)] = Field(default=4000, validation_alias=_env("ASTRA_DATABASE_BUSY_MS"))

    redis_url: SecretStr = Field(default=SecretStr(""), validation_alias=_env("REDIS_URL"))
    """Where several processes share hot state and counts; empty for each by itself."""

    livekit_url: str = Field(default="", validation_alias=_env("LIVEKIT_URL"))
    livekit_public_url: str = Field(default="", validation_alias=_env("LIVEKIT_PUBLIC_URL"))
    livekit_api_key: str = Field(min_length=1, validation_alias=_env("LIVEKIT_API_KEY"))
    livekit_api_secret: SecretStr = Field(validation_alias=_env("LIVEKIT_API_SECRET"))
    agent_name: str = Field(default="astra", min_length=1, validation_alias=_env("ASTRA_AGENT_NAME"))
    service_token: SecretStr = Field(validation_alias=_env("ASTRA_SERVICE_TOKEN"))
    standins: Annotated[frozenset[Part], NoDecode] = Field(
        default=frozenset[Part](), validation_alias=_env("ASTRA_STANDINS")
    )

    synapse_url: str = Field(default="", validation_alias=_env("SYNAPSE_URL"))
    """A memory service of one's own; empty for the built-in one, which is reached in this process."""
    synapse_token: SecretStr | None = Field(default=None, validation_alias=_env("SYNAPSE_TOKEN"))
    """Its bearer token; the service token where not set."""
    embeddings_model: str = Field(default="", max_length=200, validation_alias=_env("ASTRA_EMBEDDINGS_MODEL"))
    """With it the built-in memory also finds by meaning (docs/memory.md); empty for words alone."""
    embeddings_base_url: str | None = Field(default=None, validation_alias=_env("ASTRA_EMBEDDINGS_BASE_URL"))
    """OpenAI's address and key where not set."""
    embeddings_api_key: SecretStr | None = Field(default=None, validation_alias=_env("ASTRA_EMBEDDINGS_API_KEY"))
    embeddings_dimensions: Annotated[int, Field(ge=8, le=4096)] | None = Field(
        default=None, validation_alias=_env("ASTRA_EMBEDDINGS_DIMENSIONS")
    )
    """Asked for where set; not every model can."""
    embeddings_budget_ms: Annotated[float, Field(ge=1, le=2000)] = Field(
        default=80.0, validation_alias=_env("ASTRA_EMBEDDINGS_BUDGET_MS")
    )
    """How long a question waits for its own meaning at most."""
    context_debug: bool = Field(default=False, validation_alias=_env("FEATURE_CONTEXT_DEBUG"))

    web_dist: Path = Field(default=Path("web/dist"), validation_alias=_env("ASTRA_WEB_DIST"))
    prompts: Path = Field(default=Path("prompts"), validation_alias=_env("ASTRA_PROMPTS"))
    places: Path | None = Field(default=None, validation_alias=_env("ASTRA_PLACES"))
    """The gazetteer's file; under `home` unless told otherwise."""
    origins: Annotated[frozenset[str], NoDecode] = Field(
        default=frozenset[str](), validation_alias=_env("ASTRA_ORIGINS")
    )
    """Further origins (`https://astra.example`) whose pages may change things, beside this machine's own."""

    google_client_id: str = Field(default="", validation_alias=_env("GOOGLE_CLIENT_ID"))
    """With its secret it opens the door through Google; without them there is none."""
    google_client_secret: SecretStr = Field(default=SecretStr(""), validation_alias=_env("GOOGLE_CLIENT_SECRET"))
    google_birthday: bool = Field(default=False, validation_alias=_env("GOOGLE_ENABLE_BIRTHDAY_SCOPE"))
    google_issuer: str = Field(default="https://accounts.google.com", validation_alias=_env("GOOGLE_ISSUER"))
    google_people_url: str = Field(default="https://people.googleapis.com", validation_alias=_env("GOOGLE_PEOPLE_URL"))

    telegram_bot_token: SecretStr = Field(default=SecretStr(""), validation_alias=_env("TELEGRAM_BOT_TOKEN"))
    """With it Astra answers on Telegram; without it nothing of that runs."""
    telegram_api_url: str = Field(default="https://api.telegram.org", validation_alias=_env("TELEGRAM_API_URL"))
    """The Bot API: Telegram's own, or a server of one's own."""
    telegram_webhook_url: str = Field(default="", validation_alias=_env("TELEGRAM_WEBHOOK_URL"))
    """Our address from outside (`https://astra.example`), to have updates brought; empty to fetch them."""
    telegram_pause_s: Annotated[float, Field(gt=0)] = 1.0

    idle_close_s: Annotated[float, Field(gt=0)] = Field(default=300.0, validation_alias=_env("ASTRA_IDLE_CLOSE_S"))
    grace_s: Annotated[float, Field(gt=0)] = Field(default=20.0, validation_alias=_env("ASTRA_GRACE_S"))
    join_s: Annotated[float, Field(gt=0, lt=60)] = Field(default=45.0, validation_alias=_env("ASTRA_JOIN_S"))
    """How long a new session waits for its person; one that nobody joins is taken back as if it had never been. Shorter
    than the room server and the agent wait, so that it is the service that decides."""
    watch_every_s: Annotated[float, Field(gt=0)] = Field(default=1.0, validation_alias=_env("ASTRA_WATCH_EVERY_S"))
    agent_missing_s: Annotated[float, Field(gt=0)] = Field(default=6.0, validation_alias=_env("ASTRA_AGENT_MISSING_S"))
    """How long a person may wait for the agent that was sent for before another one is."""
    agent_lost_s: Annotated[float, Field(gt=0)] = Field(default=1.5, validation_alias=_env("ASTRA_AGENT_LOST_S"))
    """How long a person may be without the agent that they had before a new one is sent."""
    handover_every_s: Annotated[float, Field(gt=0)] = Field(
        default=180.0, validation_alias=_env("ASTRA_HANDOVER_EVERY_S")
    )
    """How often a talk that goes on is handed to memory."""
    mind_look_every_s: Annotated[float, Field(gt=0)] = 10.0
    jobs_every_s: Annotated[float, Field(gt=0)] = 1.0
    analysis_every_s: Annotated[float, Field(gt=0)] = Field(
        default=180.0, validation_alias=_env("ASTRA_ANALYSIS_EVERY_S")
    )
    """How long a talk goes on before it is analysed, and then before it is analysed again."""
    heartbeat_stale_s: Annotated[float, Field(gt=0)] = 15.0
    waterfall_turns: Annotated[int, Field(ge=100, le=50_000)] = Field(
        default=5000, validation_alias=_env("ASTRA_WATERFALL_TURNS")
    )
    """How many turns an operator's percentiles are of at most. More cover a longer time, and each thousand costs some
    ten milliseconds of this process each time they are asked for."""

    sign_in_idle_days: Annotated[int, Field(gt=0)] = 30
    sign_in_max_days: Annotated[int, Field(gt=0)] = 180
    max_body_bytes: Annotated[int, Field(gt=0)] = 2 * 1024 * 1024
    max_transcript_bytes: Annotated[int, Field(gt=0)] = 9 * 1024 * 1024
    """Of the transcript of a whole session, which may have ten thousand turns."""
    max_import_bytes: Annotated[int, Field(gt=0)] = 9_500_000
    """Of an export that is taken in again."""
    rate_sign_in: str = Field(default="30/minute", validation_alias=_env("ASTRA_RATE_SIGN_IN"))
    rate_account: str = Field(default="20/hour", validation_alias=_env("ASTRA_RATE_ACCOUNT"))
    """Exports and attempts to delete an account."""
    rate_register: str = Field(default="60/hour", validation_alias=_env("ASTRA_RATE_REGISTER"))
    rate_sign_in_account: str = Field(default="10/15minute", validation_alias=_env("ASTRA_RATE_SIGN_IN_ACCOUNT"))
    """Attempts for one e-mail from one address."""
    rate_sign_in_email: str = Field(default="100/hour", validation_alias=_env("ASTRA_RATE_SIGN_IN_EMAIL"))
    """Attempts for one e-mail from wherever they come."""
    rate_session: str = Field(default="60/minute", validation_alias=_env("ASTRA_RATE_SESSION"))
    responders: int = Field(default=8, ge=1, le=64, validation_alias=_env("ASTRA_RESPONDERS"))
    """How many typed messages are answered at a time."""
    responder_lease_s: Annotated[float, Field(gt=0, le=60)] = 60.0
    """How long a message is a responder's own without a word from it: after that, and a look, another takes it."""
    socket_look_s: Annotated[float, Field(gt=0)] = 5.0
    """How often an open chat page's thread is looked at without being woken: others may have stored something."""
    socket_send_s: Annotated[float, Field(gt=0)] = 10.0
    """How long a page may take to read what it is sent; one that takes longer is let go."""
    rate_chat: str = Field(default="60/minute", validation_alias=_env("ASTRA_RATE_CHAT"))
    rate_telegram_code: str = Field(default="10/10minute", validation_alias=_env("ASTRA_RATE_TELEGRAM_CODE"))
    """Codes asked for by one person, and codes tried by one account on Telegram."""
    rate_save: str = Field(default="60/minute", validation_alias=_env("ASTRA_RATE_SAVE"))

    @field_validator("standins", "origins", mode="before")
    @classmethod
    def _split_commas(cls, value: object) -> object:
        return frozenset(part.strip() for part in value.split(",") if part.strip()) if isinstance(value, str) else value

    @field_validator("livekit_api_secret", "service_token")
    @classmethod
    def _refuse_short(cls, value: SecretStr) -> SecretStr:
        if len(value.get_secret_value()) < _MIN_SECRET_CHARS:
            raise ValueError(f"must have at least {_MIN_SECRET_CHARS} characters")
        return value

    @property
    def database(self) -> str:
        """The database as a SQLAlchemy URL with an async driver; a file under `home` unless told otherwise."""
        url = self.database_url or f"sqlite+aiosqlite:///{self.home / 'astra.db'}"
        return url.replace("sqlite://", "sqlite+aiosqlite://", 1) if url.startswith("sqlite://") else url

    @property
    def page_origins(self) -> frozenset[str]:
        """The origins of our own pages: this machine's, and those that `ASTRA_ORIGINS` adds."""
        return self.origins | {f"http://{host}:{self.port}" for host in ("localhost", "127.0.0.1", "[::1]")}

    @property
    def redis(self) -> str:
        """Where Redis is; empty without."""
        return self.redis_url.get_secret_value()

    @property
    def places_file(self) -> Path:
        """Where the gazetteer is, or will be once it is made."""
        return self.places or self.home / "places.sqlite"

    @property
    def memory_token(self) -> str:
        """What opens the memory service."""
        return (self.synapse_token or self.service_token).get_secret_value()

    @property
    def rooms_url(self) -> str:
        """Where the service reaches the room server."""
        return self.livekit_url or f"ws://127.0.0.1:{self.port + 1}"

    @property
    def rooms_public_url(self) -> str:
        """Where browsers reach the room server."""
        return self.livekit_public_url or self.rooms_url


def load_settings(**given: Any) -> Settings:
    """The settings of this process: what is `given`, then the environment, then `.env`."""
    return Settings(**given)


def load_llm_settings() -> LlmSettings:
    """The language models of this process, from the environment, then `.env`."""
    return LlmSettings(_env_file=_ENV_FILES)  # pyright: ignore[reportCallIssue]  pydantic-settings' own argument
