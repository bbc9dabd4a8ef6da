"""Which reply is the running code working on? The one place that touches the framework's own marker of it."""

from collections.abc import Callable

from livekit.agents.voice.agent_activity import (
    _SpeechHandleContextVar,  # pyright: ignore[reportPrivateUsage]  the nodes are given no handle
)


def current_speech_id() -> str | None:
    """The id of the speech whose generation, synthesis or commit is running in this task, if any."""
    handle = _SpeechHandleContextVar.get(None)
    return handle.id if handle is not None else None


async def wait_certain() -> None:
    """Return when the reply that is being made will be given: the turn that it answers has ended for good.

    Replies are begun before that; one whose turn goes on is cancelled, and never gets beyond this.
    """
    handle = _SpeechHandleContextVar.get(None)
    if handle is not None:
        await handle._wait_for_scheduled()  # noqa: SLF001  # pyright: ignore[reportPrivateUsage]  no public sign of it


def call_when_settled(callback: Callable[[bool], None]) -> None:
    """Call back when the reply that is being made was given, whole or cut, or dropped; with whether it was given."""
    handle = _SpeechHandleContextVar.get(None)
    if handle is not None:
        handle.add_done_callback(lambda speech: callback(speech.scheduled))


def call_when_over(callback: Callable[[], None]) -> None:
    """Call back when the reply that is being made has been given, whole or cut; never for one that was dropped."""
    call_when_settled(lambda is_given: callback() if is_given else None)
