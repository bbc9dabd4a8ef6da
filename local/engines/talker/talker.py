"""The talker's door: messages in, an answer out. The rules are tried in order; the last one always answers."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from local.engines.talker.json_shape import fill_schema
from local.engines.talker.learning.answer import answer_task
from local.engines.talker.learning.task import Line, Task, TaskKind, read_task
from local.engines.talker.lexicon import load_all
from local.engines.talker.reading import Talk, Turn, read_talk
from local.engines.talker.rules import (
    birth_details,
    chart,
    clock,
    feelings,
    names,
    opening,
    plain_intents,
    plans,
    questions,
    recall,
    reflect,
    repeat,
    sums,
)
from local.engines.talker.sky.tool_choice import choose_sky_tool
from local.engines.talker.tool_use import ToolOffer, ToolUse, choose_tool

_RULES: tuple[Callable[[Talk], str | None], ...] = (
    opening.answer,
    plain_intents.answer_early,
    names.answer,
    repeat.answer,
    recall.answer,
    birth_details.answer,
    chart.answer,
    clock.answer,
    sums.answer,
    plain_intents.answer_late,
    feelings.answer,
    plans.answer,
    questions.answer,
)


@dataclass(frozen=True, slots=True)
class Answer:
    """Either words or calls."""

    text: str = ""
    calls: tuple[ToolUse, ...] = field(default=())


class Talker:
    """Rules, no model. The same messages always get the same answer."""

    def __init__(self) -> None:
        load_all()
        _say(read_talk([Turn("user", "I am getting ready.")]))
        for kind in TaskKind:
            answer_task(Task(kind, (Line("t1", is_user=True, said_on="2026-01-01", text="I am getting ready."),)))

    def reply(self, turns: Sequence[Turn], offers: Sequence[ToolOffer] = ()) -> Answer:
        """The answer to the last user message: a call where a tool plainly fits, else words."""
        talk = read_talk(turns)
        if offers and (use := choose_sky_tool(talk, offers) or choose_tool(talk, offers)):
            return Answer(calls=(use,))
        return Answer(text=_say(talk))

    def fill_json(self, turns: Sequence[Turn], schema: dict[str, Any]) -> str:
        """A JSON text in the schema's shape, or what a learning task asks for; empty where there is nothing to say."""
        if (task := read_task(turns)) is not None:
            return answer_task(task)
        talk = read_talk(turns)
        return fill_schema(schema, reply=_say(talk), talk=talk)


def _say(talk: Talk) -> str:
    """The answer, and around it what is to be told or asked in this reply."""
    if talk.tool_result is not None or not (talk.to_tell or talk.to_ask):
        return _answer(talk)
    if (urgent := plain_intents.answer_early(talk)) is not None:
        return urgent
    told = " ".join(talk.to_tell)
    if talk.to_ask:
        return " ".join([told, *talk.to_ask]).strip()
    about_sky = chart.answer(talk)
    return f"{told} {about_sky}" if about_sky is not None else told


def _answer(talk: Talk) -> str:
    for rule in _RULES:
        if (text := rule(talk)) is not None:
            return text
    return reflect.answer(talk)
