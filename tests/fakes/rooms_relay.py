"""Wires between client and server that a test can cut: a TCP relay for signalling, a UDP relay for media."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable
from typing import cast


class TcpRelay:
    """Passes bytes on to a local port; `cut()` breaks every open connection, `refuse` keeps new ones out."""

    def __init__(self, target_port: int) -> None:
        self._target_port = target_port
        self._writers: set[asyncio.StreamWriter] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._server: asyncio.Server | None = None
        self.refuse = False
        self.accepted = 0

    @property
    def port(self) -> int:
        assert self._server is not None
        return self._server.sockets[0].getsockname()[1]

    async def start(self) -> None:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)

    def cut(self) -> None:
        for writer in list(self._writers):
            writer.transport.abort()

    async def stop(self) -> None:
        assert self._server is not None
        self._server.close()
        self.cut()
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self.refuse:
            writer.transport.abort()
            return
        self.accepted += 1
        there_reader, there_writer = await asyncio.open_connection("127.0.0.1", self._target_port)
        pair = {writer, there_writer}
        self._writers |= pair
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        try:
            await asyncio.gather(_pump(reader, there_writer), _pump(there_reader, writer))
        finally:
            self._tasks.discard(task)
            self._writers -= pair
            for one in pair:
                one.close()


class UdpRelay(asyncio.DatagramProtocol):
    """Passes datagrams between clients and a local port. `cut()` kills every path there is; new ones can be made."""

    def __init__(self, target_port: int) -> None:
        self._target = ("127.0.0.1", target_port)
        self._paths: dict[tuple[str, int], _Path] = {}
        self._dead: set[tuple[str, int]] = set()
        self._front: asyncio.DatagramTransport | None = None
        self.blocked = False
        self.on_in: Callable[[bytes], object] = len
        self.on_out: Callable[[bytes], object] = len

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._front = cast("asyncio.DatagramTransport", transport)

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        if self.blocked or addr in self._dead:
            return
        self.on_in(data)
        path = self._paths.get(addr)
        if path is None:
            path = self._paths[addr] = _Path(self._reply(addr))
            asyncio.get_running_loop().create_task(path.open(self._target, data))
        else:
            path.send(data)

    def cut(self) -> None:
        """From now on nothing passes between the addresses in use; a client must come from a new one."""
        self._dead.update(self._paths)

    def rebind(self) -> None:
        """Forget the paths, as a router that restarts does: the same clients go on from other addresses."""
        for path in self._paths.values():
            path.close()
        self._paths.clear()

    def close(self) -> None:
        self.rebind()
        if self._front is not None:
            self._front.close()

    def _reply(self, addr: tuple[str, int]) -> Callable[[bytes], None]:
        def reply(data: bytes) -> None:
            self.on_out(data)
            if self._front is not None and not self.blocked and addr not in self._dead:
                self._front.sendto(data, addr)

        return reply


class _Path(asyncio.DatagramProtocol):
    def __init__(self, reply: Callable[[bytes], None]) -> None:
        self._reply = reply
        self._transport: asyncio.DatagramTransport | None = None
        self._early: list[bytes] = []

    async def open(self, target: tuple[str, int], first: bytes) -> None:
        self._early.append(first)
        loop = asyncio.get_running_loop()
        self._transport, _ = await loop.create_datagram_endpoint(lambda: self, remote_addr=target)
        for data in self._early:
            self._transport.sendto(data)

    def send(self, data: bytes) -> None:
        if self._transport is None:
            self._early.append(data)
        elif not self._transport.is_closing():
            self._transport.sendto(data)

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        self._reply(data)

    def error_received(self, exc: Exception) -> None:
        pass

    def close(self) -> None:
        if self._transport is not None:
            self._transport.close()


async def _pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with contextlib.suppress(ConnectionError):
        while data := await reader.read(65_536):
            writer.write(data)
            await writer.drain()
    writer.close()


@contextlib.asynccontextmanager
async def tcp_relay(target_port: int) -> AsyncIterator[TcpRelay]:
    relay = TcpRelay(target_port)
    await relay.start()
    try:
        yield relay
    finally:
        await relay.stop()


@contextlib.asynccontextmanager
async def udp_relay(listen_port: int, target_port: int) -> AsyncIterator[UdpRelay]:
    loop = asyncio.get_running_loop()
    _, relay = await loop.create_datagram_endpoint(lambda: UdpRelay(target_port), local_addr=("127.0.0.1", listen_port))
    try:
        yield relay
    finally:
        relay.close()
