"""No words to answer: the companion opens the talk, reports what a tool gave, or says that it heard nothing."""

from local.engines.talker.reading import Talk
from local.engines.talker.sky.tool_result import tell_result
from local.engines.talker.wordings import phrase

_RESULT_CHARS = 600


def answer(talk: Talk) -> str | None:
    """See above."""
    if talk.tool_result is not None:
        if told := tell_result(talk, talk.tool_result):
            return told[:_RESULT_CHARS]
        return phrase(talk, "tool_result", result=talk.tool_result[:_RESULT_CHARS] or "–")
    if not talk.said:
        return phrase(talk, "open")
    if not talk.words:
        return phrase(talk, "unheard")
    return None
