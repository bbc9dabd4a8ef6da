"""One running Astra for every folder whose tests can share it, started when the first of them asks for it."""

import pytest

from tests.fakes.astra_stack import AstraStack, run_astra

_KEY = pytest.StashKey[AstraStack]()

IDLE_CLOSE_S = 30


def share_astra(config: pytest.Config, folders: pytest.TempPathFactory) -> AstraStack:
    """Astra with an idle time of `IDLE_CLOSE_S`; it stops when the run ends."""
    if _KEY not in config.stash:
        running = run_astra(
            folders.mktemp("astra"), ASTRA_IDLE_CLOSE_S=str(IDLE_CLOSE_S), ASTRA_RATE_SIGN_IN="600/minute"
        )
        config.stash[_KEY] = running.__enter__()
        config.add_cleanup(lambda: running.__exit__(None, None, None))
    return config.stash[_KEY]
