"""The `output_format` names of the wire: codec, rate and bit rate in one word."""

import re
from dataclasses import dataclass

from local.elevenlabs.errors import WireError
from local.engines.encoding import MEDIA_TYPES, Encoder, build_encoder

DEFAULT = "mp3_44100_128"
_NAME = re.compile(r"(pcm|wav|mp3|opus)_(8000|16000|22050|24000|32000|44100|48000)(?:_(32|48|64|96|128|192))?")


@dataclass(frozen=True, slots=True)
class OutputFormat:
    """`rate` in hertz, `bit_rate` in bits a second where the codec has one."""

    kind: str
    rate: int
    bit_rate: int | None

    @property
    def media_type(self) -> str:
        """The content type of an HTTP answer in this format."""
        return MEDIA_TYPES[self.kind]

    def encoder(self) -> Encoder:
        """A fresh encoder."""
        return build_encoder(self.kind, rate=self.rate, bit_rate=self.bit_rate)


def parse_format(name: str) -> OutputFormat:
    """`pcm_24000`, `mp3_22050_32`, … Raises `WireError` 400."""
    match = _NAME.fullmatch(name)
    if match is None or (match[1] == "opus" and match[2] != "48000") or (match[1] == "mp3" and match[2] == "8000"):
        raise WireError(400, "output_format_not_allowed", "The output format is not one that is served here.")
    bit_rate = int(match[3]) * 1000 if match[3] else None
    if match[1] == "mp3" and bit_rate is None:
        bit_rate = 64_000
    return OutputFormat(kind=match[1], rate=int(match[2]), bit_rate=bit_rate)
