"""What every wire model shares: unknown fields are refused, NUL bytes are refused, values don't change."""

from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, StringConstraints

MAX_UTTERANCE_CHARS = 20_000
"""An utterance longer than this is refused; an hour of talking in one breath stays well below."""


def _refuse_nul(text: str) -> str:
    if "\x00" in text:
        raise ValueError("must not contain NUL bytes")
    return text


PlainText = Annotated[str, AfterValidator(_refuse_nul)]
"""Text without NUL bytes, which neither SQLite's FTS nor Postgres can hold."""

UtteranceText = Annotated[
    str, StringConstraints(min_length=1, max_length=MAX_UTTERANCE_CHARS), AfterValidator(_refuse_nul)
]


class Wire(BaseModel):
    """Base of all wire models: frozen, and closed to fields it does not know."""

    model_config = ConfigDict(extra="forbid", frozen=True, ser_json_timedelta="float")
