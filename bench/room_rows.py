"""What the measurements of the room server share: a line of their table, and what a process has used."""

from dataclasses import dataclass
from pathlib import Path

from tests.fakes.rooms_server import Rooms

_TICKS_PER_S = 100
_PAGE_BYTES = 4096


@dataclass(frozen=True)
class Row:
    """One line of the table."""

    what: str
    found: str
    wanted: str
    """Blank where the figure is told for itself."""
    ok: bool

    def __str__(self) -> str:
        return f"| {self.what} | {self.found} | {self.wanted} | {('yes' if self.ok else 'NO') if self.wanted else ''} |"


def cpu_s(pid: int) -> float:
    """Processor seconds that a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS_PER_S


def memory_mb(pid: int) -> float:
    """Resident memory of a process."""
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * _PAGE_BYTES / 1_000_000


def pid_of(rooms: Rooms) -> int:
    """The measured process; only our own server can be measured."""
    assert rooms.process is not None
    return rooms.process.pid
