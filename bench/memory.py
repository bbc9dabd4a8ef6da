"""Memory of one more talk: how much a worker's processes grow for each, shared pages counted once."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

from bench.peers import Peer
from bench.replies import Talk, open_talk

_SETTLE_S = 6.0
_KIB = 1024


def _descend(pid: int) -> Iterator[int]:
    yield pid
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            children = [int(child) for child in task.read_text().split()]
        except OSError:
            continue
        for child in children:
            yield from _descend(child)


def read_pss_mib(pid: int) -> float:
    """Proportional set size of a process and all below it, in MiB. Linux only."""
    total_kib = 0
    for member in set(_descend(pid)):
        try:
            lines = Path(f"/proc/{member}/smaps_rollup").read_text().splitlines()
        except OSError:
            continue  # it ended between the listing and now
        total_kib += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return total_kib / _KIB


async def measure_memory(pid: int, peer: Peer, talks: int) -> float:
    """MiB that each of `talks` further talks adds to the worker `pid`; one is open already while the base is read."""
    opened: list[Talk] = [await open_talk(peer)]
    try:
        await asyncio.sleep(_SETTLE_S)
        base_mib = read_pss_mib(pid)
        opened += [await open_talk(peer) for _ in range(talks)]
        await asyncio.sleep(_SETTLE_S)
        return (read_pss_mib(pid) - base_mib) / talks
    finally:
        for talk in opened:
            await talk.close()
