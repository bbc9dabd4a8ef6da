"""Turns what the framework commits to its history into numbered utterances for the outbox."""

from collections.abc import Callable
from datetime import UTC, datetime

from livekit.agents import llm

from agent.heard.replies import Replies
from agent.heard.speech_scope import current_speech_id
from agent.turns.waterfall import Waterfall
from astra.contracts.base import MAX_UTTERANCE_CHARS
from astra.contracts.utterance import Role, Source, Utterance


class Recorder:
    """One session's recorder. `next_seq` continues where the store stands."""

    def __init__(
        self, *, next_seq: int, replies: Replies, waterfall: Waterfall, put: Callable[[Utterance], None]
    ) -> None:
        self._next_seq = next_seq
        self._replies = replies
        self._waterfall = waterfall
        self._put = put
        self._typed: set[str] = set()

    def expect_typed(self, item_id: str) -> None:
        """The user's message with this id was typed, not spoken."""
        self._typed.add(item_id)

    def note(self, item: llm.ChatMessage) -> Utterance | None:
        """Record a committed message; None when it is not one of the talk, or holds no words."""
        text = _clip((item.text_content or "").strip())
        if item.role not in ("user", "assistant") or not text:
            return None
        if item.role == "user":
            self._waterfall.begin(item)
            utterance = self._number(item, Role.USER, text)
        else:
            utterance = self._number_reply(item, text)
        self._put(utterance)
        return utterance

    def _number_reply(self, item: llm.ChatMessage, text: str) -> Utterance:
        reply = self._replies.find(current_speech_id())
        reply.heard = text
        utterance = self._number(item, Role.ASSISTANT, text)
        return utterance.model_copy(
            update={
                "source": Source.TYPED if reply.is_shown_only else Source.VOICE,
                "interrupted": item.interrupted,
                "generated": _where_different(reply.generated, text),
                "sent": _where_different(reply.sent, text),
                "waterfall": self._waterfall.finish(item, reply),
            }
        )

    def _number(self, item: llm.ChatMessage, role: Role, text: str) -> Utterance:
        seq, self._next_seq = self._next_seq, self._next_seq + 1
        return Utterance(
            item_id=item.id,
            seq=seq,
            role=role,
            text=text,
            at=datetime.fromtimestamp(item.created_at, UTC),
            source=Source.TYPED if item.id in self._typed else Source.VOICE,
        )


def _clip(text: str) -> str:
    return text.replace("\x00", "")[:MAX_UTTERANCE_CHARS]


def _where_different(text: str, heard: str) -> str | None:
    text = _clip(text.strip())
    return text if text and text.split() != heard.split() else None
