"""A session's utterances on disk, so that nothing final is lost when either side dies.

One file a session and worker run: a line of JSON for each utterance, and a line `{"acked": n}` each time the service
has confirmed the first n. A line counts once it is synced; a torn last line is what a crash leaves, and is ignored.
The file is locked while someone owns it, so that two workers never send the same leftovers. As soon as nothing is left
to send it is emptied: what was said off the record, or is forgotten by now, must not lie there until the talk ends.
"""

import fcntl
import json
import os
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO
from uuid import UUID

from pydantic import ValidationError

from astra.contracts.utterance import Utterance
from astra.kit.ids import new_id

_SUFFIX = ".jsonl"


class SpoolFile:
    """One owned spool file. One thread may keep while another confirms."""

    def __init__(self, path: Path, session_id: UUID, file: BinaryIO, unsent: list[Utterance], kept: int) -> None:
        self.path = path
        self.session_id = session_id
        self._file = file
        self._unsent = unsent
        self._kept = kept
        self._keeping = threading.Lock()

    @property
    def unsent(self) -> tuple[Utterance, ...]:
        """Utterances that the service has not confirmed, in the order in which they were kept."""
        return tuple(self._unsent)

    def keep(self, utterance: Utterance) -> None:
        """Write and sync; when this returns, a crash can't take the utterance."""
        with self._keeping:
            self._write(utterance.model_dump_json().encode(), sync=True)
            self._unsent.append(utterance)
            self._kept += 1

    def confirm(self, count: int) -> None:
        """The service has the first `count` of `unsent`. Not synced: after a crash they are only sent again."""
        del self._unsent[:count]
        if not self._empty():
            self._write(json.dumps({"acked": self._kept - len(self._unsent)}).encode(), sync=False)

    def discard(self) -> None:
        """Delete the file: all is confirmed, or nobody wants it."""
        self._unsent.clear()
        self.path.unlink(missing_ok=True)
        self._file.close()

    def release(self) -> None:
        """Give up ownership; a file with nothing left to send is deleted."""
        if self._unsent:
            self._file.close()
        else:
            self.discard()

    def _empty(self) -> bool:
        """Empty the file if nothing is left in it to send; not while another thread keeps something, nobody waits."""
        if self._unsent or not self._keeping.acquire(blocking=False):
            return False
        try:
            if self._unsent:
                return False
            self._file.seek(0)
            self._file.truncate()
            self._kept = 0
            return True
        finally:
            self._keeping.release()

    def _write(self, line: bytes, *, sync: bool) -> None:
        self._file.write(line + b"\n")
        self._file.flush()
        if sync:
            os.fsync(self._file.fileno())


def create_spool(directory: Path, session_id: UUID) -> SpoolFile:
    """A new, locked file for this session; the directory entry is synced as well."""
    directory.mkdir(parents=True, exist_ok=True)
    path = directory / f"{session_id}.{new_id().hex}{_SUFFIX}"
    file = path.open("xb")
    fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    descriptor = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    return SpoolFile(path, session_id, file, [], 0)


def claim_leftovers(directory: Path, session_id: UUID | None = None) -> Iterator[SpoolFile]:
    """Files that a worker left behind and nobody owns, of one session or of all; each is locked when it is yielded."""
    pattern = f"{session_id}.*{_SUFFIX}" if session_id else f"*{_SUFFIX}"
    for path in sorted(directory.glob(pattern)):
        if (spool := _claim(path)) is not None:
            yield spool


def count_backlog(directory: Path) -> int:
    """Utterances in all files that are not confirmed, owned or not."""
    return sum(_count_unconfirmed(path) for path in directory.glob(f"*{_SUFFIX}"))


def _claim(path: Path) -> SpoolFile | None:
    try:
        session_id = UUID(path.name.split(".")[0])
        file = path.open("r+b")
    except (ValueError, FileNotFoundError):
        return None
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        file.close()
        return None
    if not path.exists():  # its last owner was done with it while we waited for the lock
        file.close()
        return None
    content = file.read()
    kept, acked = _read_lines(content)
    if content and not content.endswith(b"\n"):
        file.write(b"\n")
    return SpoolFile(path, session_id, file, kept[acked:], len(kept))


def _read_lines(content: bytes) -> tuple[list[Utterance], int]:
    kept: list[Utterance] = []
    acked = 0
    for line in content.split(b"\n"):
        mark = _parse(line)
        if mark is None:
            continue
        if "acked" in mark:
            acked = mark["acked"] if isinstance(mark["acked"], int) else acked
            continue
        with suppress(ValidationError):
            kept.append(Utterance.model_validate(mark))
    return kept, min(acked, len(kept))


def _count_unconfirmed(path: Path) -> int:
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return 0
    kept = acked = 0
    for line in content.split(b"\n"):
        if (mark := _parse(line)) is None:
            continue
        if "acked" in mark:
            acked = mark["acked"]
        else:
            kept += 1
    return max(0, kept - acked)


def _parse(line: bytes) -> dict[str, Any] | None:
    try:
        mark = json.loads(line)
    except ValueError:
        return None
    return mark if isinstance(mark, dict) else None
