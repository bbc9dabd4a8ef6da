"""One peer's transport: ICE-lite below, the secure stack above, and the address that the two agree on."""

import asyncio
import secrets
from dataclasses import dataclass
from typing import Protocol

import structlog

from local.kit.clock import Clock
from local.kit.tasks import TaskGroup
from local.rooms.media.aiortc_stack import Certificate, Lower, SecureStack
from local.rooms.media.rtp import is_rtcp
from local.rooms.media.udp import Address, UdpMux
from local.rooms.settings import Limits, Timeouts

_KEPT_CREDENTIALS = 2

_log = structlog.get_logger(__name__)


class PeerListener(Protocol):
    """Whom a peer's transport tells."""

    def on_connected(self, peer: "Peer") -> None:
        """The handshake is done; media and data may flow."""
        ...

    def on_failed(self) -> None:
        """The handshake failed or never came to its end."""
        ...

    def on_rtp(self, packet: bytes) -> None:
        """A decrypted RTP packet."""
        ...

    def on_rtcp(self, packet: bytes) -> None:
        """A decrypted RTCP compound packet."""
        ...

    def on_data(self, label: str, message: bytes) -> None:
        """A binary message on a data channel."""
        ...


@dataclass(frozen=True, slots=True)
class IceCredentials:
    """What the SDP gives out for connectivity checks."""

    user_fragment: str
    password: str


@dataclass(frozen=True, slots=True)
class MediaHost:
    """What all peers of a server share."""

    mux: UdpMux
    certificate: Certificate
    clock: Clock
    limits: Limits
    timeouts: Timeouts
    candidate_host: str
    candidate_port: int


class Peer:
    """A transport that exists from the first SDP on, connects when the client's checks arrive, and can restart ICE."""

    def __init__(self, host: MediaHost, listener: PeerListener, *, offers: bool) -> None:
        self.host = host
        self.offers = offers
        self.heard_at_s = host.clock.monotonic()
        self.closed = False
        self._listener = listener
        self._lower = Lower(self._send_raw, host.limits)
        self._stack = SecureStack(host.certificate, self._lower, host.limits, listener.on_data)
        self._role = "server" if offers else "client"
        self._passwords: dict[str, str] = {}
        self._addresses: dict[Address, None] = {}
        self._address: Address | None = None
        self._remote_fragment: str | None = None
        self._fingerprint: tuple[str, str] | None = None
        self._errands = TaskGroup()
        self._started = False

    @property
    def connected(self) -> bool:
        """Media and data may flow."""
        return not self.closed and self._stack.connected

    @property
    def closed_by_peer(self) -> bool:
        """The client closed its side for good."""
        return self._stack.closed_by_peer

    def credentials(self, remote_fragment: str | None = None) -> IceCredentials:
        """The current local credentials; new ones when the client comes with another user fragment (an ICE restart)."""
        if not self._passwords or (remote_fragment is not None and remote_fragment != self._remote_fragment):
            self._remote_fragment = remote_fragment
            return self.restart_ice()
        fragment = next(reversed(self._passwords))
        return IceCredentials(fragment, self._passwords[fragment])

    def restart_ice(self) -> IceCredentials:
        """New local credentials; the ones before stay good until the next restart, so that media flows on meanwhile."""
        fragment = secrets.token_hex(8)
        self._passwords[fragment] = secrets.token_hex(16)
        self.host.mux.register(fragment, self)
        while len(self._passwords) > _KEPT_CREDENTIALS:
            oldest = next(iter(self._passwords))
            del self._passwords[oldest]
            self.host.mux.withdraw_fragment(oldest)
        return IceCredentials(fragment, self._passwords[fragment])

    def expect(self, fingerprint: tuple[str, str], *, client_is_dtls_client: bool) -> None:
        """Who the client's SDP says it is (hash name, value), and which side starts DTLS. Only the first counts."""
        if self._fingerprint is None:
            self._fingerprint = fingerprint
            self._role = "server" if client_is_dtls_client else "client"
            self._start_if_ready()

    @property
    def is_dtls_server(self) -> bool:
        """Whether this side waits for the client's hello."""
        return self._role == "server"

    def send_rtp(self, packet: bytes) -> bool:
        """Encrypt and send; False when nothing was sent."""
        return self._send_media(packet, rtcp=False)

    def send_rtcp(self, packet: bytes) -> bool:
        """Encrypt and send; False when nothing was sent."""
        return self._send_media(packet, rtcp=True)

    def send_data(self, label: str, message: bytes) -> bool:
        """Queue a data-channel message; False when the client is too far behind to take it."""
        return self.closed or self._stack.send_data(label, message)

    def forget_ssrc(self, ssrc: int) -> None:
        """An outgoing source has ended."""
        self._stack.forget_ssrc(ssrc)

    async def close(self) -> None:
        """End the transport and withdraw every address and user fragment. Twice is harmless."""
        if self.closed:
            return
        await self._stack.stop()
        self.closed = True
        for fragment in self._passwords:
            self.host.mux.withdraw_fragment(fragment)
        for address in self._addresses:
            self.host.mux.withdraw_address(address, self)
        await self._errands.aclose()

    def ice_password(self, user_fragment: str) -> str | None:
        """For the socket: the password of a local user fragment."""
        return self._passwords.get(user_fragment)

    def on_check(self, address: Address, *, user_fragment: str, nominated: bool) -> None:
        """From the socket: a valid connectivity check."""
        self.heard_at_s = self.host.clock.monotonic()
        self._addresses.pop(address, None)
        self._addresses[address] = None
        while len(self._addresses) > self.host.limits.addresses_per_peer:
            oldest = next(iter(self._addresses))
            del self._addresses[oldest]
            self.host.mux.withdraw_address(oldest, self)
        current = user_fragment == next(reversed(self._passwords))
        if self._address is None or (nominated and current):
            self._address = address
        self._start_if_ready()

    def on_dtls(self, datagram: bytes) -> None:
        """From the socket: a DTLS record."""
        self._lower.feed(datagram)

    def on_srtp(self, datagram: bytes) -> None:
        """From the socket: encrypted media."""
        rtcp = is_rtcp(datagram)
        packet = self._stack.unprotect(datagram, rtcp=rtcp)
        if packet is None:
            return
        if rtcp:
            self._listener.on_rtcp(packet)
        else:
            self._listener.on_rtp(packet)

    def _send_raw(self, datagram: bytes) -> None:
        if self._address is not None:
            self.host.mux.send(datagram, self._address)

    def _send_media(self, packet: bytes, *, rtcp: bool) -> bool:
        if self._address is None or self.closed:
            return False
        sealed = self._stack.protect(packet, rtcp=rtcp)
        if sealed is None:
            return False
        self.host.mux.send(sealed, self._address)
        return True

    def _start_if_ready(self) -> None:
        if self._started or self._fingerprint is None or self._address is None:
            return
        self._started = True
        self._errands.spawn(self._run(self._fingerprint), name="peer.handshake")

    async def _run(self, fingerprint: tuple[str, str]) -> None:
        try:
            async with asyncio.timeout(self.host.timeouts.handshake_s):
                connected = await self._stack.run(fingerprint, role=self._role, open_channels=self.offers)
        except (TimeoutError, ConnectionError):
            connected = False
        if self.closed:
            return
        if connected:
            self._listener.on_connected(self)
        else:
            _log.warning("peer.handshake_failed")
            self._listener.on_failed()
