"""Which reply is the running code working on? The one place that touches the framework's own marker of it."""

from livekit.agents.voice.agent_activity import (
    _SpeechHandleContextVar,  # pyright: ignore[reportPrivateUsage]  the nodes are given no handle
)


def current_speech_id() -> str | None:
    """The id of the speech whose generation, synthesis or commit is running in this task, if any."""
    handle = _SpeechHandleContextVar.get(None)
    return handle.id if handle is not None else None
