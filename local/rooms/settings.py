"""What can be set and what is bounded. One frozen object, made at the process's root and handed down."""

from dataclasses import dataclass, field
from typing import Final

SERVER_VERSION: Final = "1.11.0"
"""The LiveKit server version whose behaviour clients are told to expect."""
PROTOCOL_VERSION: Final = 17
MIN_SECRET_BYTES: Final = 32


@dataclass(frozen=True, slots=True)
class Limits:
    """Upper bounds. Whatever goes over one gets the answer written in docs/protocol.md, never a crash."""

    rooms: int = 200
    participants_per_room: int = 50
    participants: int = 500
    tracks_per_participant: int = 8
    sections_per_description: int = 256
    sdp_chars: int = 262_144
    name_chars: int = 256
    metadata_bytes: int = 64_000
    signal_message_bytes: int = 524_288
    signal_messages_per_s: int = 100
    signal_burst: int = 500
    signal_queue: int = 2_000
    data_message_bytes: int = 65_536
    data_packets_per_s: int = 2_000
    data_burst: int = 10_000
    data_backlog_bytes: int = 8_388_608
    data_channels: int = 16
    addresses_per_peer: int = 16
    datagrams_waiting: int = 512
    workers: int = 64
    dispatches_per_room: int = 64
    worker_message_bytes: int = 1_048_576
    worker_messages_per_s: int = 200
    request_body_bytes: int = 1_048_576
    request_line_bytes: int = 131_072
    webhook_queue: int = 1_000


@dataclass(frozen=True, slots=True)
class Timeouts:
    """Spans in seconds."""

    empty_room_s: int = 300
    departure_s: int = 20
    signal_gone_s: float = 15.0
    media_silent_s: float = 20.0
    orphaned_agent_s: float = 1.0
    handshake_s: float = 15.0
    close_linger_s: float = 1.0
    token_refresh_s: float = 300.0
    job_answer_s: float = 10.0
    job_retry_s: float = 2.0
    shutdown_s: float = 1.0


@dataclass(frozen=True, slots=True)
class Settings:
    """How this server was started. Raises `ValueError` for a secret that is too short to sign tokens with."""

    port: int
    udp_port: int
    api_key: str
    api_secret: str = field(repr=False)
    webhook_urls: tuple[str, ...] = ()
    host: str = "127.0.0.1"
    udp_advertised_port: int | None = None
    limits: Limits = field(default_factory=Limits)
    timeouts: Timeouts = field(default_factory=Timeouts)

    def __post_init__(self) -> None:
        if not self.api_key:
            raise ValueError("api_key: a key is needed")
        if len(self.api_secret.encode()) < MIN_SECRET_BYTES:
            raise ValueError(f"api_secret: at least {MIN_SECRET_BYTES} bytes are needed")
