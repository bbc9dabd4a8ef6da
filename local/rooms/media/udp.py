"""One UDP socket for everybody, and the answering half of ICE.

The server is ICE-lite: it never probes, it only answers a client's connectivity checks, which carry the user name and
password that the SDP gave out. Whoever passes such a check owns the address it came from; all else from there
(DTLS, SRTP) goes to that peer, and datagrams from unknown addresses are dropped.
"""

import asyncio
import struct
from typing import Protocol, TypeAlias, cast

from aioice import stun

Address: TypeAlias = tuple[str, int]

_STUN_MAX = 3
_DTLS = range(20, 64)
_RTP = range(128, 192)


class Endpoint(Protocol):
    """A peer as the socket sees it."""

    def ice_password(self, user_fragment: str) -> str | None:
        """The password that goes with a local user fragment, None when it is no longer valid."""
        ...

    def on_check(self, address: Address, *, user_fragment: str, nominated: bool) -> None:
        """A valid connectivity check came from `address`."""
        ...

    def on_dtls(self, datagram: bytes) -> None:
        """A DTLS record."""
        ...

    def on_srtp(self, datagram: bytes) -> None:
        """An SRTP or SRTCP packet, still encrypted."""
        ...


class UdpMux(asyncio.DatagramProtocol):
    """Sorts datagrams by their first byte (RFC 7983) and hands them to the endpoint that owns the address."""

    def __init__(self) -> None:
        self._by_fragment: dict[str, Endpoint] = {}
        self._by_address: dict[Address, Endpoint] = {}
        self._socket: asyncio.DatagramTransport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """asyncio: the socket is open."""
        self._socket = cast("asyncio.DatagramTransport", transport)

    def register(self, user_fragment: str, endpoint: Endpoint) -> None:
        """Let checks with this user fragment reach `endpoint`."""
        self._by_fragment[user_fragment] = endpoint

    def withdraw_fragment(self, user_fragment: str) -> None:
        """Forget one user fragment."""
        self._by_fragment.pop(user_fragment, None)

    def withdraw_address(self, address: Address, endpoint: Endpoint) -> None:
        """Forget an address, unless another endpoint owns it by now."""
        if self._by_address.get(address) is endpoint:
            del self._by_address[address]

    def send(self, datagram: bytes, address: Address) -> None:
        """Send now; a full socket buffer drops, as UDP does."""
        if self._socket is not None and not self._socket.is_closing():
            self._socket.sendto(datagram, address)

    def close(self) -> None:
        """Close the socket."""
        if self._socket is not None:
            self._socket.close()

    @property
    def registered(self) -> int:
        """How many user fragments and addresses are held; 0 when every peer is gone."""
        return len(self._by_fragment) + len(self._by_address)

    def datagram_received(self, data: bytes, addr: Address) -> None:
        """asyncio: a datagram came in."""
        first = data[0] if data else 255
        if first in _RTP:
            if (endpoint := self._by_address.get(addr)) is not None:
                endpoint.on_srtp(data)
        elif first in _DTLS:
            if (endpoint := self._by_address.get(addr)) is not None:
                endpoint.on_dtls(data)
        elif first <= _STUN_MAX:
            self._answer_check(data, addr)

    def error_received(self, exc: Exception) -> None:
        """asyncio: an earlier send bounced (the client is gone); its silence is noticed elsewhere."""

    def _answer_check(self, data: bytes, addr: Address) -> None:
        try:
            check = stun.parse_message(data)
            if check.message_class != stun.Class.REQUEST or check.message_method != stun.Method.BINDING:
                return
            fragment = str(check.attributes["USERNAME"]).split(":", 1)[0]
            endpoint = self._by_fragment.get(fragment)
            password = endpoint.ice_password(fragment) if endpoint is not None else None
            if endpoint is None or password is None or not check.check_message_integrity(password.encode()):
                return
        except (ValueError, LookupError, struct.error):
            return
        answer = stun.Message(stun.Method.BINDING, stun.Class.RESPONSE, transaction_id=check.transaction_id)
        answer.attributes["XOR-MAPPED-ADDRESS"] = addr[:2]
        answer.add_message_integrity(password.encode())
        self.send(bytes(answer), addr)
        self._by_address[addr] = endpoint
        endpoint.on_check(addr, user_fragment=fragment, nominated="USE-CANDIDATE" in check.attributes)
