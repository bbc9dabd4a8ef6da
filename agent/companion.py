"""The companion as livekit-agents sees it: builds the packet, asks the LLM chain, speaks through the TTS chain."""

from collections.abc import AsyncGenerator, AsyncIterable, Callable, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from datetime import UTC, datetime

import structlog
from livekit import rtc
from livekit.agents import Agent, ModelSettings, StopResponse, llm

from agent.behaviors.join_halves import TurnJoiner
from agent.filters.speakable import make_speakable
from agent.heard.replies import Replies, Reply
from agent.heard.sent_text import SentText
from agent.heard.speech_scope import current_speech_id
from astra.contracts.errors import AstraError
from astra.contracts.session import PastMessage
from astra.contracts.utterance import Role, Source
from astra.llm.chain import Chain
from astra.llm.failures import ReplyTruncatedError
from astra.llm.messages import Message, TextDelta
from astra.packet import SessionState, Turn, build_packet, fit_packet, render_packet

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Mind:
    """What stays the same through a session: who speaks, how, and what is said when no model answers or one stops."""

    persona_kernel: str
    style_line: str
    apology: str
    apology_cut_short: str


@dataclass(frozen=True, slots=True)
class Alarms:
    """Whom to tell when a stage has failed: `no_voice` is given the words that could not be spoken."""

    no_model: Callable[[], None]
    no_voice: Callable[[str], None]


class Companion(Agent):
    """One session's companion. Building a packet consumes nothing: a turn may be generated twice."""

    def __init__(
        self,
        *,
        mind: Mind,
        chain: Chain,
        replies: Replies,
        joiner: TurnJoiner,
        alarms: Alarms,
        past: Sequence[PastMessage],
    ) -> None:
        super().__init__(instructions="", chat_ctx=_to_chat_ctx(past))
        self._mind = mind
        self._chain = chain
        self._replies = replies
        self._joiner = joiner
        self._alarms = alarms

    async def on_user_turn_completed(self, turn_ctx: llm.ChatContext, new_message: llm.ChatMessage) -> None:
        """Hold back a half sentence whose other half is on its way, and put both together when it has come."""
        del turn_ctx
        whole = await self._joiner.join(new_message.text_content or "")
        if whole is None:
            raise StopResponse
        if whole != new_message.text_content:
            new_message.content = [whole]

    async def llm_node(
        self, chat_ctx: llm.ChatContext, tools: list[llm.Tool], model_settings: ModelSettings
    ) -> AsyncGenerator[str, None]:
        """The reply in pieces that can be spoken."""
        del tools, model_settings
        turn, state = read_turn(chat_ctx, self._mind)
        reply = self._replies.open(current_speech_id())
        messages = render_packet(fit_packet(build_packet(turn, state)))
        async for text in make_speakable(self._generate(messages, reply)):
            yield text

    async def _generate(self, messages: Sequence[Message], reply: Reply) -> AsyncGenerator[str, None]:
        try:
            async with aclosing(self._chain.stream(messages)) as deltas:
                async for delta in deltas:
                    if isinstance(delta, TextDelta):
                        reply.generated += delta.text
                        yield delta.text
        except ReplyTruncatedError as error:
            _log.warning("turn.cut_short", reason=error.reason)
            apology = f"\n{self._mind.apology_cut_short}"
            reply.generated += apology
            yield apology
        except AstraError as error:
            _log.warning("turn.no_model", code=error.code)
            self._alarms.no_model()
            reply.generated += self._mind.apology
            yield self._mind.apology

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


def read_turn(chat_ctx: llm.ChatContext, mind: Mind) -> tuple[Turn, SessionState]:
    """The turn and the state that a chat context holds.

    User messages at its end that nothing heard stands between are one message: the user went on while the answer to
    the first half had not begun to sound.
    """
    said = [item for item in chat_ctx.items if isinstance(item, llm.ChatMessage) and (item.text_content or "").strip()]
    said = [item for item in said if item.role in ("user", "assistant")]
    start = len(said)
    while start and said[start - 1].role == "user":
        start -= 1
    current = said[start:]
    turn = Turn(
        text=" ".join((item.text_content or "").strip() for item in current),
        source=Source.VOICE,
        at=_at(current[-1]),
    )
    state = SessionState(
        persona_kernel=mind.persona_kernel,
        style_line=mind.style_line,
        messages=tuple(
            PastMessage(role=Role(item.role), text=(item.text_content or "").strip(), at=_at(item))
            for item in said[:start]
        ),
    )
    return turn, state


def _at(item: llm.ChatMessage) -> datetime:
    return datetime.fromtimestamp(item.created_at, UTC)


def _to_chat_ctx(past: Sequence[PastMessage]) -> llm.ChatContext:
    chat_ctx = llm.ChatContext.empty()
    for message in past:
        chat_ctx.add_message(role=message.role.value, content=message.text, created_at=message.at.timestamp())
    return chat_ctx
