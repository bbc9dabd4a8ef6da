"""What a worker loads before the first job, so that the first person to call waits no longer than the tenth."""

import importlib
import ssl
from dataclasses import dataclass

from livekit.agents import JobProcess, inference

from agent.session_options import build_vad
from agent.settings import WorkerSettings
from astra.kernels.kernels import Kernels
from astra.kernels.load import load_kernels

_VAD_KEY = "vad"

_SLOW_PARTS = ("openai.resources.audio.transcriptions", "openai.resources.chat.completions")
"""The SDK loads these on first use, which would be in the middle of the first turn."""


@dataclass(frozen=True, slots=True)
class Warmth:
    """Shared by all sessions of the process; nothing in it belongs to an event loop."""

    kernels: Kernels


def load_warmth(settings: WorkerSettings) -> Warmth:
    """Read the prompts (raises `KernelError` for a bad one), load the detectors' weights, pay for slow imports."""
    for part in _SLOW_PARTS:
        importlib.import_module(part)
    ssl.create_default_context()
    inference.TurnDetector(version="v1-mini")
    return Warmth(kernels=load_kernels(settings.astra_prompts))


def warm_job(process: JobProcess, settings: WorkerSettings) -> None:
    """Before a job: its own VAD, ready to hear."""
    process.userdata[_VAD_KEY] = build_vad(settings)


def take_vad(process: JobProcess, settings: WorkerSettings) -> inference.VAD:
    """The VAD that `warm_job` made, or a fresh one."""
    vad = process.userdata.get(_VAD_KEY)
    return vad if isinstance(vad, inference.VAD) else build_vad(settings)
