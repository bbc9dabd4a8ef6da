"""Yes and no to a question that the companion has just asked; anything else is neither."""

import re

from astra.memory.commands_words import lay_out

_YES = re.compile(
    r"(?:(?:yes|okay|ok|please|yeah|yep|yup|sure|certainly|of course|absolutely|definitely|go ahead|do it"
    r"|please do|do that|confirm"
    r"|confirmed|correct|exactly|i'm sure|i am sure|that's right|forget (?:it|them|that|all of it"
    r"|all of them|everything)"
    r"|delete (?:it|them|that|all)|all of (?:it|them)|haan|han|ha|haanji|ji|ji haan|haan ji|bilkul|zaroor|theek hai"
    r"|thik hai|kar do|kardo|bhool jao|bhul jao|bhula do|mita do|hata do|delete kar do)[,.!]*(?: |$))+"
)
_NO = re.compile(
    r"(?:(?:no|nope|nah|don't|dont|do not|stop|cancel|keep (?:it|them|that|all of it)|leave (?:it|them)"
    r"|never mind|nevermind"
    r"|not now|wait|rather not|better not|don't (?:forget|delete) (?:it|them|that)|please don't|nahi|nahin|mat karo"
    r"|mat bhoolo|mat bhoolna|rehne do|rahne do|chhodo|chodo|ruko|na)[,.!]*(?: |$))+"
)


def read_consent(text: str) -> bool | None:
    """True for yes, False for no, None for neither."""
    laid_out = lay_out(text).plain
    if laid_out.endswith("?"):
        return None
    for plain in (" ".join(text.lower().split()), laid_out):
        if _NO.fullmatch(plain):
            return False
        if _YES.fullmatch(plain):
            return True
    return None
