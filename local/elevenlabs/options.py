"""What handlers share, and the limits of the wire."""

from dataclasses import dataclass

from aiohttp import web

from local.engines.synthesiser import Speaker
from local.faults.book import FaultBook

MAX_JSON_BYTES = 512 * 1024
MAX_FRAME_BYTES = 128 * 1024
MAX_TEXT_CHARS = 5_000
MAX_CONTEXT_CHARS = 40_000
MAX_CONTEXTS = 10
VOICE_PATTERN = r"[A-Za-z0-9_-]{1,64}"


@dataclass(frozen=True, slots=True)
class Parts:
    """Everything a handler may need."""

    faults: FaultBook
    speaker: Speaker


PARTS = web.AppKey("parts", Parts)
