"""The service and its built page as a process, without a room server: for pages that need none."""

from collections.abc import Generator, Mapping
from contextlib import contextmanager
from pathlib import Path

from tests.fakes.api_service import NOWHERE
from tests.fakes.astra_stack import ROOT
from tests.fakes.rooms_server import free_port
from tests.fakes.service_process import ServiceProcess, service_process
from tests.fakes.sky_service import make_places


@contextmanager
def serving_pages(home: Path, environment: Mapping[str, str] | None = None) -> Generator[ServiceProcess]:
    """A service with its database in `home`, the small gazetteer of the tests, and what `environment` adds."""
    built = ROOT / "web/dist"
    assert (built / "index.html").exists(), "the page is not built: run `make web/dist/.built`"
    (home / "dist").symlink_to(built)
    given = {
        "LIVEKIT_URL": NOWHERE.url,
        "LIVEKIT_API_KEY": NOWHERE.key,
        "LIVEKIT_API_SECRET": NOWHERE.secret,
        "ASTRA_PLACES": str(make_places()),
    }
    with service_process(home, free_port(), {**given, **(environment or {})}) as running:
        yield running
