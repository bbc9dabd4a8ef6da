"""RTCP (RFC 3550 section 6): how packets arrive, and whose clock a forwarded stream follows."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass

SENDER_REPORT = 200
RECEIVER_REPORT = 201
_HEADER = struct.Struct("!BBH")
_SENDER_INFO_BYTES = 28
_BLOCK_BYTES = 24
_MAX_BLOCKS = 31


@dataclass(frozen=True, slots=True)
class SenderReport:
    """From a publisher: `info` is NTP time, RTP time, packet and octet count, 20 bytes as they came."""

    ssrc: int
    info: bytes

    @property
    def ntp_middle(self) -> int:
        """The middle 32 bits of the NTP time, which a receiver report quotes back."""
        return int.from_bytes(self.info[2:6], "big")


@dataclass(frozen=True, slots=True)
class ReportBlock:
    """How one source arrives: `fraction_lost` in 1/256 since the last report, `jitter` in RTP clock units."""

    ssrc: int
    fraction_lost: int
    packets_lost: int
    highest_sequence: int
    jitter: int
    last_report: int
    delay_since_report: int


def parse_rtcp(data: bytes) -> Iterator[SenderReport | ReportBlock]:
    """Every sender report and report block of a compound packet; anything malformed ends the reading."""
    at = 0
    while at + _HEADER.size <= len(data):
        first, kind, words = _HEADER.unpack_from(data, at)
        end = at + 4 * (words + 1)
        if end > len(data):
            return
        blocks_at = None
        if kind == SENDER_REPORT and end - at >= _SENDER_INFO_BYTES:
            yield SenderReport(int.from_bytes(data[at + 4 : at + 8], "big"), data[at + 8 : at + 28])
            blocks_at = at + _SENDER_INFO_BYTES
        elif kind == RECEIVER_REPORT and end - at >= 8:
            blocks_at = at + 8
        if blocks_at is not None:
            yield from _parse_blocks(data, blocks_at, end, first & 0x1F)
        at = end


def write_sender_report(report: SenderReport, *, ssrc: int) -> bytes:
    """The publisher's report, said about the forwarded stream."""
    return _HEADER.pack(0x80, SENDER_REPORT, 6) + ssrc.to_bytes(4, "big") + report.info


def write_receiver_report(blocks: list[ReportBlock], *, ssrc: int) -> bytes:
    """A receiver report about at most 31 sources."""
    blocks = blocks[:_MAX_BLOCKS]
    packet = _HEADER.pack(0x80 | len(blocks), RECEIVER_REPORT, 1 + 6 * len(blocks)) + ssrc.to_bytes(4, "big")
    for block in blocks:
        lost = max(-0x800000, min(0x7FFFFF, block.packets_lost)) & 0xFFFFFF
        packet += struct.pack(
            "!IIIIII",
            block.ssrc,
            block.fraction_lost << 24 | lost,
            block.highest_sequence & 0xFFFFFFFF,
            block.jitter & 0xFFFFFFFF,
            block.last_report,
            block.delay_since_report & 0xFFFFFFFF,
        )
    return packet


def _parse_blocks(data: bytes, at: int, end: int, count: int) -> Iterator[ReportBlock]:
    for _ in range(count):
        if at + _BLOCK_BYTES > end:
            return
        ssrc, loss, highest, jitter, last, delay = struct.unpack_from("!IIIIII", data, at)
        lost = loss & 0xFFFFFF
        yield ReportBlock(ssrc, loss >> 24, lost - (1 << 24) if lost & 0x800000 else lost, highest, jitter, last, delay)
        at += _BLOCK_BYTES
