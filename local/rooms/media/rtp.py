"""The little of RTP that forwarding needs: read a header and its extensions, write a header for another subscriber.

Formats: RFC 3550 (RTP), RFC 8285 (header extensions), RFC 6464 (audio level).
"""

import struct
from dataclasses import dataclass

ONE_BYTE_EXTENSIONS = 0xBEDE
MIN_HEADER_BYTES = 12
SILENCE_DBOV = 127


@dataclass(slots=True)
class RtpPacket:
    """A packet as it came. `fixed`: sequence number and timestamp, untouched; `body`: what follows all headers."""

    ssrc: int
    sequence: int
    timestamp: int
    first_byte: int
    marker: int
    fixed: bytes
    body: bytes
    level_dbov: int | None
    mid: str | None


@dataclass(frozen=True, slots=True)
class ExtensionIds:
    """Under which numbers a client sends the extensions that are read; 0 means not at all."""

    audio_level: int = 0
    mid: int = 0


def is_rtcp(datagram: bytes) -> bool:
    """RTCP and RTP share the socket; packet types 192–223 are RTCP (RFC 5761)."""
    return len(datagram) >= 2 and 192 <= datagram[1] <= 223


def parse_rtp(data: bytes, ids: ExtensionIds) -> RtpPacket | None:
    """Read one packet; None when it is not well-formed."""
    if len(data) < MIN_HEADER_BYTES:
        return None
    first = data[0]
    end = MIN_HEADER_BYTES + 4 * (first & 0x0F)
    level: int | None = None
    mid: str | None = None
    if first & 0x10:
        if len(data) < end + 4:
            return None
        profile, words = struct.unpack_from("!HH", data, end)
        start, end = end + 4, end + 4 + 4 * words
        if len(data) < end:
            return None
        if profile == ONE_BYTE_EXTENSIONS:
            level, mid = _read_extensions(data, start, end, ids)
    if len(data) < end:
        return None
    sequence, timestamp, ssrc = struct.unpack_from("!HII", data, 2)
    return RtpPacket(ssrc, sequence, timestamp, first, data[1] & 0x80, data[2:8], data[end:], level, mid)


def write_rtp(packet: RtpPacket, *, payload_type: int, ssrc: int) -> bytes:
    """The packet for another subscriber: no extensions, no contributing sources, its own source id and payload type."""
    first = 0x80 | (packet.first_byte & 0x20)
    return bytes((first, packet.marker | payload_type)) + packet.fixed + ssrc.to_bytes(4, "big") + packet.body


def _read_extensions(data: bytes, at: int, end: int, ids: ExtensionIds) -> tuple[int | None, str | None]:
    level: int | None = None
    mid: str | None = None
    while at < end:
        element = data[at]
        if element == 0:
            at += 1
            continue
        number, length = element >> 4, (element & 0x0F) + 1
        if number == 15 or at + 1 + length > end:
            break
        if number == ids.audio_level:
            level = data[at + 1] & 0x7F
        elif number == ids.mid:
            mid = data[at + 1 : at + 1 + length].decode("ascii", "replace")
        at += 1 + length
    return level, mid
