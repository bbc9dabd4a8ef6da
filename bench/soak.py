"""Soaks the room server: many rooms with voices and reliable messages, each room's clients in their own process."""

import asyncio
import contextlib
import json
import statistics
import sys
import time
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncGenerator

from bench.room_rows import Row, cpu_s, memory_mb, pid_of
from bench.soak_room import MESSAGES_PER_S, Heard
from tests.fakes.rooms_server import Rooms, running_rooms

_JOINS_WITHIN_S = 90
_ENDS_WITHIN_S = 60
_SAMPLES = 18
_GROWTH_MB = 5.0


async def soak(participants: int, rooms_count: int, minutes: float) -> list[Row]:
    """Rows for memory, messages, voices and cost; the first tenth of the time warms up."""
    each, seconds = max(2, participants // rooms_count), minutes * 60
    with running_rooms(own=True) as rooms:
        async with contextlib.AsyncExitStack() as stack:
            clients = [
                await stack.enter_async_context(_clients(rooms, each, seconds=seconds)) for _ in range(rooms_count)
            ]
            began, used_s = time.monotonic(), cpu_s(pid_of(rooms))
            memory = await _watch_memory(rooms, seconds)
            load = (cpu_s(pid_of(rooms)) - used_s) / (time.monotonic() - began)
            heard = [await _read_heard(process) for process in clients]
    _tell_stories(heard)
    who = f"{each * rooms_count} participants in {rooms_count} rooms, {minutes:g} min"
    return [_row_of_memory(memory, who), *_rows_of(heard, who), _row_of_load(load, rooms_count * (each - 1), who)]


@contextlib.asynccontextmanager
async def _clients(rooms: Rooms, participants: int, *, seconds: float) -> AsyncGenerator[Process]:
    """A room that is heard; its process is ended afterwards, whatever happens."""
    command = [sys.executable, "-m", "bench.soak_room", rooms.url]
    command += ["--participants", str(participants), "--seconds", str(seconds)]
    process = await asyncio.create_subprocess_exec(*command, stdout=PIPE)
    try:
        if await _read_line(process, _JOINS_WITHIN_S) != "ready":
            raise RuntimeError("the clients of a room could not hear each other")
        yield process
    finally:
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        await process.wait()


async def _watch_memory(rooms: Rooms, seconds: float) -> list[float]:
    """Megabytes after the warming up and then at equal distances."""
    await asyncio.sleep(seconds / 10)
    samples = [memory_mb(pid_of(rooms))]
    for _ in range(_SAMPLES):
        await asyncio.sleep(seconds * 0.9 / _SAMPLES)
        samples.append(memory_mb(pid_of(rooms)))
    return samples


def _tell_stories(heard: list[Heard]) -> None:
    for number, one in enumerate(heard):
        for line in one.story:
            print(f"room {number}: {line}", file=sys.stderr)


async def _read_heard(process: Process) -> Heard:
    return Heard(**json.loads(await _read_line(process, _ENDS_WITHIN_S)))


async def _read_line(process: Process, within_s: float) -> str:
    assert process.stdout is not None
    return (await asyncio.wait_for(process.stdout.readline(), within_s)).decode().strip()


def _row_of_memory(samples: list[float], who: str) -> Row:
    grown = statistics.mean(samples[-3:]) - samples[0]
    found = f"{samples[0]:.1f} → {samples[-1]:.1f} MB ({grown:+.1f})"
    return Row(f"memory growth, {who}", found, f"none (< {_GROWTH_MB:g} MB)", grown < _GROWTH_MB)


def _rows_of(heard: list[Heard], who: str) -> list[Row]:
    sent, due, missing = (sum(getattr(one, name) for one in heard) for name in ("sent", "due", "missing"))
    silent, silence_s = sum(one.silent for one in heard), max(one.longest_silence_s for one in heard)
    lag_s = max(one.lag_s for one in heard)
    return [
        Row(f"reliable messages lost, {who}", f"{missing} of {sent} ({due} due)", "0", missing == 0 and sent == due),
        Row(
            f"listeners that heard nothing at the end, {who}",
            f"{silent}; longest silence {silence_s:.2f} s, where the clients' own clocks came {lag_s:.2f} s late",
            "0",
            silent == 0,
        ),
    ]


def _row_of_load(load: float, streams: int, who: str) -> Row:
    """What the server as a whole uses: its bound is on forwarding alone, which is measured for itself."""
    found = f"{load:.0%} of a core: {streams} streams forwarded, {streams * MESSAGES_PER_S} reliable messages a second"
    return Row(f"processor, {who}", found, "", ok=True)
