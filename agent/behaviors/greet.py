"""The first words of a session, without asking a model: a stranger, someone known, or a talk picked up again."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from astra.contracts.session import SessionContext
from astra.contracts.utterance import Role
from astra.kernels.kernels import Kernels
from astra.mind import OpenThread

THREAD_AFTER = timedelta(minutes=60)
"""Someone who was here a moment ago is not asked how it went meanwhile."""
_TRIES = 64
"""Enough to meet every variant of a line."""


@dataclass(frozen=True, slots=True)
class Greeting:
    """What is said first: `opener` as to many others, and `private` behind it, which is of this person alone."""

    opener: str
    private: str = ""

    @property
    def text(self) -> str:
        """All of it."""
        return f"{self.opener} {self.private}".strip()


def choose_greeting(
    kernels: Kernels, context: SessionContext, *, now: datetime, thread: OpenThread | None = None
) -> Greeting:
    """The words to open with. A session that has messages already is resumed, never greeted anew.

    `thread` is taken up with someone who comes back after an hour or more. The words of last time are not said again
    where there are others.
    """
    seed, language, name = str(context.session_id), context.language, context.display_name
    said = {message.text for message in context.messages if message.role is Role.ASSISTANT}
    if context.messages:
        return Greeting(
            _vary(lambda at: kernels.spoken("greeting_resumed", seed=at, language=language, name=name), seed, said)
        )
    said |= {context.previous_greeting} if context.previous_greeting else set()
    if context.previous_session_ended_at is None:
        title = kernels.persona(context.persona).title
        return Greeting(kernels.spoken("greeting_stranger", seed=seed, language=language, name=name, title=title))
    since = now - context.previous_session_ended_at
    gap = kernels.gap_phrase(since, seed=seed, language=language)
    if thread is not None and since >= THREAD_AFTER:
        opener = kernels.spoken("greeting_back", seed=seed, language=language, name=name, gap=gap)
        line = f"greeting_thread_{thread.day.value}"
        return Greeting(opener, kernels.spoken(line, seed=seed, language=language, thread=thread.text))
    return Greeting(
        _vary(lambda at: kernels.spoken("greeting_again", seed=at, language=language, name=name, gap=gap), seed, said)
    )


def _vary(say: Callable[[str], str], seed: str, said: Collection[str]) -> str:
    """A line of which `said` has none, if any of its variants is one."""
    first = say(seed)
    others = (say(f"{seed}:{number}") for number in range(_TRIES))
    return first if first not in said else next((line for line in others if line not in said), first)
