"""Twirp, the RPC that livekit-api speaks: `POST /twirp/livekit.<Service>/<Method>`, protobuf or JSON."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from aiohttp import web
from google.protobuf.json_format import MessageToJson, Parse, ParseError
from google.protobuf.message import DecodeError, Message
from livekit import api

_STATUS: Final = {
    "invalid_argument": 400,
    "malformed": 400,
    "unauthenticated": 401,
    "permission_denied": 403,
    "not_found": 404,
    "bad_route": 404,
    "failed_precondition": 412,
    "resource_exhausted": 429,
    "unimplemented": 501,
}
_JSON = "application/json"
_PROTOBUF = "application/protobuf"


class TwirpError(Exception):
    """What a call answers instead of a message; `code` is Twirp's word for the status."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


def error_response(error: TwirpError) -> web.Response:
    """An error as Twirp writes it."""
    return web.json_response({"code": error.code, "msg": error.message}, status=_STATUS[error.code])


@dataclass(frozen=True, slots=True)
class Method:
    """One call: what it takes, what its token must allow, and what it does."""

    request: type[Message]
    permit: Callable[[api.VideoGrants, Any], bool]
    run: Callable[[Any], Awaitable[Message] | Message]


def may_create(grants: api.VideoGrants, _: Message) -> bool:
    """Creating and deleting rooms."""
    return bool(grants.room_create)


def may_list(grants: api.VideoGrants, _: Message) -> bool:
    """Listing rooms."""
    return bool(grants.room_list)


def may_administer(grants: api.VideoGrants, request: Any) -> bool:
    """Everything inside the room that the token names."""
    return bool(grants.room_admin) and grants.room == request.room


async def answer(
    methods: Mapping[str, Method], name: str, grants: api.VideoGrants, request: web.Request
) -> web.Response:
    """Run the call `Service.Method`. Raises `TwirpError`."""
    if (method := methods.get(name)) is None:
        service = name.split(".", maxsplit=1)[0]
        known = any(key.startswith(service + ".") for key in methods)
        if service in ("Egress", "Ingress", "SIP", "Connector") or known:
            raise TwirpError("unimplemented", f"{name} is not supported by this server")
        raise TwirpError("bad_route", f"no such call: {name[:100]}")
    message = _read(await request.read(), request.content_type, method.request)
    if not method.permit(grants, message):
        raise TwirpError("permission_denied", "permissions denied")
    result = method.run(message)
    response = result if isinstance(result, Message) else await result
    if request.content_type == _JSON:
        return web.Response(text=MessageToJson(response, preserving_proto_field_name=True), content_type=_JSON)
    return web.Response(body=response.SerializeToString(), content_type=_PROTOBUF)


def _read(body: bytes, content_type: str, kind: type[Message]) -> Message:
    try:
        if content_type == _JSON:
            return Parse(body, kind(), ignore_unknown_fields=True, max_recursion_depth=20)
        if content_type == _PROTOBUF:
            return kind.FromString(body)
    except (DecodeError, ParseError, ValueError, RecursionError):
        raise TwirpError("malformed", "the request body can't be decoded") from None
    raise TwirpError("bad_route", f"content type must be {_PROTOBUF} or {_JSON}")
