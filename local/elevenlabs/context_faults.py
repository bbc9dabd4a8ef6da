"""What a fault means inside a socket that is already open, met by one context of it.

`latency`: before the first audio. `hang_before`: no audio and no end. `hang_middle`, `cut`: after two pieces.
`keepalive_only`: messages without audio, again and again. `empty`: the final message at once, without audio.
`html`, `garbage`: a text frame that is no JSON. `status`: an error message that ends the context.
"""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from local.faults.book import Fault, FaultKind

_PIECES_BEFORE_MIDDLE = 2
_KEEPALIVE_EVERY_S = 0.25
_HTML = "<!doctype html><html><body><h1>It works</h1></body></html>"
_NOISE = "\u0000{]~garbage~"
_INSTEAD_OF_AUDIO = frozenset(
    {
        FaultKind.EMPTY,
        FaultKind.HANG_BEFORE,
        FaultKind.KEEPALIVE_ONLY,
        FaultKind.HTML,
        FaultKind.GARBAGE,
        FaultKind.STATUS,
    }
)


class ContextFault:
    """The fault of one context, or none. `send_text` writes a raw frame, `abort` breaks the connection."""

    def __init__(
        self,
        fault: Fault | None,
        *,
        context_id: str,
        send: Callable[[dict[str, Any]], Awaitable[None]],
        send_text: Callable[[str], Awaitable[None]],
        abort: Callable[[], None],
    ) -> None:
        self._fault = fault
        self._context_id = context_id
        self._send, self._send_text, self._abort = send, send_text, abort
        self._pieces = 0

    @property
    def kind(self) -> FaultKind | None:
        """What goes wrong here, if anything."""
        return self._fault.kind if self._fault is not None else None

    @property
    def status(self) -> int:
        """The HTTP status that a `status` fault stands for."""
        return self._fault.status if self._fault is not None else 500

    @property
    def replaces_audio(self) -> bool:
        """Whether nothing shall be synthesised at all."""
        return self.kind in _INSTEAD_OF_AUDIO

    async def at_first_text(self) -> None:
        """What is sent, unasked, as soon as there is text."""
        if self.kind is FaultKind.HTML:
            await self._send_text(_HTML)
        elif self.kind is FaultKind.GARBAGE:
            await self._send_text(_NOISE)
        elif self.kind is FaultKind.KEEPALIVE_ONLY and self._fault is not None:
            sign = {"audio": "", "isFinal": False, "contextId": self._context_id}
            for _ in range(max(1, round(self._fault.hang_s / _KEEPALIVE_EVERY_S))):
                await self._send(sign)
                await asyncio.sleep(_KEEPALIVE_EVERY_S)

    async def before_audio(self) -> None:
        """Called before each audio message."""
        fault = self._fault
        if fault is None:
            return
        if fault.kind is FaultKind.LATENCY and self._pieces == 0:
            await asyncio.sleep(fault.seconds if fault.seconds is not None else 1.0)
        if self._pieces == _PIECES_BEFORE_MIDDLE:
            if fault.kind is FaultKind.HANG_MIDDLE:
                await asyncio.sleep(fault.hang_s)
            elif fault.kind is FaultKind.CUT:
                self._abort()
                raise ConnectionResetError("cut on demand")
        self._pieces += 1

    async def before_final(self) -> None:
        """Called before the final message; a hang has none."""
        fault = self._fault
        if fault is not None and fault.kind in {FaultKind.HANG_BEFORE, FaultKind.KEEPALIVE_ONLY}:
            await asyncio.sleep(fault.hang_s)
