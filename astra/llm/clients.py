"""HTTP connections to providers: kept open between turns, shared by links with the same address and key."""

import asyncio
from collections.abc import Iterable

import httpx2
from openai import APIError, APIStatusError, AsyncOpenAI, DefaultAsyncHttpxClient

from astra.llm.links import Link

_KEEPALIVE_S = 120.0
"""httpx would drop an idle connection after 5 s, and people pause longer than that between turns."""


class Clients:
    """One SDK client for each address and key. It never retries: the chain decides what comes next."""

    def __init__(self, links: Iterable[Link], *, timeout_s: float) -> None:
        self._by_address: dict[tuple[str, str], AsyncOpenAI] = {}
        for link in links:
            if self._address(link) not in self._by_address:
                self._by_address[self._address(link)] = _open_client(link, timeout_s)

    def of(self, link: Link) -> AsyncOpenAI:
        """The client that reaches `link`."""
        return self._by_address[self._address(link)]

    async def prewarm(self, link: Link, *, within_s: float) -> bool:
        """Open the connection by a request that costs no tokens; whether anything answered in time."""
        try:
            async with asyncio.timeout(within_s):
                await self.of(link).models.retrieve(link.model)
        except APIStatusError:
            return True
        except (APIError, TimeoutError, ValueError):
            return False
        return True

    async def aclose(self) -> None:
        """Close every connection."""
        for client in self._by_address.values():
            await client.close()

    @staticmethod
    def _address(link: Link) -> tuple[str, str]:
        return link.base_url, link.api_key.get_secret_value()


def _open_client(link: Link, timeout_s: float) -> AsyncOpenAI:
    return AsyncOpenAI(
        api_key=link.api_key.get_secret_value(),
        base_url=link.base_url,
        max_retries=0,
        timeout=timeout_s,
        http_client=DefaultAsyncHttpxClient(
            trust_env=not link.is_local,
            verify=not (link.is_local and link.base_url.startswith("http:")),  # loading certificates takes 0.2 s
            limits=httpx2.Limits(max_connections=200, max_keepalive_connections=50, keepalive_expiry=_KEEPALIVE_S),
        ),
    )
