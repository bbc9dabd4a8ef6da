"""One final thing said or typed, and the batches in which the worker hands them over."""

from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import AwareDatetime, BeforeValidator, Field

from astra.contracts.base import MAX_UTTERANCE_CHARS, PlainText, UtteranceText, Wire
from astra.contracts.waterfall import TurnWaterfall

MAX_BATCH = 200


class Role(StrEnum):
    """Who said it."""

    USER = "user"
    ASSISTANT = "assistant"


class Source(StrEnum):
    """How it reached us. `PAGE` marks rows that only a page claims: they are shown, and feed nothing."""

    VOICE = "voice"
    TYPED = "typed"
    PAGE = "page"


def _accept_agent(value: object) -> object:
    return Role.ASSISTANT if value == "agent" else value


RoleIn = Annotated[Role, BeforeValidator(_accept_agent)]
"""`Role`, with `agent` taken as a synonym of `assistant`."""


class Utterance(Wire):
    """One final utterance as the worker saw it.

    `text` is what counts: what the user said, or what of the reply was heard. `generated` is the reply as the
    model wrote it and `sent` what of it went to TTS, both only on replies and only where they differ from `text`.
    A reply of which nothing was heard is not an utterance. `waterfall` is of the spoken turn that a reply answers.
    """

    item_id: Annotated[str, Field(min_length=1, max_length=128, pattern=r"^[\w.:-]+$")]
    seq: Annotated[int, Field(ge=1, le=2**53)]
    role: RoleIn
    text: UtteranceText
    at: AwareDatetime
    source: Source = Source.VOICE
    interrupted: bool = False
    generated: Annotated[PlainText, Field(max_length=MAX_UTTERANCE_CHARS)] | None = None
    sent: Annotated[PlainText, Field(max_length=MAX_UTTERANCE_CHARS)] | None = None
    waterfall: TurnWaterfall | None = None


class IngestRequest(Wire):
    """`POST /api/ingest`: a batch of one session's utterances, in any order, any number of times."""

    session_id: UUID
    utterances: Annotated[list[Utterance], Field(min_length=1, max_length=MAX_BATCH)]


class IngestAnswer(Wire):
    """How many rows were new, and how many were known already; both are safe on disk.

    `context_version` is the session's newest: a worker that knows an older one fetches the context anew.
    """

    stored: int
    duplicates: int
    context_version: int = 0
