"""What someone is about to do, or did."""

import re

from local.engines.talker.reading import Talk
from local.engines.talker.rules.mirror import mirror
from local.engines.talker.wordings import phrase

_AHEAD = re.compile(
    r"\b(i'?m|i am|we'?re|we are) (going to|planning|thinking of|thinking about|about to)|\bi (will|plan to|want to|hope to|need to|have to|might)\b"
    r"|\bi'?ll\b|\b(tomorrow|next (week|month|year)|tonight|this weekend)\b|\b(jaa? raha|jaa? rahi|karna chaht|kal\b.*\b(hai|hoga))"
    r"|जा रहा हूँ|जा रही हूँ|करना चाहत|कल .*है",
    re.IGNORECASE,
)
_BEHIND = re.compile(r"\b(i|we) (went|did|met|saw|had|was|were|got|made|started|finished|moved|left|spent|bought|walked|visited|talked)\b", re.I)


def answer(talk: Talk) -> str | None:
    """Interest in the plan or the story, with the person's own words."""
    if talk.said.rstrip().endswith("?"):
        return None
    kind = "plan" if _AHEAD.search(talk.said) else ("told" if _BEHIND.search(talk.said) else None)
    echo = mirror(talk)
    return phrase(talk, kind, echo=echo) if kind is not None and echo is not None else None
