"""Asks the model chain for JSON and takes nothing else for an answer."""

import json
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from typing import Any, Protocol, cast

from astra.contracts.errors import AstraError, ErrorCode
from astra.llm import Delta, Finish, Message, TextDelta

_MAX_ANSWER_CHARS = 200_000
_ESCAPED_NUL = "\\u0000"


class AskedChain(Protocol):
    """The one thing that is needed of `astra.llm.Chain`."""

    def stream(
        self, messages: Sequence[Message], *, json_mode: bool = False, max_tokens: int | None = None
    ) -> AsyncGenerator[Delta, None]:
        """The reply, `Finish` last."""
        ...


class NotJsonError(AstraError):
    """The model answered with something else than a whole JSON object; another try may bring one."""

    def __init__(self) -> None:
        super().__init__(ErrorCode.PROVIDER_FAILED, "The language model did not answer in JSON.", retryable=True)


class AnswerCutError(NotJsonError):
    """The answer was longer than a model may write; less to read may bring a shorter one."""


async def ask_json(chain: AskedChain, messages: Sequence[Message], *, max_tokens: int) -> dict[str, Any]:
    """The JSON object that the model answers with; `NotJsonError` for prose, half an answer, or another JSON value.

    `AnswerCutError` when the answer did not fit into `max_tokens`.
    """
    pieces: list[str] = []
    finish: Finish | None = None
    async with aclosing(chain.stream(messages, json_mode=True, max_tokens=max_tokens)) as deltas:
        async for delta in deltas:
            if isinstance(delta, TextDelta):
                pieces.append(delta.text)
            elif isinstance(delta, Finish):
                finish = delta
    text = "".join(pieces)
    if finish is not None and finish.reason == "length":
        raise AnswerCutError
    if finish is None or finish.reason != "stop" or len(text) > _MAX_ANSWER_CHARS:
        raise NotJsonError
    try:
        answer = json.loads(_unfence(text).replace("\x00", "").replace(_ESCAPED_NUL, ""))
        json.dumps(answer, ensure_ascii=False).encode()  # half a surrogate pair is no text that can be kept
    except (ValueError, RecursionError):
        raise NotJsonError from None
    if not isinstance(answer, dict):
        raise NotJsonError
    return cast("dict[str, Any]", answer)


def _unfence(text: str) -> str:
    """Some models put their JSON between fences however they are asked."""
    text = text.strip()
    if text.startswith("```") and text.endswith("```"):
        text = text.removeprefix("```").removeprefix("json").removesuffix("```")
    return text.strip()
