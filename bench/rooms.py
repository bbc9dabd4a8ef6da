"""Measures the room server with real clients: delay and cost of forwarding, outages, and a soak.

    python -m bench.rooms [--participants 20] [--rooms 10] [--minutes 10]

Prints a Markdown table. Everything runs on this machine, so a busy machine makes every figure worse.
"""

import argparse
import asyncio
import contextlib
import statistics
import struct
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from livekit import rtc

from tests.fakes.rooms_clients import Cast, Ear, Voice, cast, until
from tests.fakes.rooms_relay import tcp_relay, udp_relay
from tests.fakes.rooms_server import Rooms, free_port, running_rooms

_TICKS_PER_S = 100

_HEARD_AT_THE_END_WITHIN_S = 20


@dataclass(frozen=True)
class Row:
    """One line of the table."""

    what: str
    found: str
    wanted: str
    ok: bool

    def __str__(self) -> str:
        return f"| {self.what} | {self.found} | {self.wanted} | {'yes' if self.ok else 'NO'} |"


def cpu_s(pid: int) -> float:
    """Processor seconds that a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS_PER_S


def memory_mb(pid: int) -> float:
    """Resident memory of a process."""
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * 4096 / 1_000_000


def pid_of(rooms: Rooms) -> int:
    """The measured process; only our own server can be measured."""
    assert rooms.process is not None
    return rooms.process.pid


async def measure_delay(seconds: float) -> Row:
    """A tap on both sides of the server: from a publisher's datagram in to the subscriber's datagram out."""
    advertised = free_port(udp=True)
    with running_rooms(own=True, arguments=["--udp-advertised-port", str(advertised)]) as rooms:
        async with udp_relay(advertised, rooms.udp_port) as relay, cast(rooms) as people:
            ann = await people.join("ann")
            _, ear = await people.listener("bob")
            voice = await people.speak(ann)
            await until(lambda: ear.hears("ann"), "heard")
            came: dict[bytes, float] = {}
            delays_ms: list[float] = []
            relay.on_in = lambda data: came.setdefault(data[2:4], time.perf_counter()) if _is_rtp(data) else None

            def on_out(data: bytes) -> None:
                if _is_rtp(data) and (began := came.pop(data[2:4], None)) is not None:
                    delays_ms.append((time.perf_counter() - began) * 1000)

            relay.on_out = on_out
            await asyncio.sleep(seconds)
            await voice.aclose()
    median = statistics.median(delays_ms)
    worst = statistics.quantiles(delays_ms, n=100)[98]
    return Row(
        "forwarding delay, relay and kernel included",
        f"median {median:.2f} ms, p99 {worst:.2f} ms ({len(delays_ms)} packets)",
        "median ≤ 1 ms",
        median <= 1,
    )


async def measure_cost(seconds: float, listeners: int = 5) -> Row:
    """Processor time for each forwarded stream, less what the idle server takes."""
    with running_rooms(own=True) as rooms:
        async with cast(rooms) as people:
            ann = await people.join("ann")
            ears = [(await people.listener(f"ear-{n}"))[1] for n in range(listeners)]
            idle = await _load(rooms, seconds / 2)
            await people.speak(ann)
            await until(lambda: all(ear.hears("ann") for ear in ears), "heard")
            busy = await _load(rooms, seconds)
    share = (busy - idle) * 100 / listeners
    return Row(
        f"processor for a forwarded stream ({listeners} of them)", f"{share:.2f} % of a core", "≤ 1 %", share <= 1
    )


async def measure_cut_signalling() -> Row:
    """100 small reliable messages a second while the sender's signalling socket is cut again and again."""
    with running_rooms(own=True) as rooms:
        async with tcp_relay(rooms.port) as relay, cast(rooms) as people:
            ann = await people.join("ann", url=f"ws://127.0.0.1:{relay.port}")
            bob, ear = await people.listener("bob")
            await people.speak(ann)
            await until(lambda: ear.hears("ann"), "heard")
            got: list[int] = []
            bob.on("data_received", lambda packet: got.append(struct.unpack("!I", packet.data)[0]))
            sent = 0
            began = time.monotonic()
            while sent < 800:
                if sent % 200 == 100:
                    relay.cut()
                await ann.local_participant.publish_data(struct.pack("!I", sent))
                sent += 1
                await asyncio.sleep(max(0.0, began + sent / 100 - time.monotonic()))
            await until(lambda: len(got) >= sent, "all are there", 20)
            whole = got == list(range(sent)) and ear.hears("ann")
    lost = sent - len(set(got))
    return Row(
        "100 frames/s through a socket cut 4 times", f"{lost} of {sent} lost, in order: {whole}", "0 lost", whole
    )


async def measure_cut_media(times: int = 5) -> Row:
    """Signalling and media path cut together: until the listener hears again."""
    advertised = free_port(udp=True)
    gaps_s: list[float] = []
    with running_rooms(own=True, arguments=["--udp-advertised-port", str(advertised)]) as rooms:
        async with (
            udp_relay(advertised, rooms.udp_port) as udp,
            tcp_relay(rooms.port) as tcp,
            cast(rooms) as people,
        ):
            url = f"ws://127.0.0.1:{tcp.port}"
            ann = await people.join("ann", url=url)
            bob, ear = await people.listener("bob", url=url)
            await people.speak(ann)
            await until(lambda: ear.hears("ann"), "heard")
            back = asyncio.Event()
            bob.on("reconnected", back.set)
            for _ in range(times):
                back.clear()
                udp.cut()
                tcp.cut()
                gaps_s.append(await _longest_silence(ear, back))
    return Row(
        f"audio back after a cut media path ({times} times)",
        f"median {statistics.median(gaps_s):.2f} s, worst {max(gaps_s):.2f} s",
        "≤ 2 s",
        max(gaps_s) <= 2,
    )


async def _longest_silence(ear: Ear, until_set: asyncio.Event) -> float:
    longest_s = 0.0
    quiet_until = time.monotonic() + 60
    while time.monotonic() < quiet_until:
        if until_set.is_set() and ear.hears("ann"):
            quiet_until = min(quiet_until, time.monotonic() + 1)
        longest_s = max(longest_s, time.monotonic() - ear.heard_at["ann"])
        await asyncio.sleep(0.01)
    return longest_s


async def soak(participants: int, rooms_count: int, minutes: float) -> list[Row]:
    """Voices and reliable messages in many rooms; the first tenth of the time warms up."""
    each = max(2, participants // rooms_count)
    with running_rooms(own=True) as rooms:
        async with contextlib.AsyncExitStack() as stack:
            talks = [await _Talk.begin(await stack.enter_async_context(cast(rooms)), each) for _ in range(rooms_count)]
            talking = [asyncio.get_running_loop().create_task(talk.run()) for talk in talks]
            total_s = minutes * 60
            await asyncio.sleep(total_s / 10)
            before = memory_mb(pid_of(rooms))
            samples = []
            for _ in range(18):
                await asyncio.sleep(total_s / 20)
                samples.append(memory_mb(pid_of(rooms)))
            for talk in talks:
                talk.over = True
            await asyncio.gather(*talking)
            for talk in talks:
                with contextlib.suppress(AssertionError):
                    await until(lambda talk=talk: talk.missing == 0, "all messages", 10)
            missing, sent = sum(t.missing for t in talks), sum(t.sent for t in talks)
            silent = sum(t.silent for t in talks)
    grown = statistics.mean(samples[-3:]) - before
    who = f"{each * rooms_count} participants in {rooms_count} rooms, {minutes:g} min"
    return [
        Row(f"memory growth, {who}", f"{before:.1f} → {samples[-1]:.1f} MB ({grown:+.1f})", "none (< 5 MB)", grown < 5),
        Row(f"reliable messages lost, {who}", f"{missing} of {sent}", "0", missing == 0),
        Row(f"listeners that heard nothing at the end, {who}", str(silent), "0", silent == 0),
    ]


class _Talk:
    """One room of the soak: everybody hears the first, who also sends 10 messages a second."""

    def __init__(self, voice: Voice, speaker: rtc.Room, ears: list[Ear]) -> None:
        self._voice = voice
        self._speaker = speaker
        self._ears = ears
        self.over = False
        self.sent = 0
        self.got = 0
        self.silent = 0

    @classmethod
    async def begin(cls, people: Cast, count: int) -> "_Talk":
        speaker = await people.join("speaker")
        listeners = [await people.listener(f"listener-{n}") for n in range(count - 1)]
        talk = cls(await people.speak(speaker), speaker, [ear for _, ear in listeners])
        for room, _ in listeners:
            room.on("data_received", talk.count)
        await until(lambda: all(ear.hears("speaker") for ear in talk._ears), "heard", 30)
        return talk

    def count(self, _: rtc.DataPacket) -> None:
        self.got += 1

    @property
    def missing(self) -> int:
        return self.sent - self.got

    async def run(self) -> None:
        while not self.over:
            await self._speaker.local_participant.publish_data(b"still here")
            self.sent += len(self._ears)
            await asyncio.sleep(0.1)
        with contextlib.suppress(
            AssertionError
        ):  # twenty clients in one process may lag; who lost the voice stays deaf
            await until(lambda: not self._count_silent(), "heard at the end", _HEARD_AT_THE_END_WITHIN_S)
        self.silent = self._count_silent()

    def _count_silent(self) -> int:
        return sum(ear.silent("speaker", 1.0) for ear in self._ears)


async def _load(rooms: Rooms, seconds: float) -> float:
    before, began = cpu_s(pid_of(rooms)), time.monotonic()
    await asyncio.sleep(seconds)
    return (cpu_s(pid_of(rooms)) - before) / (time.monotonic() - began)


def _is_rtp(datagram: bytes) -> bool:
    return len(datagram) > 12 and 128 <= datagram[0] < 192 and not 192 <= datagram[1] <= 223


async def run(options: argparse.Namespace) -> list[Row]:
    """All measurements, one after the other."""
    rows = [await measure_delay(options.seconds), await measure_cost(options.seconds)]
    rows += [await measure_cut_signalling(), await measure_cut_media()]
    rows += await soak(options.participants, options.rooms, options.minutes)
    return rows


def main() -> None:
    """Run from the command line; ends with 1 when a figure is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--participants", type=int, default=20, help="in all rooms together")
    parser.add_argument("--rooms", type=int, default=10)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--seconds", type=float, default=10, help="for delay and processor time")
    rows = asyncio.run(run(parser.parse_args()))
    print("| what | found | wanted | met |\n|---|---|---|---|")
    print("\n".join(map(str, rows)))
    sys.exit(0 if all(row.ok for row in rows) else 1)


if __name__ == "__main__":
    main()
