"""The one TCP port: signalling, agent workers, Twirp calls, health."""

import structlog
from aiohttp import WSCloseCode, WSMsgType, web
from livekit import api
from livekit.api.access_token import Claims
from livekit.protocol import models, rtc

from local.rooms.agents.worker_socket import serve_worker
from local.rooms.bucket import TokenBucket
from local.rooms.joining import Join, JoinError, parse_join
from local.rooms.participant import Participant
from local.rooms.requests import SignalGarbageError, SignalRequests
from local.rooms.server import RoomServer, ServerFullError
from local.rooms.service import twirp
from local.rooms.service.room_service import RoomService
from local.rooms.signal_socket import SignalSocket
from local.rooms.tokens import TokenRefusedError

_CORS = {"Access-Control-Allow-Origin": "*"}
_PING_TIMEOUT_S = 15
_PING_INTERVAL_S = 5

_log = structlog.get_logger(__name__)


class RefusalError(Exception):
    """A request that is answered with a status and a sentence."""

    def __init__(self, status: int, text: str) -> None:
        super().__init__(text)
        self.status = status
        self.text = text


def make_app(server: RoomServer) -> web.Application:
    """The application over `server`."""
    routes = _Routes(server)
    app = web.Application(client_max_size=server.settings.limits.request_body_bytes)
    for path in ("/rtc", "/rtc/v1"):
        app.router.add_get(path, routes.signal)
        app.router.add_get(path + "/validate", routes.validate)
    app.router.add_get("/agent", routes.agent)
    app.router.add_post("/twirp/{service}/{method}", routes.twirp)
    app.router.add_get("/healthz", routes.health)
    app.router.add_get("/", routes.root)
    return app


class _Routes:
    def __init__(self, server: RoomServer) -> None:
        self._server = server
        self._limits = server.settings.limits
        self._methods = RoomService(server).methods()

    async def root(self, _: web.Request) -> web.Response:
        return web.Response(text="OK")

    async def health(self, _: web.Request) -> web.Response:
        server = self._server
        counts = {
            "rooms": len(server.rooms),
            "participants": len(server.participants),
            "workers": len(server.dispatcher.workers),
            "transports": server.media.mux.registered,
            "tasks": len(server.errands),
        }
        return web.json_response({"status": "ok", "version": server.info.version, **counts})

    async def validate(self, request: web.Request) -> web.Response:
        try:
            self._admit(request)
        except RefusalError as refusal:
            return web.Response(status=refusal.status, text=refusal.text, headers=_CORS)
        return web.Response(text="success", headers=_CORS)

    async def signal(self, request: web.Request) -> web.StreamResponse:
        try:
            claims, join = self._admit(request)
        except RefusalError as refusal:
            return web.Response(status=refusal.status, text=refusal.text, headers=_CORS)
        socket = web.WebSocketResponse(
            max_msg_size=self._limits.signal_message_bytes, timeout=1.0, compress=False, decode_text=False
        )
        if not socket.can_prepare(request):
            return web.Response(status=400, text="a WebSocket is expected here", headers=_CORS)
        await socket.prepare(request)
        signal = SignalSocket(socket, self._limits, self._server.errands)
        participant = self._resume(claims, join, signal) if join.reconnect else self._join(claims, join, signal)
        if participant is not None:
            try:
                await self._read(socket, signal, participant)
            finally:
                participant.detach(signal)
        signal.close()
        await signal.wait_closed()
        return socket

    async def agent(self, request: web.Request) -> web.StreamResponse:
        try:
            grants = self._claims(request).video
        except TokenRefusedError as refused:
            return web.Response(status=401, text=str(refused))
        if grants is None or not grants.agent:
            return web.Response(status=401, text="the token has no agent grant")
        socket = web.WebSocketResponse(max_msg_size=self._limits.worker_message_bytes, timeout=1.0, compress=False)
        if not socket.can_prepare(request):
            return web.Response(status=400, text="a WebSocket is expected here")
        await socket.prepare(request)
        await serve_worker(self._server, socket)
        await socket.close()
        return socket

    async def twirp(self, request: web.Request) -> web.Response:
        service = request.match_info["service"].split(".")[-1]
        try:
            grants = self._claims(request).video or api.VideoGrants()
            return await twirp.answer(self._methods, f"{service}.{request.match_info['method']}", grants, request)
        except TokenRefusedError as refused:
            return twirp.error_response(twirp.TwirpError("unauthenticated", str(refused)))
        except twirp.TwirpError as error:
            return twirp.error_response(error)

    def _claims(self, request: web.Request) -> Claims:
        header = request.headers.get("Authorization", "")
        token = header[len("Bearer ") :] if header.startswith("Bearer ") else request.query.get("access_token", "")
        return self._server.tokens.verify(token.strip())

    def _admit(self, request: web.Request) -> tuple[Claims, Join]:
        try:
            claims = self._claims(request)
        except TokenRefusedError as refused:
            raise RefusalError(401, str(refused)) from None
        grants = claims.video
        if grants is None or not grants.room_join or not grants.room or not claims.identity:
            raise RefusalError(401, "the token does not permit joining a room")
        if max(len(grants.room), len(claims.identity), len(claims.name)) > self._limits.name_chars:
            raise RefusalError(400, f"room, identity, name: at most {self._limits.name_chars} characters")
        try:
            join = parse_join(request.query, self._limits)
        except JoinError as bad:
            raise RefusalError(400, str(bad)) from None
        room = self._server.rooms.get(grants.room)
        if room is not None and room.full and claims.identity not in room.members:
            raise RefusalError(403, "the room is full")
        if room is None and len(self._server.rooms) >= self._limits.rooms:
            raise RefusalError(503, "no more rooms can be opened on this server")
        if len(self._server.participants) >= self._limits.participants:
            raise RefusalError(503, "no more participants fit on this server")
        return claims, join

    def _join(self, claims: Claims, join: Join, signal: SignalSocket) -> Participant | None:
        server = self._server
        name = claims.video.room if claims.video is not None else ""
        try:
            room = server.open(name, claims.room_config)
        except ServerFullError:
            _send_leave(signal, models.JOIN_FAILURE, rtc.LeaveRequest.DISCONNECT)
            return None
        if (before := room.members.get(claims.identity)) is not None:
            before.leave(models.DUPLICATE_IDENTITY)
        participant = Participant(room, claims, join)
        participant.attach(signal)
        room.add(participant)
        _log.info("participant.joining", sid=participant.sid, room=room.info.sid, dual=join.dual)
        participant.send(join=self._join_response(participant))
        participant.refresh_token()
        participant.link.begin()
        requests = SignalRequests(participant)
        for add_track in join.add_tracks:
            requests.handle(rtc.SignalRequest(add_track=add_track).SerializeToString())
        if join.publisher_offer is not None:
            requests.handle(rtc.SignalRequest(offer=join.publisher_offer).SerializeToString())
        server.dispatcher.participant_joined(room, participant)
        return participant

    def _resume(self, claims: Claims, join: Join, signal: SignalSocket) -> Participant | None:
        room = self._server.rooms.get(claims.video.room if claims.video is not None else "")
        participant = room.members.get(claims.identity) if room is not None else None
        if participant is None or room is None or participant.sid != join.participant_sid or participant.cut_off:
            _send_leave(signal, models.STATE_MISMATCH, rtc.LeaveRequest.RECONNECT)
            return None
        participant.attach(signal)
        _log.info("participant.resumed", sid=participant.sid)
        back = rtc.ReconnectResponse(server_info=self._server.info, last_message_seq=participant.last_reliable_sequence)
        participant.send(reconnect=back)
        participant.refresh_token()
        for member in list(room.members.values()):
            room.introduce(member, to=participant)
        participant.send(room_update=rtc.RoomUpdate(room=room.snapshot()))
        if join.publisher_offer is not None:
            offer = rtc.SignalRequest(offer=join.publisher_offer)
            SignalRequests(participant).handle(offer.SerializeToString())
        participant.link.resume()
        return participant

    def _join_response(self, participant: Participant) -> rtc.JoinResponse:
        room = participant.room
        return rtc.JoinResponse(
            room=room.snapshot(),
            participant=participant.snapshot(),
            other_participants=room.visible_to(participant),
            server_version=self._server.info.version,
            server_info=self._server.info,
            ping_timeout=_PING_TIMEOUT_S,
            ping_interval=_PING_INTERVAL_S,
            subscriber_primary=participant.dual,
            sif_trailer=self._server.sif_trailer,
            fast_publish=True,
            enabled_publish_codecs=[models.Codec(mime="audio/opus")],
        )

    async def _read(self, socket: web.WebSocketResponse, signal: SignalSocket, participant: Participant) -> None:
        requests = SignalRequests(participant)
        allowance = TokenBucket(
            self._server.clock, per_s=self._limits.signal_messages_per_s, burst=self._limits.signal_burst
        )
        async for frame in socket:
            if frame.type != WSMsgType.BINARY:
                signal.close(WSCloseCode.UNSUPPORTED_DATA)
                return
            if not allowance.take():
                _log.warning("signal.flood", sid=participant.sid)
                signal.close(WSCloseCode.POLICY_VIOLATION)
                return
            try:
                requests.handle(frame.data)
            except SignalGarbageError:
                _log.info("signal.garbage", sid=participant.sid)
                signal.close(WSCloseCode.INVALID_TEXT)
                return


def _send_leave(signal: SignalSocket, reason: models.DisconnectReason, action: rtc.LeaveRequest.Action) -> None:
    can_reconnect = action != rtc.LeaveRequest.DISCONNECT
    leave = rtc.LeaveRequest(reason=reason, action=action, can_reconnect=can_reconnect)
    signal.send(rtc.SignalResponse(leave=leave))
