"""The answer to a learning task: the JSON that its prompt asks for."""

import json

from local.engines.talker.learning.events import find_events
from local.engines.talker.learning.facts import find_facts
from local.engines.talker.learning.loops import find_closed, find_loops
from local.engines.talker.learning.overview import write_overview, write_update
from local.engines.talker.learning.task import Task, TaskKind


def answer_task(task: Task) -> str:
    """What a model would answer, from rules alone; quotes are verbatim, lists may be empty."""
    if task.kind is TaskKind.LEARN:
        answer = {"facts": find_facts(task), "loops": find_loops(task), "closed": find_closed(task)}
    else:
        facts, loops, events = find_facts(task), find_loops(task), find_events(task)
        answer = {
            "events": events,
            "updated_overview": write_overview(task, facts, loops, events),
            "contextual_update_text": write_update(task, facts, loops, events),
        }
    return json.dumps(answer, ensure_ascii=False)
