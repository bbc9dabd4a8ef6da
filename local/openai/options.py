"""What the process was told at its start, frozen, and the parts that handlers share."""

from dataclasses import dataclass

from aiohttp import web

from local.engines.embedding import HashEmbedder
from local.engines.pace import LlmPace
from local.engines.recogniser import Recogniser
from local.engines.script import Script
from local.engines.synthesiser import Speaker
from local.engines.talker.talker import Talker
from local.faults.book import FaultBook
from local.kit.clock import Clock

MAX_JSON_BYTES = 4 * 1024 * 1024
MAX_AUDIO_BYTES = 25 * 1024 * 1024
"""The hosted service's own limit for an upload."""


@dataclass(frozen=True, slots=True)
class BenchPace:
    """Fixed latencies of benchmark mode, in milliseconds and tokens a second."""

    stt_latency_ms: float
    llm: LlmPace


@dataclass(frozen=True, slots=True)
class Parts:
    """Everything a handler may need. `bench` is None with the real engines."""

    clock: Clock
    faults: FaultBook
    script: Script
    talker: Talker
    speaker: Speaker
    recogniser: Recogniser | None
    embedder: HashEmbedder
    bench: BenchPace | None
    models: tuple[str, ...]


PARTS = web.AppKey("parts", Parts)
