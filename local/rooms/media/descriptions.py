"""Writes the server's SDP: answers to a client's offer, and offers for the receiving half of two connections."""

from dataclasses import dataclass

from local.rooms.media.peer import IceCredentials, MediaHost, Peer
from local.rooms.media.sdp import AUDIO_LEVEL_URI, MID_URI, Description, Section

OFFERED_OPUS = 111


@dataclass(frozen=True, slots=True)
class Receiving:
    """The server takes audio here."""

    stereo: bool = False
    dtx: bool = True


@dataclass(frozen=True, slots=True)
class Sending:
    """The server sends a track here: whose, which, and under what source id."""

    participant_sid: str
    track_sid: str
    ssrc: int

    def lines(self) -> list[str]:
        """How a client learns which participant and track the section carries."""
        stream = f"{self.participant_sid}|{self.track_sid}"
        return [
            "a=sendonly",
            f"a=msid:{stream} {self.track_sid}",
            f"a=ssrc:{self.ssrc} cname:{stream}",
            f"a=ssrc:{self.ssrc} msid:{stream} {self.track_sid}",
        ]


Plan = dict[str, Receiving | Sending]
"""What happens on which mid; a mid that is missing stays unused."""


@dataclass(frozen=True, slots=True)
class Transport:
    """The lines that each section repeats about the one transport below."""

    setup: str
    credentials: IceCredentials
    host: MediaHost

    @classmethod
    def of(cls, peer: Peer, credentials: IceCredentials) -> "Transport":
        """For `peer`: an offer leaves the DTLS role open, an answer settles it."""
        setup = "actpass" if peer.offers else ("passive" if peer.is_dtls_server else "active")
        return cls(setup, credentials, peer.host)

    def lines(self) -> list[str]:
        """DTLS and ICE attributes."""
        return [
            f"a=setup:{self.setup}",
            f"a=ice-ufrag:{self.credentials.user_fragment}",
            f"a=ice-pwd:{self.credentials.password}",
            f"a=fingerprint:sha-256 {self.host.certificate.sha256}",
        ]

    def candidates(self) -> list[str]:
        """The one place where this server can be reached."""
        address = f"{self.host.candidate_host} {self.host.candidate_port}"
        return [f"a=candidate:1 1 udp 2130706431 {address} typ host", "a=end-of-candidates"]

    def data_section(self, mid: str) -> list[str]:
        """The section of the data channels."""
        return [
            "m=application 9 UDP/DTLS/SCTP webrtc-datachannel",
            "c=IN IP4 0.0.0.0",
            f"a=mid:{mid}",
            *self.lines(),
            "a=sctp-port:5000",
            f"a=max-message-size:{self.host.limits.data_message_bytes}",
            *self.candidates(),
        ]

    def media_head(self, kind: str, payload_type: str, mid: str) -> list[str]:
        """How a media section begins."""
        return [
            f"m={kind} 9 UDP/TLS/RTP/SAVPF {payload_type}",
            "c=IN IP4 0.0.0.0",
            f"a=mid:{mid}",
            *self.lines(),
            "a=rtcp-mux",
            "a=rtcp-rsize",
        ]


def write_answer(offer: Description, plan: Plan, transport: Transport, *, session_id: int, version: int) -> str:
    """Answer every section in the offer's order: used as planned, else inactive."""
    lines = _session_lines(session_id, version, [section.mid for section in offer.sections])
    for section in offer.sections:
        if section.kind == "application":
            lines += transport.data_section(section.mid)
        else:
            lines += _answer_media(section, plan.get(section.mid), transport)
    return "\r\n".join(lines) + "\r\n"


def write_offer(plan: list[tuple[str, Sending | None]], transport: Transport, *, session_id: int, version: int) -> str:
    """Offer a data section (mid 0) and one audio section for each entry; None keeps a section that is free."""
    lines = _session_lines(session_id, version, ["0", *(mid for mid, _ in plan)])
    lines += transport.data_section("0")
    for mid, sending in plan:
        lines += transport.media_head("audio", str(OFFERED_OPUS), mid)
        lines += [
            f"a=rtpmap:{OFFERED_OPUS} opus/48000/2",
            f"a=fmtp:{OFFERED_OPUS} minptime=10;useinbandfec=1",
            *(sending.lines() if sending is not None else ["a=inactive"]),
            *transport.candidates(),
        ]
    return "\r\n".join(lines) + "\r\n"


def _session_lines(session_id: int, version: int, mids: list[str]) -> list[str]:
    return [
        "v=0",
        f"o=- {session_id} {version} IN IP4 127.0.0.1",
        "s=-",
        "t=0 0",
        "a=ice-lite",
        "a=msid-semantic: WMS *",
        "a=extmap-allow-mixed",
        "a=group:BUNDLE " + " ".join(mids),
    ]


def _answer_media(section: Section, use: Receiving | Sending | None, transport: Transport) -> list[str]:
    opus = section.opus_payload_type if section.kind == "audio" else None
    payload_type = str(opus) if opus is not None else section.payload_types[0]
    lines = transport.media_head(section.kind, payload_type, section.mid)
    lines += [f"a=rtpmap:{line}" for line in section.values("rtpmap") if line.split(" ")[0] == payload_type]
    if opus is None:
        return [*lines, "a=inactive", *transport.candidates()]
    for uri in (AUDIO_LEVEL_URI, MID_URI):
        if number := section.extension_id(uri):
            lines.append(f"a=extmap:{number} {uri}")
    match use:
        case Receiving():
            stereo = ";stereo=1;sprop-stereo=1" if use.stereo else ""
            dtx = ";usedtx=1" if use.dtx else ""
            lines += [f"a=fmtp:{opus} minptime=10;useinbandfec=1{stereo}{dtx}", "a=recvonly"]
        case Sending():
            lines += [f"a=fmtp:{opus} minptime=10;useinbandfec=1", *use.lines()]
        case None:
            lines += [f"a=fmtp:{opus} minptime=10;useinbandfec=1", "a=inactive"]
    return lines + transport.candidates()
