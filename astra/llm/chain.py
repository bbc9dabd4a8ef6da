"""The one provider chain, for voice, text and analysis: links tried in order, each once, none after text was heard.

Nothing here hedges: a link that rests is skipped at once, so a healthy chain costs exactly one request a reply.
"""

import asyncio
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing

import structlog

from astra.contracts.worker import LinkState
from astra.kit.clock import SYSTEM_CLOCK, Clock
from astra.llm.attempt import Ask, Deadlines, attempt_link
from astra.llm.clients import Clients
from astra.llm.failures import FailureReason, LinkError, NoLinkAnsweredError, ReplyTruncatedError
from astra.llm.health import Cooldown, Health
from astra.llm.links import Link, build_links
from astra.llm.messages import Delta, Message, TextDelta, Tool
from astra.llm.settings import LlmSettings

_log = structlog.get_logger(__name__)

_PROBE = Ask(messages=(Message("user", "Hi"),), max_tokens=16)


class Chain:
    """Streams replies. Belongs to the event loop it is used in; close it with `aclose()`."""

    def __init__(
        self,
        links: Sequence[Link],
        *,
        deadlines: Deadlines,
        cooldown: Cooldown,
        max_tokens: int = 500,
        temperature: float | None = None,
        clock: Clock = SYSTEM_CLOCK,
    ) -> None:
        self._links = tuple(links)
        self._deadlines = deadlines
        self._max_tokens = max_tokens
        self._temperature = temperature
        self._clock = clock
        self._clients = Clients(self._links, timeout_s=deadlines.total_s)
        self._health = Health(self._links, probe=self._probe, cooldown=cooldown, clock=clock)

    async def stream(
        self,
        messages: Sequence[Message],
        *,
        tools: Sequence[Tool] = (),
        json_mode: bool = False,
        max_tokens: int | None = None,
    ) -> AsyncGenerator[Delta, None]:
        """Yield text as it comes, then tool calls, then one `Finish`: without a `Finish` the reply is not complete.

        Raises `NoLinkAnsweredError` when nothing was yielded, `ReplyTruncatedError` when a reply broke off; both are
        `AstraError(provider_failed)`. Cancelling closes the HTTP stream at once; a consumer that stops early
        for another reason closes the generator (`contextlib.aclosing`).
        """
        ask = Ask(tuple(messages), tuple(tools), json_mode, max_tokens or self._max_tokens, self._temperature)
        total_ends_at = self._clock.monotonic() + self._deadlines.total_s
        reasons: dict[str, FailureReason] = {}
        for link in self._health.choose():
            has_yielded = False
            try:
                async with aclosing(self._attempt(link, ask, total_ends_at)) as deltas:
                    async for delta in deltas:
                        has_yielded = True
                        yield delta
            except LinkError as failure:
                self._note_failure(link, failure, after_text=has_yielded)
                if has_yielded:
                    raise ReplyTruncatedError(link.label, failure.reason) from None
                reasons[link.label] = failure.reason
                if failure.reason is FailureReason.TOTAL_DEADLINE:
                    break
            else:
                self._health.note_success(link)
                return
        raise NoLinkAnsweredError(reasons)

    def states(self) -> list[LinkState]:
        """How each link fares, in the order in which they are tried; a reason is a code of `FailureReason`."""
        return self._health.states()

    async def prewarm(self) -> None:
        """Open the connections, so that the first turn finds them warm. Never fails: a dead link shows in its turn."""
        within_s = self._deadlines.first_token_s
        await asyncio.gather(*(self._clients.prewarm(link, within_s=within_s) for link in self._links))

    async def aclose(self) -> None:
        """Stop recoveries and close connections."""
        await self._health.aclose()
        await self._clients.aclose()

    def _attempt(self, link: Link, ask: Ask, total_ends_at: float) -> AsyncGenerator[Delta, None]:
        return attempt_link(
            self._clients.of(link),
            link,
            ask,
            deadlines=self._deadlines,
            total_ends_at=total_ends_at,
            clock=self._clock,
        )

    def _note_failure(self, link: Link, failure: LinkError, *, after_text: bool) -> None:
        _log.warning("llm.link_failed", link=link.label, reason=failure.reason.value, after_text=after_text)
        self._health.note_failure(link, failure)

    async def _probe(self, link: Link) -> None:
        """Succeeds with the first visible text: the rest of the answer is not waited for."""
        total_ends_at = self._clock.monotonic() + self._deadlines.total_s
        async with aclosing(self._attempt(link, _PROBE, total_ends_at)) as deltas:
            async for delta in deltas:
                if isinstance(delta, TextDelta):
                    return


def open_chain(settings: LlmSettings, *, clock: Clock = SYSTEM_CLOCK) -> Chain:
    """The chain that `settings` describe. With neither key nor address it has no links and every reply fails."""
    return Chain(
        build_links(settings),
        deadlines=Deadlines(
            first_token_s=settings.llm_first_token_deadline_s,
            stall_s=settings.llm_stall_deadline_s,
            total_s=settings.llm_total_deadline_s,
        ),
        cooldown=Cooldown(first_s=settings.llm_cooldown_s, longest_s=settings.llm_cooldown_max_s),
        max_tokens=settings.llm_max_tokens,
        temperature=settings.llm_temperature,
        clock=clock,
    )
