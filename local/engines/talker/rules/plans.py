"""What someone is about to do, or did."""

from local.engines.talker.lexicon import load_pattern
from local.engines.talker.reading import Talk
from local.engines.talker.rules.mirror import mirror
from local.engines.talker.wordings import phrase

_AHEAD = load_pattern("plan_ahead")
_BEHIND = load_pattern("plan_behind")


def answer(talk: Talk) -> str | None:
    """Interest in the plan or the story, with the person's own words."""
    if talk.said.rstrip().endswith("?"):
        return None
    kind = "plan" if _AHEAD.search(talk.said) else ("told" if _BEHIND.search(talk.said) else None)
    echo = mirror(talk)
    return phrase(talk, kind, echo=echo) if kind is not None and echo is not None else None
