"""A body of ten megabytes is refused before it is read, and costs the service no memory to speak of."""

import socket
import threading
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.fakes.proof_forging import SAVE, Forge, forging
from tests.fakes.rooms_server import Rooms

_MB = 1_000_000
_ROUNDS = 3
_ALLOWED_MIB = 20


def send_body(forge: Forge, *, announced: bool) -> bytes:
    """Send ten megabytes, with their length or in chunks, while the answer is read; the answer's first line."""
    address = urlsplit(forge.base_url)
    length = f"content-length: {10 * _MB}" if announced else "transfer-encoding: chunked"
    head = (
        f"POST {SAVE} HTTP/1.1\r\nhost: localhost\r\nx-astra: 1\r\ncontent-type: application/json\r\n{length}\r\n\r\n"
    )
    piece = b"x" * 100_000
    framed = piece if announced else f"{len(piece):x}\r\n".encode() + piece + b"\r\n"
    with socket.create_connection((address.hostname or "", address.port or 0), timeout=20) as connection:

        def write() -> None:
            with suppress(OSError):
                connection.sendall(head.encode())
                for _ in range(100):
                    connection.sendall(framed)

        writer = threading.Thread(target=write)
        writer.start()
        answer = connection.recv(4096)
        with suppress(OSError):
            connection.shutdown(socket.SHUT_RDWR)
        writer.join(20)
    return answer.split(b"\r\n")[0]


@pytest.mark.parametrize("announced", [True, False])
def test_ten_megabytes_are_refused_and_leave_no_trace_in_memory(tmp_path: Path, rooms: Rooms, announced: bool) -> None:
    with forging(tmp_path, rooms) as forge:
        forge.start()
        assert forge.page.post("/api/auth/guest", json={}).status_code == 201
        before_mib = forge.read_peak_mib()
        for _ in range(_ROUNDS):
            assert b" 413 " in send_body(forge, announced=announced)
        assert forge.read_peak_mib() - before_mib <= _ALLOWED_MIB
        assert forge.page.get("/api/auth/me").status_code == 200
