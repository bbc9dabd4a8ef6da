"""The spool: what was kept survives a killed process, a torn line and two workers at once."""

import os
import signal
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID, uuid4

from agent.outbox.spool import claim_leftovers, count_backlog, create_spool
from astra.contracts.utterance import Role, Utterance

_KEEP_FOREVER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID
from agent.outbox.spool import create_spool
from astra.contracts.utterance import Role, Utterance
spool = create_spool(Path(sys.argv[1]), UUID(sys.argv[2]))
seq = 0
while True:
    seq += 1
    spool.keep(Utterance(item_id=f"i{seq}", seq=seq, role=Role.USER, text="x" * 500, at=datetime.now(UTC)))
    sys.stdout.write(f"{seq}\\n")
    sys.stdout.flush()
"""


def make_utterance(seq: int, text: str = "hello") -> Utterance:
    return Utterance(item_id=f"item_{seq}", seq=seq, role=Role.USER, text=text, at=datetime.now(UTC))


def seqs_of(directory: Path, session_id: UUID | None = None) -> list[int]:
    found: list[int] = []
    for spool in claim_leftovers(directory, session_id):
        found += [one.seq for one in spool.unsent]
        spool.release()
    return found


def test_leftovers_are_what_was_not_confirmed(tmp_path: Path) -> None:
    spool = create_spool(tmp_path, uuid4())
    for seq in range(1, 6):
        spool.keep(make_utterance(seq))
    spool.confirm(2)
    assert count_backlog(tmp_path) == 3
    spool.release()
    assert seqs_of(tmp_path) == [3, 4, 5]


def test_everything_confirmed_leaves_no_file(tmp_path: Path) -> None:
    spool = create_spool(tmp_path, uuid4())
    spool.keep(make_utterance(1))
    spool.confirm(1)
    spool.release()
    assert list(tmp_path.iterdir()) == []


def test_what_is_confirmed_does_not_lie_on_disk(tmp_path: Path) -> None:
    spool = create_spool(tmp_path, uuid4())
    spool.keep(make_utterance(1, "a secret"))
    spool.confirm(1)
    assert spool.path.read_bytes() == b""
    spool.keep(make_utterance(2))
    spool.keep(make_utterance(3))
    spool.confirm(1)
    spool.release()
    assert seqs_of(tmp_path) == [3]


def test_file_in_use_is_not_claimed(tmp_path: Path) -> None:
    spool = create_spool(tmp_path, uuid4())
    spool.keep(make_utterance(1))
    assert seqs_of(tmp_path) == []
    spool.release()
    first = next(claim_leftovers(tmp_path))
    assert seqs_of(tmp_path) == []
    first.release()
    assert seqs_of(tmp_path) == [1]


def test_torn_last_line_is_ignored_and_written_after(tmp_path: Path) -> None:
    session_id = uuid4()
    spool = create_spool(tmp_path, session_id)
    spool.keep(make_utterance(1))
    spool.release()
    with spool.path.open("ab") as file:
        file.write(make_utterance(2).model_dump_json().encode()[:-9])
    claimed = next(claim_leftovers(tmp_path, session_id))
    assert [one.seq for one in claimed.unsent] == [1]
    claimed.keep(make_utterance(3))
    claimed.release()
    assert seqs_of(tmp_path) == [1, 3]


def test_one_sessions_leftovers_are_found_alone(tmp_path: Path) -> None:
    mine, other = uuid4(), uuid4()
    for seq, session_id in ((1, mine), (2, other)):
        spool = create_spool(tmp_path, session_id)
        spool.keep(make_utterance(seq))
        spool.release()
    assert seqs_of(tmp_path, mine) == [1]


def test_foreign_files_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "notes.jsonl").write_text("{}\n")
    assert seqs_of(tmp_path) == []
    assert (tmp_path / "notes.jsonl").exists()


def test_kill_9_in_mid_append_loses_nothing_that_was_kept(tmp_path: Path) -> None:
    session_id = uuid4()
    process = subprocess.Popen(
        [sys.executable, "-c", _KEEP_FOREVER, str(tmp_path), str(session_id)], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    kept = 0
    while kept < 40:
        kept = int(process.stdout.readline())
    os.kill(process.pid, signal.SIGKILL)
    rest = process.stdout.read().split("\n")
    process.stdout.close()
    process.wait()
    kept = max([kept, *(int(line) for line in rest if line)])
    found = seqs_of(tmp_path, session_id)
    assert found == list(range(1, len(found) + 1))
    assert len(found) >= kept
