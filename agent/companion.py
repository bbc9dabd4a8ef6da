"""The companion as livekit-agents sees it: hands each turn to the session's mind, speaks through the TTS chain."""

from collections.abc import AsyncGenerator, AsyncIterable, Callable, Collection, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from datetime import UTC, datetime

import structlog
from livekit import rtc
from livekit.agents import Agent, ModelSettings, StopResponse, llm, stt
from livekit.agents.types import TimedString

from agent.behaviors.join_halves import TurnJoiner
from agent.filters.speakable import make_speakable
from agent.heard.replies import Replies, Reply
from agent.heard.sent_text import SentText
from agent.heard.speech_scope import call_when_over, call_when_settled, current_speech_id, wait_certain
from agent.turns.ahead import Ahead
from agent.turns.backchannel import is_backchannel
from agent.turns.self_echo import SelfEcho
from astra.contracts.session import PastMessage
from astra.contracts.utterance import Role, Source
from astra.mind import Said, SessionMind, TurnOutcome

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Alarms:
    """Whom to tell when a stage has failed: `no_voice` is given the words that could not be spoken."""

    no_model: Callable[[], None]
    no_voice: Callable[[str], None]


class Companion(Agent):
    """One session's companion. Answering consumes nothing: a turn may be generated twice."""

    def __init__(
        self,
        *,
        mind: SessionMind,
        replies: Replies,
        joiner: TurnJoiner,
        alarms: Alarms,
        past: Sequence[PastMessage],
        on_reply_over: Callable[[Reply], None],
        self_echo: SelfEcho,
        leaves_backchannels: bool = False,
    ) -> None:
        super().__init__(instructions="", chat_ctx=_to_chat_ctx(past))
        self._mind = mind
        self._replies = replies
        self._joiner = joiner
        self._alarms = alarms
        self._on_reply_over = on_reply_over
        self._self_echo = self_echo
        self._leaves_backchannels = leaves_backchannels
        self._ahead = Ahead()

    async def stt_node(
        self, audio: AsyncIterable[rtc.AudioFrame], model_settings: ModelSettings
    ) -> AsyncGenerator[stt.SpeechEvent, None]:
        """What is heard, without her own voice and without the sounds that only tell her to go on."""
        async for event in Agent.default.stt_node(self, audio, model_settings):
            if self._self_echo.is_echo(event):
                continue
            if self._leaves_backchannels and event.alternatives and self._is_aside(event.alternatives[0].text):
                _log.info("turn.backchannel")
                continue
            if (shown := self._ahead.follow(event, is_free=self._is_free())) is not None:
                yield shown

    def _is_free(self) -> bool:
        """Whether no reply of hers is being given."""
        speech = self.session.current_speech
        return speech is None or speech.interrupted

    def _is_aside(self, text: str) -> bool:
        """Over a reply that asks nothing; at the end of a question the same sound is an answer."""
        speech = self.session.current_speech
        if speech is None or speech.interrupted or not is_backchannel(text):
            return False
        return self._replies.is_question(speech.id) is False

    async def on_user_turn_completed(self, turn_ctx: llm.ChatContext, new_message: llm.ChatMessage) -> None:
        """Hold back a half sentence whose other half is on its way, and put both together when it has come."""
        del turn_ctx
        whole = await self._joiner.join(self._ahead.spell_out(new_message.text_content or ""))
        if whole is None:
            raise StopResponse
        if whole != new_message.text_content:
            new_message.content = [whole]

    async def llm_node(
        self, chat_ctx: llm.ChatContext, tools: list[llm.Tool], model_settings: ModelSettings
    ) -> AsyncGenerator[str, None]:
        """The reply in pieces that can be spoken."""
        del tools, model_settings
        said = read_said(chat_ctx, forgotten=self._mind.forgotten_item_ids)
        speech_id = current_speech_id()
        reply = self._replies.open(speech_id)
        if (settle := self._ahead.note_asked(said.text)) is not None:
            call_when_settled(settle)
        call_when_over(lambda: self._on_reply_over(self._replies.find(speech_id)))
        async for text in make_speakable(self._generate(said, reply)):
            yield text

    async def _generate(self, said: Said, reply: Reply) -> AsyncGenerator[str, None]:
        async with aclosing(self._mind.answer(said, reply.record)) as pieces:
            async for piece in pieces:
                if reply.record.outcome is TurnOutcome.NO_MODEL:
                    self._alarms.no_model()
                yield piece

    async def tts_node(
        self, text: AsyncIterable[str], model_settings: ModelSettings
    ) -> AsyncGenerator[rtc.AudioFrame, None]:
        """The reply's sound. When no link can speak, its words go to the screen and count as delivered there."""
        reply = self._replies.find(current_speech_id())
        has_sound = False
        async with SentText(text, reply) as sent:
            try:
                async for frame in Agent.default.tts_node(self, sent.pieces(), model_settings):
                    has_sound = True
                    yield frame
            except Exception as error:  # noqa: BLE001  whatever the providers raise, the session goes on without sound
                _log.warning("turn.no_voice", error=type(error).__name__)
                await sent.wait_complete()
                reply.is_shown_only = not has_sound
                self._alarms.no_voice(reply.sent)

    async def transcription_node(
        self, text: AsyncIterable[str | TimedString], model_settings: ModelSettings
    ) -> AsyncGenerator[str | TimedString, None]:
        """What goes to the captions: the words of everything that she says, lines without a model included."""
        del model_settings
        self._self_echo.begin_line()
        async for piece in text:
            self._self_echo.note_said(piece)
            yield piece


def read_said(chat_ctx: llm.ChatContext, *, forgotten: Collection[str] = ()) -> Said:
    """The turn that a chat context ends with, and what was said before it, without what was forgotten.

    User messages at its end that nothing heard stands between are one message: the user went on while the answer to
    the first half had not begun to sound.
    """
    said = [item for item in chat_ctx.items if isinstance(item, llm.ChatMessage) and (item.text_content or "").strip()]
    said = [item for item in said if item.role in ("user", "assistant") and item.id not in forgotten]
    start = len(said)
    while start and said[start - 1].role == "user":
        start -= 1
    current = said[start:]
    return Said(
        turn_id=current[-1].id,
        text=" ".join((item.text_content or "").strip() for item in current),
        source=Source.VOICE,
        at=_at(current[-1]),
        messages=tuple(
            PastMessage(role=Role(item.role), text=(item.text_content or "").strip(), at=_at(item), item_id=item.id)
            for item in said[:start]
        ),
        wait_certain=wait_certain,
    )


def _at(item: llm.ChatMessage) -> datetime:
    return datetime.fromtimestamp(item.created_at, UTC)


def _to_chat_ctx(past: Sequence[PastMessage]) -> llm.ChatContext:
    chat_ctx = llm.ChatContext.empty()
    for message in past:
        item = chat_ctx.add_message(role=message.role.value, content=message.text, created_at=message.at.timestamp())
        item.id = message.item_id or item.id
    return chat_ctx
