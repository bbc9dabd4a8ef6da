"""The service's log: one JSON object a line, from our own events and from the libraries', without their tracebacks.

A traceback quotes values, and values may be what somebody said; type and place of a failure are enough.
"""

import logging
from typing import Any

import structlog
from structlog.typing import EventDict, WrappedLogger

_NOISY = ("sqlalchemy", "aiosqlite", "alembic", "uvicorn.access", "httpx", "httpx2", "authlib", "aiohttp.access")


def configure_log(level: int = logging.INFO) -> None:
    """Send everything to standard error as JSON."""
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        name_failure,
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler()
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.JSONRenderer(),
            ],
        )
    )
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(level)
    for noisy in _NOISY:
        logging.getLogger(noisy).setLevel(logging.WARNING)


def name_failure(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Reduce an exception in an event to the name of its type."""
    failure = event.pop("exc_info", None)
    event.pop("exception", None)
    if isinstance(failure, tuple):
        failure = failure[0]
    if failure is not None and failure is not False:
        kind = failure if isinstance(failure, type) else type(failure)
        event["error"] = kind.__name__
    return event
