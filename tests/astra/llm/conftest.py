"""A server that speaks the wire, and a chain of three links on it with short patience."""

from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack

import pytest

from astra.llm import Chain, Cooldown, Deadlines, Link
from tests.fakes.openai_wire import OpenAiWire


@pytest.fixture
async def wire() -> AsyncIterator[OpenAiWire]:
    async with OpenAiWire() as server:
        yield server


@pytest.fixture
async def open_test_chain(wire: OpenAiWire) -> AsyncIterator[Callable[..., Chain]]:
    async with AsyncExitStack() as stack:

        def open_it(
            *models: str, first_token_s: float = 0.3, stall_s: float = 0.3, total_s: float = 5.0, rest_s: float = 60.0
        ) -> Chain:
            chain = Chain(
                [Link(f"link/{model}", model, wire.base_url) for model in models],
                deadlines=Deadlines(first_token_s, stall_s, total_s),
                cooldown=Cooldown(rest_s, max(rest_s, 60.0)),
            )
            stack.push_async_callback(chain.aclose)
            return chain

        yield open_it
