"""Nonsense from a peer that has passed DTLS: inside the encryption, on SCTP and on a data channel."""

import asyncio
import random
import struct

from aiortc.rtcsctptransport import Chunk, serialize_packet

from local.rooms.media.aiortc_stack import RELIABLE, Certificate, Lower, SecureStack
from local.rooms.settings import Limits
from tests.fakes.rooms_clients import until

ABORTING = (1, 6, 7)


class Pair:
    """Two stacks, back to back: `honest` is ours, `odd` is the peer that misbehaves."""

    def __init__(self) -> None:
        limits = Limits()
        self.got: list[tuple[str, bytes]] = []
        keys = Certificate(), Certificate()
        lower = Lower(lambda data: upper.feed(data), limits)  # noqa: PLW0108  `upper` comes after it
        upper = Lower(lower.feed, limits)
        self.honest = SecureStack(keys[0], lower, limits, lambda label, data: self.got.append((label, data)))
        self.odd = SecureStack(keys[1], upper, limits, lambda *_: None)
        self._keys = keys

    async def connect(self) -> None:
        here, there = self._keys
        both = await asyncio.gather(
            self.honest.run(("sha-256", there.sha256), role="server", open_channels=True),
            self.odd.run(("sha-256", here.sha256), role="client", open_channels=False),
        )
        assert both == [True, True]
        await until(lambda: RELIABLE in self.odd._channels, "the channel is open")

    async def aclose(self) -> None:
        await self.honest.stop()
        await self.odd.stop()


async def test_random_chunks_neither_end_the_connection_nor_stop_the_data():
    pair = Pair()
    await pair.connect()
    dice = random.Random(3)
    assert pair.odd._dtls is not None
    assert pair.honest._sctp is not None
    for length in range(1, 100):
        await pair.odd._dtls._send_data(dice.randbytes(length))
    for _ in range(500):
        chunk = Chunk(flags=dice.randrange(256), body=dice.randbytes(dice.randrange(40)))
        chunk.type = dice.choice([0, 3, 4, 5, 8, 9, 10, 14, 130, 200])
        packet = serialize_packet(5000, 5000, pair.honest._sctp._local_verification_tag, chunk)
        await pair.odd._dtls._send_data(packet)
    assert pair.honest.connected
    await pair.aclose()


async def test_a_wrong_fingerprint_is_not_let_in():
    pair = Pair()
    here, there = pair._keys
    both = await asyncio.gather(
        pair.honest.run(("sha-256", here.sha256), role="server", open_channels=True),
        pair.odd.run(("sha-256", here.sha256), role="client", open_channels=False),
    )
    assert both[0] is False
    assert not pair.honest.connected
    assert there.sha256 != here.sha256
    await pair.aclose()


async def test_a_peer_that_never_ends_its_messages_is_dropped():
    pair = Pair()
    await pair.connect()
    sctp = pair.honest._sctp
    assert sctp is not None
    assert pair.odd._dtls is not None
    tsn = (sctp._last_received_tsn or 0) + 1
    for number in range(2_200):
        chunk = Chunk(flags=2 if number == 0 else 0, body=struct.pack("!IHHI", tsn + number, 1, 0, 53) + b"x" * 1_100)
        chunk.type = 0
        await pair.odd._dtls._send_data(serialize_packet(5000, 5000, sctp._local_verification_tag, chunk))
        await asyncio.sleep(0)
    await until(lambda: sctp.state == "closed", "the hoarder is dropped")
    await pair.aclose()


async def test_a_channel_that_ended_alone_takes_no_message_for_sent():
    pair = Pair()
    await pair.connect()
    assert pair.honest.send_data(RELIABLE, b"before")
    assert pair.odd._sctp is not None
    await pair.odd._sctp._abort()
    await until(lambda: pair.honest._channels[RELIABLE].readyState == "closed", "the abort has come")
    assert pair.honest.connected
    assert not pair.honest.send_data(RELIABLE, b"after")
    await pair.odd.stop()
    await until(lambda: pair.honest.closed_by_peer, "the peer has left for good")
    assert pair.honest.send_data(RELIABLE, b"to nobody")
    await pair.aclose()
