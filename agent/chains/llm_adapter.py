"""The LLM chain in the shape of a livekit-agents LLM.

A session needs one to run its pipeline and to reply before a turn is confirmed. Our companion asks the chain itself,
with the packet it built; this adapter serves whoever hands over a plain chat context, such as the benchmark's starter.
"""

from contextlib import aclosing
from typing import Any, Literal

from livekit.agents import APIConnectionError, APIConnectOptions, llm
from livekit.agents.types import DEFAULT_API_CONNECT_OPTIONS, NOT_GIVEN, NotGivenOr

from astra.contracts.errors import AstraError
from astra.kit.ids import new_id
from astra.llm.chain import Chain
from astra.llm.messages import Message, TextDelta

_ROLES: dict[str, Literal["system", "user", "assistant"]] = {
    "system": "system",
    "developer": "system",
    "user": "user",
    "assistant": "assistant",
}


class ChainLLM(llm.LLM[Literal["chain"]]):
    """Streams text from `Chain`; tools are not passed on."""

    def __init__(self, chain: Chain) -> None:
        super().__init__()
        self._chain = chain

    @property
    def model(self) -> str:
        """A name for metrics; which model answered is in the chain's log."""
        return "chain"

    @property
    def provider(self) -> str:
        """A name for metrics."""
        return "astra"

    def chat(
        self,
        *,
        chat_ctx: llm.ChatContext,
        tools: list[llm.Tool] | None = None,
        conn_options: APIConnectOptions = DEFAULT_API_CONNECT_OPTIONS,
        parallel_tool_calls: NotGivenOr[bool] = NOT_GIVEN,
        tool_choice: NotGivenOr[llm.ToolChoice] = NOT_GIVEN,
        extra_kwargs: NotGivenOr[dict[str, Any]] = NOT_GIVEN,
    ) -> llm.LLMStream:
        """One reply to `chat_ctx`."""
        del parallel_tool_calls, tool_choice, extra_kwargs
        return _ChainStream(self, self._chain, chat_ctx=chat_ctx, tools=tools or [], conn_options=conn_options)


class _ChainStream(llm.LLMStream):
    def __init__(
        self,
        adapter: ChainLLM,
        chain: Chain,
        *,
        chat_ctx: llm.ChatContext,
        tools: list[llm.Tool],
        conn_options: APIConnectOptions,
    ) -> None:
        super().__init__(adapter, chat_ctx=chat_ctx, tools=tools, conn_options=conn_options)
        self._chain = chain

    async def _run(self) -> None:
        reply_id = new_id().hex
        try:
            async with aclosing(self._chain.stream(_to_messages(self._chat_ctx))) as deltas:
                async for delta in deltas:
                    if isinstance(delta, TextDelta):
                        chunk = llm.ChatChunk(id=reply_id, delta=llm.ChoiceDelta(role="assistant", content=delta.text))
                        self._event_ch.send_nowait(chunk)
        except AstraError as error:
            raise APIConnectionError(error.message, retryable=False) from error


def _to_messages(chat_ctx: llm.ChatContext) -> tuple[Message, ...]:
    return tuple(
        Message(_ROLES[item.role], item.text_content or "")
        for item in chat_ctx.items
        if isinstance(item, llm.ChatMessage) and item.text_content
    )
