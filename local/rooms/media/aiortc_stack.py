"""DTLS, SRTP and SCTP of one peer, from aiortc. The only file that touches aiortc's private attributes.

aiortc has no public way to use its transports below a whole peer connection. Its version is pinned for that; what a new
version must still offer is exactly what this file uses.
"""
# pyright: reportPrivateUsage=false
# ruff: noqa: SLF001  the two lines above say why

import asyncio
import struct
from collections import deque
from collections.abc import Callable
from typing import Any, cast

import pylibsrtp
import structlog
from aiortc import RTCCertificate
from aiortc.exceptions import InvalidStateError
from aiortc.rtcdatachannel import RTCDataChannel, RTCDataChannelParameters
from aiortc.rtcdtlstransport import RTCDtlsFingerprint, RTCDtlsParameters, RTCDtlsTransport
from aiortc.rtcsctptransport import RTCSctpCapabilities, RTCSctpTransport

from local.rooms.settings import Limits

RELIABLE = "_reliable"
LOSSY = "_lossy"
SCTP_PORT = 5000
_SRTP_MAX_BYTES = 1_340  # libsrtp's wrapper works in a 1500-byte buffer and wants 144 for its trailer
_PENDING_MESSAGES = 256
_REASSEMBLY_BYTES = 1_048_576
_MISORDERED_CHUNKS = 4_096
_GARBAGE = (AssertionError, AttributeError, LookupError, TypeError, ValueError, struct.error)

_log = structlog.get_logger(__name__)


class Certificate:
    """The server's DTLS certificate, one for the life of the process."""

    def __init__(self) -> None:
        self._certificate = RTCCertificate.generateCertificate()

    @property
    def sha256(self) -> str:
        """The fingerprint as SDP writes it."""
        return next(f.value for f in self._certificate.getFingerprints() if f.algorithm == "sha-256")

    def dtls(self, lower: "Lower", role: str) -> RTCDtlsTransport:
        """A DTLS transport over `lower`; role is client or server."""
        transport = RTCDtlsTransport(cast("Any", lower), [self._certificate])
        transport._set_role(role)
        return transport


class Lower:
    """What aiortc takes for an ICE transport: a bounded queue in, a function out."""

    role = "controlled"
    state = "completed"

    def __init__(self, send: Callable[[bytes], None], limits: Limits) -> None:
        self._send_datagram = send
        self._waiting: asyncio.Queue[bytes | None] = asyncio.Queue(maxsize=limits.datagrams_waiting)

    def feed(self, datagram: bytes) -> None:
        """A datagram came in; with the queue full it is dropped, as the network may."""
        if not self._waiting.full():
            self._waiting.put_nowait(datagram)

    def close(self) -> None:
        """Wake the reader for the last time."""
        if self._waiting.full():
            self._waiting.get_nowait()
        self._waiting.put_nowait(None)

    async def _recv(self) -> bytes:
        datagram = await self._waiting.get()
        if datagram is None:
            raise ConnectionError
        return datagram

    async def _send(self, data: bytes) -> None:
        self._send_datagram(data)


class _BoundedSctp(RTCSctpTransport):
    """SCTP that survives nonsense from the peer and gives up on one that never completes its messages."""

    nonsense_seen = 0

    async def _handle_data(self, data: bytes) -> None:
        try:
            await super()._handle_data(data)
        except _GARBAGE as nonsense:
            self.nonsense_seen += 1
            if self.nonsense_seen == 1:
                _log.warning("sctp.garbage", error=type(nonsense).__name__)
        if self._advertised_rwnd < -_REASSEMBLY_BYTES or len(self._sack_misordered) > _MISORDERED_CHUNKS:
            _log.warning("sctp.hoarding")
            await self.stop()


class SecureStack:
    """Encrypted media and data of one peer. Create; `run` once fingerprint and address are known; `stop`."""

    def __init__(
        self,
        certificate: Certificate,
        lower: Lower,
        limits: Limits,
        on_data: Callable[[str, bytes], None],
    ) -> None:
        self._certificate = certificate
        self._lower = lower
        self._limits = limits
        self._on_data = on_data
        self._dtls: RTCDtlsTransport | None = None
        self._sctp: _BoundedSctp | None = None
        self._rx: pylibsrtp.Session | None = None
        self._tx: pylibsrtp.Session | None = None
        self._channels: dict[str, RTCDataChannel] = {}
        self._pending: deque[tuple[str, bytes]] = deque(maxlen=_PENDING_MESSAGES)

    @property
    def connected(self) -> bool:
        """Media and data may flow."""
        return self._tx is not None and self._dtls is not None and self._dtls.state == "connected"

    @property
    def closed_by_peer(self) -> bool:
        """The peer ended DTLS; nothing comes back on this stack."""
        return self._tx is not None and self._dtls is not None and self._dtls.state == "closed"

    async def run(self, fingerprint: tuple[str, str], *, role: str, open_channels: bool) -> bool:
        """Shake hands and start SCTP; False when the peer isn't who its SDP says or doesn't finish.

        `open_channels`: the server opens `_reliable` and `_lossy` itself (the subscriber half of two connections).
        """
        dtls = self._dtls = self._certificate.dtls(self._lower, role)
        sctp = self._sctp = _BoundedSctp(dtls, SCTP_PORT)
        sctp.on("datachannel", self._adopt)
        await dtls.start(RTCDtlsParameters(fingerprints=[RTCDtlsFingerprint(*fingerprint)]))
        if dtls.state != "connected":
            return False
        self._rx, self._tx = dtls._rx_srtp, dtls._tx_srtp
        await sctp.start(RTCSctpCapabilities(maxMessageSize=self._limits.data_message_bytes), SCTP_PORT)
        if open_channels:
            self._open(RTCDataChannelParameters(label=RELIABLE, ordered=True))
            self._open(RTCDataChannelParameters(label=LOSSY, ordered=False, maxRetransmits=0))
        return True

    async def stop(self) -> None:
        """End SCTP and DTLS and forget what was queued."""
        try:
            if self._sctp is not None and self._sctp.state != "new":
                await self._sctp.stop()
            if self._dtls is not None:
                await self._dtls.stop()
        except (ConnectionError, *_GARBAGE) as failure:
            _log.info("stack.stop", error=type(failure).__name__)
        self._lower.close()
        self._rx = self._tx = None
        self._pending.clear()
        self._channels.clear()

    def unprotect(self, datagram: bytes, *, rtcp: bool) -> bytes | None:
        """Decrypt; None for what doesn't authenticate or comes twice."""
        if self._rx is None:
            return None
        try:
            return self._rx.unprotect_rtcp(datagram) if rtcp else self._rx.unprotect(datagram)
        except (pylibsrtp.Error, ValueError):
            return None

    def protect(self, packet: bytes, *, rtcp: bool) -> bytes | None:
        """Encrypt; None before the handshake, for a packet that's too long, or one that libsrtp refuses."""
        if self._tx is None or len(packet) > _SRTP_MAX_BYTES:
            return None
        try:
            return self._tx.protect_rtcp(packet) if rtcp else self._tx.protect(packet)
        except pylibsrtp.Error:
            return None

    def forget_ssrc(self, ssrc: int) -> None:
        """Free what libsrtp holds for an outgoing source."""
        if self._tx is not None:
            try:
                self._tx.remove_stream(ssrc)
            except pylibsrtp.Error:
                return

    def send_data(self, label: str, message: bytes) -> bool:
        """Queue a message; False when the peer can't have it: too far behind, or its channel ended while DTLS goes on.

        Messages that are early (channel not open yet) wait; at most 256 of them.
        """
        channel = self._channels.get(label)
        if channel is None or channel.readyState == "connecting":
            if len(self._pending) == _PENDING_MESSAGES:
                return False
            self._pending.append((label, message))
            return True
        if channel.readyState != "open":
            return not self.connected
        if channel.bufferedAmount + len(message) > self._limits.data_backlog_bytes:
            return False
        try:
            channel.send(message)
        except (InvalidStateError, ValueError) as refused:
            _log.info("data.refused", label=label, error=type(refused).__name__)
        return True

    def _open(self, parameters: RTCDataChannelParameters) -> None:
        if self._sctp is None:
            return
        channel = RTCDataChannel(self._sctp, parameters)
        channel.on("open", lambda: self._adopt(channel))

    def _adopt(self, channel: RTCDataChannel) -> None:
        if len(self._channels) >= self._limits.data_channels:
            channel.close()
            return
        label = channel.label
        self._channels[label] = channel

        def deliver(message: bytes | str) -> None:
            if isinstance(message, bytes):
                self._on_data(label, message)

        channel.on("message", deliver)
        waiting, self._pending = self._pending, deque(maxlen=_PENDING_MESSAGES)
        for wanted, message in waiting:
            self.send_data(wanted, message)
