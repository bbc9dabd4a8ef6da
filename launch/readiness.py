"""Asks the service of a running Astra whether all of it is ready.

Loaded by `launch.supervisor` once the parts have been started: the client takes a while to load, and they need none.
"""

import asyncio
from collections.abc import Callable

import httpx

_ASK_EVERY_S = 0.3
_ANSWER_WITHIN_S = 2.0


async def await_readiness(service_url: str, on_first_answer: Callable[[], None]) -> None:
    """Ask until every part is well. `on_first_answer` is called when the service answers for the first time."""
    async with httpx.AsyncClient(timeout=_ANSWER_WITHIN_S, trust_env=False) as client:
        has_answered = False
        while True:
            is_ready = await _ask(client, service_url)
            if is_ready is not None and not has_answered:
                has_answered = True
                on_first_answer()
            if is_ready:
                return
            await asyncio.sleep(_ASK_EVERY_S)


async def _ask(client: httpx.AsyncClient, service_url: str) -> bool | None:
    """What the service says, or None while it doesn't answer."""
    try:
        answer = await client.get(f"{service_url}/readyz")
        body = answer.json()
    except (httpx.HTTPError, ValueError):
        return None
    return bool(body.get("ok"))
