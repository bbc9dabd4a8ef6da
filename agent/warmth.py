"""What a worker loads before a job, so that the first person to call waits no longer than the tenth.

Each HTTP client costs a fifth of a second of loading certificates: they are opened here, in the job's own thread
before it has a job, and never on the loop that carries its audio.
"""

import importlib
from dataclasses import dataclass

from livekit.agents import JobProcess, inference, tokenize

from agent.chains.build import SttClients, open_stt_clients
from agent.session_options import build_vad
from agent.settings import WorkerSettings
from astra.kernels.kernels import Kernels
from astra.kernels.load import load_kernels
from astra.kit.clock import SYSTEM_CLOCK
from astra.llm.chain import Chain, open_chain
from astra.llm.settings import LlmSettings
from astra.memory.client import MemoryClient
from astra.mind import warm_up
from astra.places import Places
from astra.tools import ToolBook, load_tools

_PARTS = "parts"

_SLOW_MODULES = (
    "openai.resources.audio.transcriptions",
    "openai.resources.audio.speech",
    "openai.resources.chat.completions",
    "anyio._backends._asyncio",
    "httpcore2._async",
    "numpy.fft",
)
"""These are loaded on first use, which would be in the middle of the first turn."""


@dataclass(frozen=True, slots=True)
class Warmth:
    """Shared by all sessions of the process; nothing in it belongs to an event loop."""

    kernels: Kernels
    tools: ToolBook
    places: Places


@dataclass(frozen=True, slots=True)
class WarmParts:
    """One job's own: used by one event loop, closed with the job."""

    vad: inference.VAD
    chain: Chain
    memory: MemoryClient
    stt_clients: SttClients


def load_warmth(settings: WorkerSettings) -> Warmth:
    """Read the prompts (raises `KernelError` for a bad one), load the detectors' weights, pay for slow imports."""
    for module in _SLOW_MODULES:
        importlib.import_module(module)
    tokenize.basic.hyphenate_word("astra")  # captions are paced by syllables; the table loads on first use
    inference.TurnDetector(version="v1-mini")
    warm_up(SYSTEM_CLOCK)
    prompts = settings.astra_prompts
    return Warmth(kernels=load_kernels(prompts), tools=load_tools(prompts), places=Places(settings.places_file))


def warm_job(process: JobProcess, settings: WorkerSettings, llm: LlmSettings) -> None:
    """Before a job: its VAD and its clients."""
    process.userdata[_PARTS] = _open_parts(settings, llm)


def take_parts(process: JobProcess, settings: WorkerSettings, llm: LlmSettings) -> WarmParts:
    """What `warm_job` made, or the same made now."""
    parts = process.userdata.pop(_PARTS, None)
    return parts if isinstance(parts, WarmParts) else _open_parts(settings, llm)


def _open_parts(settings: WorkerSettings, llm: LlmSettings) -> WarmParts:
    return WarmParts(
        vad=build_vad(settings),
        chain=open_chain(llm),
        memory=MemoryClient(settings.memory_url, settings.memory_token),
        stt_clients=open_stt_clients(settings),
    )
