"""`python -m local.openai`: the process. Options are read here and nowhere else."""

from pathlib import Path
from typing import Annotated

import typer
from aiohttp import web

from local.engines.embedding import HashEmbedder
from local.engines.pace import LlmPace
from local.engines.recogniser import Recogniser
from local.engines.script import Script
from local.engines.synthesiser import Synthesiser
from local.engines.talker.talker import Talker
from local.engines.tone import ToneSpeaker
from local.faults.book import FaultBook
from local.kit.clock import SYSTEM_CLOCK
from local.kit.serving import serve
from local.openai.app import build_app
from local.openai.options import BenchPace, Parts

MODELS = (
    "astra-demo",
    "astra-demo-fallback",
    "astra-demo-emergency",
    "whisper-tiny",
    "whisper-tiny-2",
    "whisper-tiny-live",
    "piper",
    "espeak",
    "astra-hash-embedding",
)


def main(
    *,
    port: Annotated[int, typer.Option(help="Port; 0 takes a free one.")] = 8002,
    host: Annotated[str, typer.Option(help="Address to bind.")] = "127.0.0.1",
    stt_model: Annotated[str | None, typer.Option(help="Whisper model folder or name; default: packaged.")] = None,
    piper_model: Annotated[Path | None, typer.Option(help="Piper .onnx voice; default: packaged.")] = None,
    threads: Annotated[int, typer.Option(min=1, max=16, help="Threads of each engine.")] = 2,
    fixed_latency: Annotated[
        bool, typer.Option("--fixed-latency", help="Scripted engines with fixed latencies, for benchmarks.")
    ] = False,
    stt_latency_ms: Annotated[float, typer.Option(min=0)] = 120,
    llm_first_token_ms: Annotated[float, typer.Option(min=0)] = 250,
    llm_tokens_per_s: Annotated[float, typer.Option(min=0.1)] = 50,
    tts_latency_ms: Annotated[float, typer.Option(min=0)] = 75,
) -> None:
    """Serve the OpenAI wire from local engines. The four latencies count with --fixed-latency only."""

    def build() -> web.Application:
        bench = BenchPace(stt_latency_ms, LlmPace(llm_first_token_ms, llm_tokens_per_s)) if fixed_latency else None
        return build_app(
            Parts(
                clock=SYSTEM_CLOCK,
                faults=FaultBook(),
                script=Script(),
                talker=Talker(),
                speaker=ToneSpeaker(latency_ms=tts_latency_ms)
                if fixed_latency
                else Synthesiser(piper_model=piper_model, threads=threads, piper_asleep=True),
                recogniser=None if fixed_latency else Recogniser(model=stt_model, threads=threads),
                embedder=HashEmbedder(),
                bench=bench,
                models=MODELS,
            )
        )

    serve(build, name="openai", host=host, port=port)


if __name__ == "__main__":
    typer.run(main)
