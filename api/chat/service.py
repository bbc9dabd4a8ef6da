"""One typed or recorded turn: understood, kept, answered by the session's mind, kept again."""

import base64
import binascii

from api.auth.schemas import SignedIn
from api.chat.debug import DebugWish, show_debug
from api.chat.minds import Minds
from api.chat.replying import Replies, Turn
from api.chat.schemas import ChatAnswer, ChatRequest
from api.chat.speech import AUDIO_FORMAT, Speech
from api.db import Database
from api.session.context import ContextReader
from api.session.personas import PersonaCatalogue
from api.session.service import go_on_in_writing
from astra.contracts.base import MAX_UTTERANCE_CHARS
from astra.contracts.errors import AstraError, ErrorCode
from astra.contracts.session import SessionContext
from astra.kit.clock import Clock
from astra.kit.ids import new_id
from astra.mind import TurnRecord
from astra.mind.parts import TYPED_ITEM
from astra.packet.quote import clean_text


class Chat:
    """Answers turns that don't come from a room."""

    def __init__(
        self,
        db: Database,
        contexts: ContextReader,
        personas: PersonaCatalogue,
        clock: Clock,
        *,
        minds: Minds,
        replies: Replies,
        speech: Speech,
    ) -> None:
        self._db = db
        self._contexts = contexts
        self._personas = personas
        self._minds = minds
        self._replies = replies
        self._speech = speech
        self._clock = clock

    async def answer(self, who: SignedIn, request: ChatRequest, wish: DebugWish) -> ChatAnswer:
        """Answer a turn; 404 for a session that is not theirs, 422 for a message that is none."""
        persona = None if request.persona is None else self._personas.choose(request.persona)
        if (request.message is None) == (request.audio is None):
            raise AstraError(ErrorCode.INVALID, "message: send either a message or audio", field="message")
        if request.message is not None and not clean_text(request.message).strip():
            raise AstraError(ErrorCode.INVALID, "message: can't be empty", field="message")
        async with self._minds.turn(request.session_id):
            async with self._db.write() as db:
                await go_on_in_writing(db, who, request.session_id, persona, now=self._clock.now())
            context = await self._contexts.read(request.session_id, even_ended=True)
            message = await self._understand(request, context)
            turn = Turn(f"{TYPED_ITEM}{(request.message_id or new_id()).hex}", message, self._clock.now())
            known = None if request.message_id is None else await self._replies.find(context.session_id, turn)
            if known is not None:
                return await self._write_answer(request, known, message, TurnRecord(), wish)
            await self._replies.store_message(context.session_id, turn)
            thought = await self._replies.think(context, turn)
        return await self._write_answer(request, thought.text, message, thought.record, wish)

    async def aclose(self) -> None:
        """Let go of the minds."""
        await self._minds.aclose()

    async def _understand(self, request: ChatRequest, context: SessionContext) -> str:
        if request.message is not None:
            return request.message.strip()
        audio = read_base64(request.audio or "")
        text = (await self._speech.transcribe(audio, request.audio_format, language=context.language)).strip()
        if not clean_text(text).strip():
            raise AstraError(ErrorCode.INVALID, "audio: no words were understood", field="audio")
        return text[:MAX_UTTERANCE_CHARS]

    async def _write_answer(
        self, request: ChatRequest, reply: str, message: str, record: TurnRecord, wish: DebugWish
    ) -> ChatAnswer:
        sound = await self._speech.speak(reply) if request.speak and reply else None
        return ChatAnswer(
            session_id=request.session_id,
            reply=reply,
            transcript=message if request.audio is not None else None,
            audio=base64.b64encode(sound).decode() if sound else None,
            audio_format=AUDIO_FORMAT if sound else None,
            debug=show_debug(wish, record),
        )


def read_base64(audio: str) -> bytes:
    """A recording as it was sent; 422 for what is no Base64."""
    try:
        return base64.b64decode(audio, validate=True)
    except (binascii.Error, ValueError) as error:
        raise AstraError(ErrorCode.INVALID, "audio: not valid Base64", field="audio") from error
