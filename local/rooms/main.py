"""The process: reads its settings, opens the two ports, runs until it is told to stop."""

import asyncio
import contextlib
import logging
import signal
from typing import Annotated

import structlog
import typer
from aiohttp import web

from local.kit.clock import SYSTEM_CLOCK
from local.kit.tasks import TaskGroup
from local.rooms.housekeeping import Housekeeping
from local.rooms.http import make_app
from local.rooms.media.aiortc_stack import Certificate
from local.rooms.media.peer import MediaHost
from local.rooms.media.udp import UdpMux
from local.rooms.server import RoomServer
from local.rooms.settings import Settings, Timeouts

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
_log = structlog.get_logger(__name__)


@app.command()
def main(
    *,
    api_key: Annotated[str, typer.Option(envvar="LIVEKIT_API_KEY")],
    api_secret: Annotated[str, typer.Option(envvar="LIVEKIT_API_SECRET")],
    port: Annotated[int, typer.Option(help="TCP port: signalling and calls.")] = 8001,
    udp_port: Annotated[
        int | None, typer.Option(help="UDP port of the media; the TCP port's number by default.")
    ] = None,
    udp_advertised_port: Annotated[
        int | None, typer.Option(help="The UDP port that clients are told, where something forwards to ours.")
    ] = None,
    resume_window_s: Annotated[float, typer.Option(help="How long a client may be without signalling.")] = 15.0,
    media_timeout_s: Annotated[float, typer.Option(help="How long a client's media may be silent.")] = 20.0,
    webhook_url: Annotated[list[str] | None, typer.Option(help="Where room events are posted; repeatable.")] = None,
) -> None:
    """Run a LiveKit-compatible room server for this machine, on 127.0.0.1 only."""
    _configure_logging()
    try:
        settings = Settings(
            port=port,
            udp_port=udp_port if udp_port is not None else port,
            api_key=api_key,
            api_secret=api_secret,
            webhook_urls=tuple(webhook_url or ()),
            udp_advertised_port=udp_advertised_port,
            timeouts=Timeouts(signal_gone_s=resume_window_s, media_silent_s=media_timeout_s),
        )
    except ValueError as bad:
        raise typer.BadParameter(str(bad)) from None
    asyncio.run(serve(settings))


async def serve(settings: Settings) -> None:
    """Serve until SIGTERM or SIGINT."""
    loop = asyncio.get_running_loop()
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    errands = TaskGroup()
    _, mux = await loop.create_datagram_endpoint(UdpMux, local_addr=(settings.host, settings.udp_port))
    media = MediaHost(
        mux=mux,
        certificate=Certificate(),
        clock=SYSTEM_CLOCK,
        limits=settings.limits,
        timeouts=settings.timeouts,
        candidate_host=settings.host,
        candidate_port=settings.udp_advertised_port or settings.udp_port,
    )
    server = RoomServer(settings, SYSTEM_CLOCK, media, errands)
    runner = web.AppRunner(
        make_app(server),
        access_log=None,
        max_line_size=settings.limits.request_line_bytes,
        shutdown_timeout=settings.timeouts.shutdown_s,
    )
    await runner.setup()
    await web.TCPSite(runner, settings.host, settings.port).start()
    server.webhooks.start()
    server.dispatcher.start()
    Housekeeping(server).start()
    _log.info("rooms.listening", port=settings.port, udp_port=settings.udp_port)
    await stop.wait()
    _log.info("rooms.stopping")
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(settings.timeouts.shutdown_s):
            await server.aclose()
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(settings.timeouts.shutdown_s / 2):
            await runner.cleanup()
    mux.close()


def _configure_logging() -> None:
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s")
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.INFO))
