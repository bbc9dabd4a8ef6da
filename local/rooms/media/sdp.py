"""Reads the SDP that clients send: as much as forwarding Opus needs; an error says what is wrong with the rest."""

from dataclasses import dataclass
from typing import Literal

from local.rooms.settings import Limits

AUDIO_LEVEL_URI = "urn:ietf:params:rtp-hdrext:ssrc-audio-level"
MID_URI = "urn:ietf:params:rtp-hdrext:sdes:mid"
_MEDIA_KINDS = ("audio", "video", "application")
_DIRECTIONS = ("sendonly", "recvonly", "sendrecv", "inactive")

Direction = Literal["sendonly", "recvonly", "sendrecv", "inactive"]


class SdpError(ValueError):
    """The description can't be used; the text says why."""


@dataclass(frozen=True, slots=True)
class Section:
    """One `m=` part: its kind, payload types as written, and its attribute lines without `a=`."""

    kind: str
    payload_types: tuple[str, ...]
    attributes: tuple[str, ...]

    def value(self, name: str) -> str | None:
        """The first value of an attribute."""
        return next(iter(self.values(name)), None)

    def values(self, name: str) -> list[str]:
        """All values of an attribute."""
        return [line[len(name) + 1 :] for line in self.attributes if line.startswith(name + ":")]

    @property
    def mid(self) -> str:
        """The section's name in the bundle."""
        return self.value("mid") or ""

    @property
    def direction(self) -> Direction:
        """Seen from the client."""
        for line in self.attributes:
            if line in _DIRECTIONS:
                return line
        return "sendrecv"

    @property
    def sends(self) -> bool:
        """The client wants to send."""
        return self.direction in ("sendonly", "sendrecv")

    @property
    def receives(self) -> bool:
        """The client is ready to receive."""
        return self.direction in ("recvonly", "sendrecv")

    @property
    def opus_payload_type(self) -> int | None:
        """The payload type that the client gave Opus, None when it is not offered."""
        for line in self.values("rtpmap"):
            number, _, codec = line.partition(" ")
            if codec.lower().startswith("opus/48000") and number.isdigit() and int(number) < 128:
                return int(number)
        return None

    def extension_id(self, uri: str) -> int:
        """The number of a header extension, 0 when it isn't offered."""
        for line in self.values("extmap"):
            number, _, rest = line.partition(" ")
            number = number.split("/")[0]
            if rest.split(" ")[0] == uri and number.isdigit() and 0 < int(number) < 15:
                return int(number)
        return 0

    @property
    def ssrcs(self) -> set[int]:
        """The sources that the client announces here."""
        numbers = (line.split(" ")[0] for line in self.values("ssrc"))
        return {int(n) for n in numbers if n.isdigit() and int(n) < 2**32}

    @property
    def track_ids(self) -> set[str]:
        """The client's own ids of the track that it sends here, from either place where SDP keeps them."""
        ids = {words[1] for line in self.values("msid") if len(words := line.split()) > 1}
        for line in self.values("ssrc"):
            words = line.split()
            if len(words) > 2 and words[1].startswith("msid:"):
                ids.add(words[2])
        return ids


@dataclass(frozen=True, slots=True)
class Description:
    """A whole description: what counts for the transport, and the sections in order."""

    user_fragment: str
    fingerprint: tuple[str, str]
    setup: str
    sections: tuple[Section, ...]


def parse_description(sdp: str, limits: Limits) -> Description:
    """Read an offer or answer. Raises `SdpError`."""
    if len(sdp) > limits.sdp_chars:
        raise SdpError(f"longer than {limits.sdp_chars} characters")
    head, *parts = ("\n" + sdp.replace("\r\n", "\n")).split("\nm=")
    if not parts:
        raise SdpError("has no media section")
    if len(parts) > limits.sections_per_description:
        raise SdpError(f"has more than {limits.sections_per_description} media sections")
    session = Section("session", (), _attribute_lines(head))
    sections = tuple(_parse_section(part) for part in parts)
    mids = [section.mid for section in sections]
    if not all(mids) or len(set(mids)) != len(mids):
        raise SdpError("needs a different mid on each section")
    first = sections[0]
    fragment = first.value("ice-ufrag") or session.value("ice-ufrag")
    fingerprint = (first.value("fingerprint") or session.value("fingerprint") or "").split()
    if not fragment:
        raise SdpError("has no ice-ufrag")
    if len(fingerprint) != 2 or fingerprint[0].lower() not in ("sha-256", "sha-384", "sha-512"):
        raise SdpError("has no fingerprint of a known hash")
    setup = first.value("setup") or session.value("setup") or "actpass"
    return Description(fragment, (fingerprint[0], fingerprint[1]), setup, sections)


def _parse_section(text: str) -> Section:
    first, *_ = text.split("\n", 1)
    words = first.split()
    if len(words) < 4 or words[0] not in _MEDIA_KINDS:
        raise SdpError("has a malformed m= line")
    return Section(words[0], tuple(words[3:]), _attribute_lines(text))


def _attribute_lines(text: str) -> tuple[str, ...]:
    return tuple(line[2:].strip() for line in text.split("\n")[1:] if line.startswith("a="))
