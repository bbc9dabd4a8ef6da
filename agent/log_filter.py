"""Keeps what people say out of the log. livekit-agents puts transcripts and replies into some of its records."""

import logging
import re
import sys

import structlog

_SAFE_EXTRA = frozenset({"job_id", "room_id", "agent_name", "elapsed_time", "delay", "attempt", "version", "worker_id"})
_STANDARD = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}
_TAIL = re.compile(r"[:'\"`{\n].*", re.DOTALL)
_PLACE = re.compile(r"%[-+#\d.]*[a-zA-Z]")
_MAX_CHARS = 200


class ContentFilter(logging.Filter):
    """Leaves of a library's record what its authors wrote, and of an exception its type.

    Values follow a colon or stand in quotes or in extra fields; all of these are cut, except fields known as harmless.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        """Clean the record in place; always lets it pass."""
        for key in [key for key in vars(record) if key not in _STANDARD and key not in _SAFE_EXTRA]:
            delattr(record, key)
        kind = record.exc_info[0] if record.exc_info else None
        message = record.msg if isinstance(record.msg, str) else type(record.msg).__name__
        message = _TAIL.sub("", _PLACE.sub("…", message))[:_MAX_CHARS]
        record.msg = f"{message} [{kind.__name__}]" if kind else message
        record.args, record.exc_info, record.exc_text, record.stack_info = (), None, None, None
        return True


def configure_logging() -> None:
    """Structured lines on stderr for our own events; the libraries' records pass the content filter."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(file=sys.stderr),
    )
    handler = logging.StreamHandler()
    handler.addFilter(ContentFilter())
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    logging.getLogger("livekit.agents").setLevel(logging.INFO)
