"""Server ids as LiveKit writes them (`PA_k3Hw…`): a prefix that says what it names, then twelve random characters."""

import secrets
from enum import StrEnum

_ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789"
_RANDOM_CHARS = 12


class Kind(StrEnum):
    """What an id names."""

    PARTICIPANT = "PA"
    ROOM = "RM"
    TRACK = "TR"
    WORKER = "AW"
    JOB = "AJ"
    DISPATCH = "AD"
    NODE = "ND"
    EVENT = "EV"


def new_sid(kind: Kind) -> str:
    """A fresh id that can't be guessed."""
    return kind.value + "_" + "".join(secrets.choice(_ALPHABET) for _ in range(_RANDOM_CHARS))


def new_ssrc() -> int:
    """A random RTP source id, 1 … 2³¹−1 (0 is reserved by convention)."""
    return secrets.randbelow(2**31 - 1) + 1
