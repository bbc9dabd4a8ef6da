"""`python -m tests.fakes.responder_forge`: responder processes, each forked from one that has its modules loaded.

One line of JSON on the input starts one (`{"home", "database_url", "llm_url", "count", "lease_s"}`); its pid is the
answer. It only answers what others put into the outbox, until it is killed.
"""

import asyncio
import json
import os
import signal
import sys
from pathlib import Path
from typing import Any

from api.root import Root, wire
from api.settings import load_settings
from astra.kit.clock import SYSTEM_CLOCK
from astra.llm.settings import LlmSettings
from tests.fakes.api_service import NO_SPEECH, NOWHERE, SERVICE_TOKEN


def make_root(order: dict[str, Any]) -> Root:
    """A service's objects on a database that others share, echo allowed."""
    llm = LlmSettings(
        openrouter_api_key=None,
        openrouter_base_url=order["llm_url"],
        llm_model="m",
        llm_fallback_model="m",
        openai_api_key=None,
        openai_base_url=None,
    )
    settings = load_settings(
        _env_file=None,
        home=Path(order["home"]),
        database_url=order["database_url"],
        database_busy_ms=20_000,
        livekit_url=NOWHERE.url,
        livekit_api_key=NOWHERE.key,
        livekit_api_secret=NOWHERE.secret,
        service_token=SERVICE_TOKEN,
        context_debug=True,
        responders=order["count"],
        responder_lease_s=order["lease_s"],
    )
    return wire(settings, SYSTEM_CLOCK, llm, NO_SPEECH)


def main() -> None:
    """Fork a responder for each line that comes in."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    for line in sys.stdin:
        pid = os.fork()
        if pid == 0:
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # its log is no answer about a pid
            asyncio.run(make_root(json.loads(line)).writing.serve())
            os._exit(0)
        sys.stdout.write(f"{pid}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
