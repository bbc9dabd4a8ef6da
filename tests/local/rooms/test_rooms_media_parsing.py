"""SDP, RTP and RTCP as pure functions: what is read, what is written, and that nonsense never raises anything else."""

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from local.rooms.media.reception import AUDIO_CLOCK_HZ, Reception
from local.rooms.media.rtcp import (
    ReportBlock,
    SenderReport,
    parse_rtcp,
    write_receiver_report,
    write_sender_report,
)
from local.rooms.media.rtp import ExtensionIds, is_rtcp, parse_rtp, write_rtp
from local.rooms.media.sdp import AUDIO_LEVEL_URI, MID_URI, SdpError, parse_description
from local.rooms.settings import Limits, Settings
from local.rooms.speaking import ActiveSpeakers, LevelMeter

OFFER = "\r\n".join(
    [
        "v=0",
        "o=- 1 1 IN IP4 127.0.0.1",
        "s=-",
        "a=group:BUNDLE 0 1",
        "a=fingerprint:sha-256 AA:BB",
        "a=ice-ufrag:frag",
        "m=audio 9 UDP/TLS/RTP/SAVPF 63 111",
        "a=mid:0",
        "a=sendonly",
        "a=rtpmap:63 red/48000/2",
        "a=rtpmap:111 opus/48000/2",
        f"a=extmap:1 {AUDIO_LEVEL_URI}",
        f"a=extmap:4/recvonly {MID_URI}",
        "a=msid:stream track-id",
        "a=ssrc:1234 cname:x",
        "a=ssrc:99999999999 cname:x",
        "m=application 9 UDP/DTLS/SCTP webrtc-datachannel",
        "a=mid:1",
        "",
    ]
)


def test_an_offer_is_read():
    offer = parse_description(OFFER, Limits())
    audio, data = offer.sections
    assert (offer.user_fragment, offer.fingerprint, offer.setup) == ("frag", ("sha-256", "AA:BB"), "actpass")
    assert (audio.mid, audio.sends, audio.receives, audio.opus_payload_type) == ("0", True, False, 111)
    assert (audio.track_ids, audio.ssrcs) == ({"track-id"}, {1234})
    assert (audio.extension_id(AUDIO_LEVEL_URI), audio.extension_id(MID_URI)) == (1, 4)
    assert (data.kind, data.opus_payload_type) == ("application", None)


@pytest.mark.parametrize(
    ("broken", "says"),
    [
        (OFFER.replace("a=mid:1", "a=mid:0"), "mid"),
        (OFFER.replace("a=ice-ufrag:frag\r\n", ""), "ice-ufrag"),
        (OFFER.replace("sha-256 AA:BB", "md5 AA"), "fingerprint"),
        (OFFER.replace("m=audio 9", "m=smell 9"), "m= line"),
        ("", "no media section"),
    ],
)
def test_what_an_offer_lacks_is_named(broken: str, says: str):
    with pytest.raises(SdpError, match=says):
        parse_description(broken, Limits())


@given(st.text(max_size=200))
def test_no_text_makes_the_reader_fail_otherwise(text: str):
    for candidate in (text, OFFER[:300] + text + OFFER[300:]):
        try:
            parse_description(candidate, Limits())
        except SdpError:
            continue


def packet(*, extension: bytes = b"", csrcs: int = 0, body: bytes = b"opus") -> bytes:
    first = 0x80 | csrcs | (0x10 if extension else 0)
    head = struct.pack("!BBHII", first, 0x80 | 111, 7, 960, 1234) + b"\0\0\0\1" * csrcs
    if extension:
        padded = extension + b"\0" * (-len(extension) % 4)
        head += struct.pack("!HH", 0xBEDE, len(padded) // 4) + padded
    return head + body


def test_a_packet_is_read_and_written_for_somebody_else():
    read = parse_rtp(packet(extension=b"\x10\x9e\x42abc", csrcs=1), ExtensionIds(audio_level=1, mid=4))
    assert read is not None
    assert (read.ssrc, read.sequence, read.timestamp, read.level_dbov, read.mid) == (1234, 7, 960, 0x1E, "abc")
    written = parse_rtp(write_rtp(read, payload_type=96, ssrc=77), ExtensionIds())
    assert written is not None
    assert (written.ssrc, written.sequence, written.timestamp, written.body) == (77, 7, 960, b"opus")
    assert write_rtp(read, payload_type=96, ssrc=77)[1] == 0x80 | 96


@given(st.binary(max_size=80))
def test_no_bytes_make_the_packet_readers_fail(data: bytes):
    parse_rtp(data, ExtensionIds(1, 2))
    list(parse_rtcp(data))
    assert is_rtcp(data) in (True, False)


def test_reports_come_out_as_they_went_in():
    block = ReportBlock(5, 128, -3, 70_000, 12, 0xABCD, 99)
    assert list(parse_rtcp(write_receiver_report([block], ssrc=1))) == [block]
    report = SenderReport(9, bytes(range(20)))
    assert list(parse_rtcp(write_sender_report(report, ssrc=9))) == [report]
    assert report.ntp_middle == 0x02030405


def test_losses_jitter_and_wrapping_are_counted():
    reception = Reception(1)
    assert reception.report(0) is None
    kept = [n for n in range(65_500, 65_700) if n % 4]
    for n in kept:
        reception.observe(n % 65_536, (n * 960) % 2**32, n * 960 / AUDIO_CLOCK_HZ)
    first = reception.report(10)
    assert first is not None
    assert first.highest_sequence == 65_699
    assert first.packets_lost == (65_699 - kept[0] + 1) - len(kept)
    assert 55 <= first.fraction_lost <= 70
    assert first.jitter <= 1
    reception.observe_report(SenderReport(1, bytes(2) + b"\1\2\3\4" + bytes(14)), 11.0)
    second = reception.report(11.5)
    assert second is not None
    assert (second.fraction_lost, second.last_report, second.delay_since_report) == (0, 0x01020304, 32_768)


def test_a_speaker_is_told_once_and_ends_after_two_quiet_windows():
    meter, speakers = LevelMeter(), ActiveSpeakers()
    assert meter.read() == 0
    for level in (10, 12, 127, 20):
        meter.observe(level)
    loud = meter.read()
    assert 0.3 < loud < 0.33
    assert [(s.sid, s.active) for s in speakers.update([("a", loud), ("b", 0.0)])] == [("a", True)]
    assert speakers.update([("a", loud), ("b", 0.0)]) == []
    assert [s.sid for s in speakers.current()] == ["a"]
    assert speakers.update([("a", 0.0)]) == []
    assert [(s.sid, s.active) for s in speakers.update([("a", 0.0)])] == [("a", False)]
    speakers.update([("a", loud)])
    assert [(s.sid, s.active) for s in speakers.update([])] == [("a", False)]


def test_settings_never_show_the_secret():
    settings = Settings(port=1, udp_port=1, api_key="k", api_secret="s" * 32)
    assert "s" * 32 not in repr(settings)
    with pytest.raises(ValueError, match="32 bytes"):
        Settings(port=1, udp_port=1, api_key="k", api_secret="s" * 31)
    with pytest.raises(ValueError, match="api_key"):
        Settings(port=1, udp_port=1, api_key="", api_secret="s" * 32)
