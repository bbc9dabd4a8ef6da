"""Everything else: heard, said back, asked on. This rule always has an answer."""

from local.engines.talker.reading import Talk
from local.engines.talker.rules.mirror import mirror
from local.engines.talker.rules.search import content_words
from local.engines.talker.wordings import phrase


def answer(talk: Talk) -> str:
    """A sentence that shows what was understood, and one question at most."""
    if echo := mirror(talk):
        return phrase(talk, "reflect", echo=echo)
    topic = content_words(talk.words)
    if topic and len(talk.words) <= 6:
        return phrase(talk, "reflect_topic", topic=talk.said.strip(" .!?।"))
    return phrase(talk, "reflect_open")
