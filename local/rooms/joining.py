"""Reads how a client asks to join: the newer `join_request` parameter (one connection) or plain parameters (two)."""

import base64
import binascii
import gzip
import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from google.protobuf.message import DecodeError
from livekit.protocol import models, rtc

from local.rooms.settings import Limits

_MAX_INFLATED_BYTES = 1_048_576


class JoinError(ValueError):
    """The request to join can't be read; the text says which parameter is at fault."""


@dataclass(frozen=True, slots=True)
class Join:
    """What a client wants. `dual`: it uses two peer connections, the second of which the server offers."""

    dual: bool
    auto_subscribe: bool
    reconnect: bool
    participant_sid: str
    metadata: str
    attributes: dict[str, str]
    client: models.ClientInfo
    publisher_offer: rtc.SessionDescription | None
    add_tracks: tuple[rtc.AddTrackRequest, ...]
    sync: rtc.SyncState | None


def parse_join(query: Mapping[str, str], limits: Limits) -> Join:
    """Read the query of `/rtc` or `/rtc/v1`. Raises `JoinError`."""
    join = _from_message(query["join_request"]) if "join_request" in query else _from_parameters(query)
    if len(join.metadata.encode()) > limits.metadata_bytes:
        raise JoinError("metadata: too long")
    if sum(len(k) + len(v) for k, v in join.attributes.items()) > limits.metadata_bytes:
        raise JoinError("attributes: too long")
    if len(join.add_tracks) > limits.tracks_per_participant:
        raise JoinError("add_track_requests: too many")
    return join


def _from_message(encoded: str) -> Join:
    try:
        raw = _decode(encoded)
        wrapped = rtc.WrappedJoinRequest.FromString(raw)
        body = wrapped.join_request
        if wrapped.compression == rtc.WrappedJoinRequest.GZIP:
            body = _inflate(body)
        request = rtc.JoinRequest.FromString(body)
    except (binascii.Error, DecodeError, ValueError, OSError, EOFError, zlib.error):
        raise JoinError("join_request: can't be decoded") from None
    offered = request.HasField("publisher_offer") and bool(request.publisher_offer.sdp)
    return Join(
        dual=False,
        auto_subscribe=request.connection_settings.auto_subscribe,
        reconnect=request.reconnect,
        participant_sid=request.participant_sid,
        metadata=request.metadata,
        attributes=dict(request.participant_attributes),
        client=request.client_info,
        publisher_offer=request.publisher_offer if offered else None,
        add_tracks=tuple(request.add_track_requests),
        sync=request.sync_state if request.HasField("sync_state") else None,
    )


def _decode(encoded: str) -> bytes:
    text = encoded.rstrip("=").replace("+", "-").replace("/", "_")
    return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)


def _inflate(body: bytes) -> bytes:
    inflater = zlib.decompressobj(wbits=16 + zlib.MAX_WBITS)
    text = inflater.decompress(body, _MAX_INFLATED_BYTES)
    if inflater.unconsumed_tail or not inflater.eof:
        raise gzip.BadGzipFile
    return text


def _from_parameters(query: Mapping[str, str]) -> Join:
    protocol = query.get("client_protocol", "0")
    return Join(
        dual=True,
        auto_subscribe=query.get("auto_subscribe", "1") in ("1", "true"),
        reconnect=query.get("reconnect") in ("1", "true"),
        participant_sid=query.get("sid", ""),
        metadata="",
        attributes=_parse_attributes(query.get("attributes", "")),
        client=models.ClientInfo(
            version=query.get("version", ""),
            other_sdks=query.get("sdk", ""),
            client_protocol=int(protocol) if protocol.isdigit() and len(protocol) < 6 else 0,
        ),
        publisher_offer=None,
        add_tracks=(),
        sync=None,
    )


def _parse_attributes(encoded: str) -> dict[str, str]:
    if not encoded:
        return {}
    try:
        found: Any = json.loads(_decode(encoded))
    except (binascii.Error, ValueError, RecursionError):
        raise JoinError("attributes: can't be decoded") from None
    if not isinstance(found, dict) or not all(isinstance(v, str) for v in found.values()):
        raise JoinError("attributes: must be an object of strings")
    return {str(key): str(value) for key, value in found.items()}
