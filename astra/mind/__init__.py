"""One turn of the companion, for voice, chat and every other place where a person writes or speaks to her.

    mind = SessionMind(context, parts)          one a session; `mind.start()` fetches what memory knows of the person
    mind.hear(text)                             as soon as words are final: memory is asked beside the turn
    record = TurnRecord()
    async for text in mind.answer(said, record): …
    await mind.commit(record)                   once the person got the reply; logs the turn's one trace line

Building and answering consume nothing: a turn may be answered twice, and the one that counts is committed.
"""

from astra.mind.corrections import find_corrections
from astra.mind.open_thread import OpenThread
from astra.mind.parts import Apologies, MindParts, Said
from astra.mind.record import TurnOutcome, TurnRecord
from astra.mind.session_mind import SessionMind
from astra.mind.sky import warm_up

__all__ = [
    "Apologies",
    "MindParts",
    "OpenThread",
    "Said",
    "SessionMind",
    "TurnOutcome",
    "TurnRecord",
    "find_corrections",
    "warm_up",
]
