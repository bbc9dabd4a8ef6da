"""The first words of a session, without asking a model: a stranger, someone known, or a talk picked up again."""

from datetime import datetime

from astra.contracts.session import SessionContext
from astra.kernels.kernels import Kernels


def choose_greeting(kernels: Kernels, context: SessionContext, *, now: datetime) -> str:
    """The line to open with. A session that has messages already is resumed, never greeted anew."""
    seed, language, name = str(context.session_id), context.language, context.display_name
    if context.messages:
        return kernels.spoken("greeting_resumed", seed=seed, language=language, name=name)
    if context.previous_session_ended_at is None:
        title = kernels.persona(context.persona).title
        return kernels.spoken("greeting_stranger", seed=seed, language=language, name=name, title=title)
    gap = kernels.gap_phrase(now - context.previous_session_ended_at, seed=seed, language=language)
    return kernels.spoken("greeting_again", seed=seed, language=language, name=name, gap=gap)
