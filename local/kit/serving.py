"""How a stand-in process serves: one aiohttp application on the loopback, gone within two seconds of a SIGTERM.

The process leaves by `os._exit` once the sockets are closed: an engine may be in the middle of native code in a
thread that nothing can stop, and a plain exit would wait for it.
"""

import asyncio
import logging
import os
import signal
import sys
from collections.abc import Callable

import structlog
from aiohttp import web

_CLOSE_WITHIN_S = 1.0

_log = structlog.get_logger(__name__)


def configure_logging() -> None:
    """Log lines of this process: one JSON object a line, on stderr."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )


def serve(build_app: Callable[[], web.Application], *, name: str, host: str, port: int) -> None:
    """Serve until SIGTERM or SIGINT, then end the process. `port` 0 takes a free one and logs it."""
    configure_logging()
    asyncio.run(_serve(build_app, name=name, host=host, port=port))
    sys.stderr.flush()
    os._exit(0)


async def _serve(build_app: Callable[[], web.Application], *, name: str, host: str, port: int) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for signum in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(signum, stop.set)
    runner = web.AppRunner(
        build_app(), handle_signals=False, shutdown_timeout=_CLOSE_WITHIN_S, access_log=None, handler_cancellation=True
    )
    await runner.setup()
    site = web.TCPSite(runner, host, port)
    await site.start()
    for address in runner.addresses:
        _log.info("standin.listening", name=name, host=address[0], port=address[1])
    await stop.wait()
    _log.info("standin.stopping", name=name)
    try:
        await asyncio.wait_for(runner.cleanup(), _CLOSE_WITHIN_S + 0.5)
    except TimeoutError:
        _log.warning("standin.cut", name=name)
