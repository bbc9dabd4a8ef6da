"""`python -m local.elevenlabs`: the process. Options are read here and nowhere else."""

from pathlib import Path
from typing import Annotated

import typer
from aiohttp import web

from local.elevenlabs.app import build_app
from local.elevenlabs.options import Parts
from local.engines.synthesiser import Synthesiser
from local.engines.tone import ToneSpeaker
from local.faults.book import FaultBook
from local.kit.serving import serve


def main(
    *,
    port: Annotated[int, typer.Option(help="Port; 0 takes a free one.")] = 8003,
    host: Annotated[str, typer.Option(help="Address to bind.")] = "127.0.0.1",
    piper_model: Annotated[Path | None, typer.Option(help="Piper .onnx voice; default: packaged.")] = None,
    threads: Annotated[int, typer.Option(min=1, max=16, help="Threads of the engine.")] = 2,
    fixed_latency: Annotated[
        bool, typer.Option("--fixed-latency", help="A tone after a fixed latency, for benchmarks.")
    ] = False,
    tts_latency_ms: Annotated[float, typer.Option(min=0, help="Counts with --fixed-latency only.")] = 75,
) -> None:
    """Serve the ElevenLabs wire from local engines."""

    def build() -> web.Application:
        speaker = (
            ToneSpeaker(latency_ms=tts_latency_ms)
            if fixed_latency
            else Synthesiser(piper_model=piper_model, threads=threads)
        )
        return build_app(Parts(faults=FaultBook(), speaker=speaker))

    serve(build, name="elevenlabs", host=host, port=port)


if __name__ == "__main__":
    typer.run(main)
