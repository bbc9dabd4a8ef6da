"""Measures the room server with real clients: delay and cost of forwarding, outages, and a soak.

    python -m bench.rooms [--participants 20] [--rooms 10] [--minutes 10]

Prints a Markdown table. Everything runs on this machine, so a busy machine makes every figure worse.
"""

import argparse
import asyncio
import statistics
import struct
import sys
import time

from bench.room_rows import Row, cpu_s, pid_of
from bench.soak import soak
from tests.fakes.rooms_clients import Ear, cast, until
from tests.fakes.rooms_relay import tcp_relay, udp_relay
from tests.fakes.rooms_server import Rooms, free_port, running_rooms


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
