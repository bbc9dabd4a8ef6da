"""What texts mean, as vectors, from an OpenAI-compatible endpoint: off unless a model is named.

Memory never needs them. Where the endpoint is slow, away or answers nonsense, a question is answered by its words
alone, and for a while nobody asks it again.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import structlog
from numpy.typing import NDArray
from openai import APIError
from pydantic import SecretStr

from api.settings import Settings
from astra.kit.clock import Clock
from astra.llm.clients import Clients
from astra.llm.failures import FailureReason, LinkError, classify_failure
from astra.llm.links import Link
from astra.llm.settings import OPENAI_URL, LlmSettings

_log = structlog.get_logger(__name__)

MAX_CHARS = 4_000
"""Of a text; what is behind is left out."""
_FIRST_REST_S = 5.0
_LONGEST_REST_S = 300.0
_PATIENCE_S = 20.0
"""For texts that nobody waits for."""
_NO_KEY = SecretStr("none")

Vectors = NDArray[np.float32]
"""A unit vector a row, or one alone."""


@dataclass(frozen=True, slots=True)
class Meant:
    """What a question means: comparable with what was kept under the same name in the same dimension."""

    name: str
    vector: Vectors


class Meanings:
    """Belongs to one event loop, closed by its owner."""

    def __init__(self, link: Link, *, dimensions: int | None, budget_s: float, clock: Clock) -> None:
        self._link = link
        self._more: dict[str, Any] = {} if dimensions is None else {"dimensions": dimensions}
        self._budget_s = budget_s
        self._clock = clock
        self._clients = Clients((link,), timeout_s=_PATIENCE_S)
        self._failures = 0
        self._rests_until = float("-inf")
        self.name = link.model if dimensions is None else f"{link.model}@{dimensions}"
        """Under which vectors are kept."""

    async def read(self, texts: Sequence[str]) -> Vectors:
        """A unit vector for each text, none of which may be blank; raises `LinkError`."""
        try:
            answer = await self._clients.of(self._link).embeddings.create(
                model=self._link.model, input=[cut_text(text) for text in texts], encoding_format="float", **self._more
            )
        except (APIError, ValueError) as error:
            raise classify_failure(error) from None
        return _read_vectors(answer, len(texts))

    async def read_question(self, text: str) -> Meant | None:
        """What a question means; None when that can't be had within the budget. Never raises."""
        if self._clock.monotonic() < self._rests_until or not text.strip():
            return None
        try:
            async with asyncio.timeout(self._budget_s):
                [vector] = await self.read([text])
        except TimeoutError:
            self._rest("late")
        except LinkError as failure:
            self._rest(failure.reason.value)
        else:
            self._failures = 0
            return Meant(self.name, vector)
        return None

    async def aclose(self) -> None:
        """Close the connections."""
        await self._clients.aclose()

    def _rest(self, reason: str) -> None:
        rest_s = min(_LONGEST_REST_S, _FIRST_REST_S * 2 ** min(self._failures, 10))
        self._failures += 1
        self._rests_until = self._clock.monotonic() + rest_s
        _log.warning("memory.no_meaning", reason=reason, in_a_row=self._failures, rest_s=rest_s)


def open_meanings(settings: Settings, llm: LlmSettings, clock: Clock) -> Meanings | None:
    """What `settings` ask for, at the address and with the key of OpenAI where they name no other; None without a
    model, or where there is neither a key nor an address."""
    if not settings.embeddings_model:
        return None
    own = settings.embeddings_base_url
    base_url, key = own or llm.openai_base_url, settings.embeddings_api_key or (None if own else llm.openai_api_key)
    if base_url is None and key is None:
        _log.error("memory.embeddings_off", advice="set ASTRA_EMBEDDINGS_BASE_URL, or OPENAI_API_KEY")
        return None
    link = Link("embeddings", settings.embeddings_model, base_url or OPENAI_URL, key or _NO_KEY)
    budget_s = settings.embeddings_budget_ms / 1000
    return Meanings(link, dimensions=settings.embeddings_dimensions, budget_s=budget_s, clock=clock)


def cut_text(text: str) -> str:
    """The text as it is sent."""
    return " ".join(text.split())[:MAX_CHARS]


def _read_vectors(answer: object, count: int) -> Vectors:
    """The vectors of an answer in the order of the texts, each of length one; somebody else wrote it."""
    items = getattr(answer, "data", None)
    if not isinstance(items, list) or len(items) != count:
        raise LinkError(FailureReason.GARBAGE)
    try:
        placed = {getattr(item, "index", None): getattr(item, "embedding", None) for item in items}
        vectors = np.array([placed[at] for at in range(count)], dtype=np.float32)
    except (KeyError, TypeError, ValueError, OverflowError):
        raise LinkError(FailureReason.GARBAGE) from None
    if vectors.ndim != 2 or vectors.shape[1] == 0:
        raise LinkError(FailureReason.GARBAGE)
    lengths = np.linalg.norm(vectors.astype(np.float64), axis=1)
    if not np.isfinite(lengths).all():
        raise LinkError(FailureReason.GARBAGE)
    return (vectors / np.maximum(lengths, 1e-12)[:, None]).astype(np.float32)
