"""Has the lines that a stranger hears first synthesised before one calls, so that the first greeting starts at once."""

import asyncio

import aiohttp
import structlog

from agent.chains.build import build_tts_chain
from agent.settings import WorkerSettings
from agent.spoken_audio import SpokenAudio
from astra.contracts.errors import AstraError
from astra.kernels.kernels import DEFAULT_PERSONA, Kernels

_log = structlog.get_logger(__name__)

TRIES = 5
PAUSE_S = 4.0
SEEDS = 32
"""Enough to meet every variant of a line."""


def list_first_lines(kernels: Kernels) -> list[str]:
    """Every greeting of the default persona for someone whose name isn't known."""
    persona = kernels.persona(DEFAULT_PERSONA)
    seeds = (str(number) for number in range(SEEDS))
    return sorted(
        {
            kernels.spoken("greeting_stranger", seed=seed, language=persona.language, title=persona.title)
            for seed in seeds
        }
    )


async def rehearse(settings: WorkerSettings, kernels: Kernels) -> None:
    """Record what isn't recorded yet; without a voice, try a few times more and then leave it to the first caller."""
    audio = SpokenAudio(settings.cache_dir, timeout_s=settings.astra_tts_timeout_s)
    voice = kernels.persona(DEFAULT_PERSONA).voice
    async with aiohttp.ClientSession() as http_session:
        try:
            chain = build_tts_chain(settings, voice, http_session=http_session)
        except AstraError as error:
            _log.warning("rehearsal.no_voice", code=error.code)
            return
        try:
            for attempt in range(TRIES):
                await asyncio.sleep(PAUSE_S if attempt else 0)
                recorded = [await audio.prepare(chain, line) for line in list_first_lines(kernels)]
                if all(recorded):
                    _log.info("rehearsal.done", lines=len(recorded))
                    return
            _log.warning("rehearsal.given_up", tries=TRIES)
        finally:
            await chain.aclose()
