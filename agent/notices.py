"""What the page must know and can't hear, as text streams on `astra.notice`."""

import json
from enum import StrEnum

import structlog
from livekit import rtc

from astra.kit.tasks import TaskGroup

TOPIC = "astra.notice"

_log = structlog.get_logger(__name__)


class NoticeKind(StrEnum):
    """Kinds of notices, as `docs/architecture.md` names them."""

    LLM_DOWN = "llm_down"
    TTS_DOWN = "tts_down"
    STT_DOWN = "stt_down"
    IDLE_CLOSING = "idle_closing"
    ENDED = "ended"


class Notices:
    """Sends notices to the session's user only."""

    def __init__(self, room: rtc.Room, *, user_identity: str, tasks: TaskGroup) -> None:
        self._room = room
        self._user_identity = user_identity
        self._tasks = tasks

    def post(self, kind: NoticeKind, text: str) -> None:
        """Send without waiting."""
        self._tasks.spawn(self.send(kind, text), name=f"notice {kind}")

    async def send(self, kind: NoticeKind, text: str) -> None:
        """Send; a room that is gone is no error."""
        if not self._room.isconnected():
            return
        body = json.dumps({"kind": kind.value, "text": text}, ensure_ascii=False)
        try:
            await self._room.local_participant.send_text(
                body, topic=TOPIC, destination_identities=[self._user_identity]
            )
        except Exception as error:  # noqa: BLE001  a notice must never take the turn down that it tells of
            _log.warning("notice.not_sent", kind=kind, error=type(error).__name__)
