"""One typed or recorded turn: understood, kept, answered by the session's mind, kept again."""

import base64
import binascii
from datetime import datetime, timedelta

from api.auth.schemas import SignedIn
from api.chat.debug import DebugWish, show_debug
from api.chat.minds import Minds
from api.chat.schemas import ChatAnswer, ChatRequest
from api.chat.speech import AUDIO_FORMAT, Speech
from api.db import Database
from api.ingest.service import find_text, store_utterances
from api.mind.news import ContextNews
from api.session.context import ContextReader, tick_off_told
from api.session.personas import PersonaCatalogue
from api.session.service import go_on_in_writing
from astra.contracts.base import MAX_UTTERANCE_CHARS
from astra.contracts.errors import AstraError, ErrorCode
from astra.contracts.session import SessionContext
from astra.contracts.utterance import IngestRequest, Role, Source, Utterance
from astra.kit.clock import Clock
from astra.kit.ids import new_id
from astra.mind import Said, SessionMind, TurnRecord
from astra.mind.parts import TYPED_ITEM
from astra.packet.quote import clean_text

BRIEF_WAIT_S = 0.3


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
        speech: Speech,
        news: ContextNews,
    ) -> None:
        self._db = db
        self._contexts = contexts
        self._personas = personas
        self._minds = minds
        self._speech = speech
        self._news = news
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
            turn_id = f"{TYPED_ITEM}{(request.message_id or new_id()).hex}"
            if request.message_id is not None and (known := await self._find_reply(context, turn_id)) is not None:
                return await self._write_answer(request, known, message, TurnRecord(), wish)
            reply, record = await self._take_turn(context, turn_id, message)
        return await self._write_answer(request, reply, message, record, wish)

    async def aclose(self) -> None:
        """Let go of the minds."""
        await self._minds.aclose()

    async def _understand(self, request: ChatRequest, context: SessionContext) -> str:
        if request.message is not None:
            return request.message.strip()
        audio = _read_base64(request.audio or "")
        text = (await self._speech.transcribe(audio, request.audio_format, language=context.language)).strip()
        if not clean_text(text).strip():
            raise AstraError(ErrorCode.INVALID, "audio: no words were understood", field="audio")
        return text[:MAX_UTTERANCE_CHARS]

    async def _take_turn(self, context: SessionContext, turn_id: str, message: str) -> tuple[str, TurnRecord]:
        mind = self._minds.mind_of(context)
        mind.start()
        mind.hear(message)
        asked_at = self._clock.now()
        await self._store(context, turn_id, Role.USER, message, asked_at)
        await mind.wait_loaded(BRIEF_WAIT_S)
        said = Said(turn_id, message, Source.TYPED, asked_at, tuple(context.messages))
        record = TurnRecord()
        reply = await _collect(mind, said, record)
        answered_at = max(self._clock.now(), asked_at + timedelta(milliseconds=1))
        if reply:
            await self._store(context, f"{turn_id}-reply", Role.ASSISTANT, reply, answered_at)
        told = mind.commit(record, heard=reply, source=Source.TYPED)
        if told:
            async with self._db.write() as db:
                await tick_off_told(db, context.session_id, told, now=answered_at)
        await self._news.announce_session(context.session_id)  # a voice in the same session is to know of it
        return reply, record

    async def _store(self, context: SessionContext, item_id: str, role: Role, text: str, at: datetime) -> None:
        async with self._db.write() as db:
            seq = await self._contexts.read_next_seq(db, context.session_id)
            utterance = Utterance(
                item_id=item_id, seq=seq, role=role, text=text[:MAX_UTTERANCE_CHARS], at=at, source=Source.TYPED
            )
            request = IngestRequest(session_id=context.session_id, utterances=[utterance])
            await store_utterances(db, request, now=self._clock.now())

    async def _find_reply(self, context: SessionContext, turn_id: str) -> str | None:
        async with self._db.read() as db:
            return await find_text(db, context.session_id, f"{turn_id}-reply")

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


async def _collect(mind: SessionMind, said: Said, record: TurnRecord) -> str:
    pieces = [piece async for piece in mind.answer(said, record)]
    return "".join(pieces).replace("\x00", "").strip()


def _read_base64(audio: str) -> bytes:
    try:
        return base64.b64decode(audio, validate=True)
    except (binascii.Error, ValueError) as error:
        raise AstraError(ErrorCode.INVALID, "audio: not valid Base64", field="audio") from error
