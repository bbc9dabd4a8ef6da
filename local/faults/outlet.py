"""One HTTP answer, whole or streamed, that misbehaves when a fault says so.

Handlers write as if all were well. What a fault means for an answer over HTTP:
`latency`, `status`, `hang_before`, `html`: as named. `hang_middle` and `cut`: after the second piece of a stream,
or half way through a single body, whose Content-Length promised all of it. `keepalive_only`: comments on an event
stream, and blanks in front of a JSON body that never comes; audio and text have no such sign, so nothing follows
their headers. `empty`: the right headers, no body. `garbage`: noise under the right content type.
"""

import asyncio
from collections.abc import AsyncIterator

import structlog
from aiohttp import web

from local.faults.book import Fault, FaultKind

EVENT_STREAM = "text/event-stream"
_PIECES_BEFORE_MIDDLE = 2
_KEEPALIVE_EVERY_S = 0.25
_log = structlog.get_logger(__name__)

_HTML = b"<!doctype html><html><head><title>Welcome</title></head><body><h1>It works</h1></body></html>"
_NOISE = b"\x00\xff\xfe{]data: \x80\x81garbage\n\n" * 8


async def answer_whole(
    request: web.Request, fault: Fault | None, body: bytes, *, content_type: str
) -> web.StreamResponse:
    """Send `body` in one piece, or what the fault makes of it."""
    if fault is None or fault.kind in {FaultKind.LATENCY, FaultKind.STATUS, FaultKind.HANG_BEFORE}:
        return web.Response(body=body, headers={"Content-Type": content_type})
    if replaced := _replaced(fault, content_type):
        return replaced
    response = web.StreamResponse(headers={"Content-Type": content_type, "Content-Length": str(len(body))})
    if fault.kind is FaultKind.KEEPALIVE_ONLY:
        del response.headers["Content-Length"]
        await response.prepare(request)
        await _keep_alive(response, fault, content_type)
        return response
    await response.prepare(request)
    await response.write(body[: len(body) // 2])
    await _break_off(request, fault)
    return response


async def answer_stream(
    request: web.Request, fault: Fault | None, pieces: AsyncIterator[bytes], *, content_type: str
) -> web.StreamResponse:
    """Send `pieces` as they come, or what the fault makes of them."""
    if fault is not None and (replaced := _replaced(fault, content_type)):
        return replaced
    response = web.StreamResponse(headers={"Content-Type": content_type, "Cache-Control": "no-cache"})
    await response.prepare(request)
    if fault is not None and fault.kind is FaultKind.KEEPALIVE_ONLY:
        await _keep_alive(response, fault, content_type)
        return response
    breaks = fault if fault is not None and fault.kind in {FaultKind.HANG_MIDDLE, FaultKind.CUT} else None
    try:
        await _send_pieces(response, pieces, _PIECES_BEFORE_MIDDLE if breaks is not None else None)
    except ConnectionError:
        raise
    except Exception as failure:  # noqa: BLE001  supervisor of a stream: the status has left, so only a cut can tell
        _log.error("stream.failed", path=request.path, error=type(failure).__name__)
        breaks = Fault(FaultKind.CUT)
    if breaks is not None:
        await _break_off(request, breaks)
        return response
    await response.write_eof()
    return response


async def _send_pieces(response: web.StreamResponse, pieces: AsyncIterator[bytes], limit: int | None) -> None:
    sent = 0
    async for piece in pieces:
        await response.write(piece)
        sent += 1
        if sent == limit:
            return


async def delay(fault: Fault | None) -> None:
    """Wait as long as `latency` and `hang_before` say, before anything is answered."""
    if fault is None:
        return
    if fault.kind is FaultKind.LATENCY:
        await asyncio.sleep(fault.seconds if fault.seconds is not None else 1.0)
    elif fault.kind is FaultKind.HANG_BEFORE:
        await asyncio.sleep(fault.hang_s)


def _replaced(fault: Fault, content_type: str) -> web.Response | None:
    if fault.kind is FaultKind.HTML:
        return web.Response(body=_HTML, headers={"Content-Type": "text/html; charset=utf-8"})
    if fault.kind is FaultKind.GARBAGE:
        return web.Response(body=_NOISE, headers={"Content-Type": content_type})
    if fault.kind is FaultKind.EMPTY:
        return web.Response(body=b"", headers={"Content-Type": content_type})
    return None


async def _keep_alive(response: web.StreamResponse, fault: Fault, content_type: str) -> None:
    sign = {EVENT_STREAM: b": keep-alive\n\n", "application/json": b" "}.get(content_type.partition(";")[0], b"")
    for _ in range(max(1, round(fault.hang_s / _KEEPALIVE_EVERY_S))):
        if sign:
            await response.write(sign)
        await asyncio.sleep(_KEEPALIVE_EVERY_S)


async def _break_off(request: web.Request, fault: Fault) -> None:
    if fault.kind is FaultKind.HANG_MIDDLE:
        await asyncio.sleep(fault.hang_s)
    if request.transport is not None:
        request.transport.abort()
