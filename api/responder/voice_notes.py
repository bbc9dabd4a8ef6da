"""Voice notes: recorded speech becomes a typed message, and goes the way of all messages from there on."""

from dataclasses import dataclass
from uuid import UUID

from api.auth.schemas import SignedIn
from api.chat.service import read_base64
from api.chat.speech import Speech
from api.db import Database
from api.responder.inbox import Inbox, Incoming, Received
from api.responder.schemas import MAX_MESSAGE_CHARS
from api.session.personas import PersonaCatalogue
from api.session.service import find_current, find_owned
from astra.contracts.errors import AstraError, ErrorCode
from astra.kernels.kernels import DEFAULT_PERSONA
from astra.packet.quote import clean_text


@dataclass(frozen=True, slots=True)
class VoiceNote:
    """A recording as Base64, named like a message."""

    audio: str
    audio_format: str
    message_id: UUID
    session_id: UUID | None = None


class VoiceNotes:
    """Takes them in."""

    def __init__(self, db: Database, inbox: Inbox, speech: Speech, personas: PersonaCatalogue) -> None:
        self._db = db
        self._inbox = inbox
        self._speech = speech
        self._personas = personas

    async def receive(self, who: SignedIn, note: VoiceNote) -> tuple[Received, str | None]:
        """Understand a note and receive it as a message; what was understood, None where that was done before.

        404 for a session that is not theirs, 422 where no words can be made out, 502 where nobody can hear.
        """
        if (known := await self._inbox.find_received(who, note.message_id)) is not None:
            return known, None
        language = await self._find_language(who, note.session_id)
        heard = await self._speech.transcribe(read_base64(note.audio), note.audio_format, language=language)
        text = heard.strip()[:MAX_MESSAGE_CHARS]
        if not clean_text(text).strip():
            raise AstraError(ErrorCode.INVALID, "audio: no words were understood", field="audio")
        return await self._inbox.receive(who, Incoming(text, note.message_id, note.session_id)), text

    async def _find_language(self, who: SignedIn, session_id: UUID | None) -> str:
        async with self._db.read() as db:
            asked = session_id or await find_current(db, who)
            persona = DEFAULT_PERSONA if asked is None else (await find_owned(db, who, asked)).persona
        return self._personas.language_of(persona)
