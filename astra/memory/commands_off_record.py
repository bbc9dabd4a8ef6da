"""Going off the record and coming back, said as a wish about this talk and not as a remark about some other."""

import re

from astra.memory.commands_words import Said

_WISH = (
    r"(?:(?:let's|lets|let us|let me|can we|could we|can i|could i|may i|shall we|i want to|i'd like to"
    r"|i would like to"
    r"|we should|we can|please|just|from now on|everything from now on is|we're|we are|i'm|i am|this is"
    r"|this part is"
    r"|what (?:i say|follows) (?:now |next )?is|it's|it is|that's|do|go|going|talk|speak|say|tell you|be"
    r"|keep|take|have"
    r"|make|put|this|that|it|something|one thing|a bit|all|ye|yeh|ise|isko|baat|ab)[,:]? )*"
)
_OFF = r"off[ -]the[ -]record"
_AFTERWARDS = (
    r"(?: (?:for (?:a |one )?(?:bit|moment|while|minute|second|now)|from (?:here|now)(?: on)?|now|please"
    r"|rakho|rakhna"
    r"|rakhiye|karo|kar do|chalo|chalte hain|baat karo|baat karte hain|bol raha hoon|bol rahi hoon|hai|only))*"
)
_OFF_RECORD = re.compile(
    rf"{_WISH}{_OFF}{_AFTERWARDS}(?:[,.:;!…–—-]+ ?(?P<rest>.+)|,? (?P<more>(?:i|i'm|i've|my|we|he|she|they"
    rf"|main|maine|mera|meri|mere) .+))?"
)
_MERELY_SAID = re.compile(r"^(?:that's|it's|it is|i'm|i am|we are|we're) (?:not|never)\b")
_KEEP_NOTHING = (
    re.compile(
        r"(?:please )?(?:don't|dont|do not) (?:record|save|store|keep|log|note)(?: down)?"
        r" (?:this|any of this|what i say|what i'm (?:about to say|saying)|the next (?:part|bit|thing)"
        r"|anything i say)"
        r"(?: conversation| part| bit| next| now| from now on)*"
    ),
    re.compile(
        r"(?:please )?(?:don't|dont|do not) remember (?:any of this|what i say|what i'm (?:about to say"
        r"|saying)|anything i say)"
        r"(?: next| now| from now on)*"
    ),
    re.compile(
        r"(?:please )?(?:stop|pause) (?:recording|remembering|saving)(?: me| this| what i say| everything"
        r"| now| for (?:now|a moment|a while|a bit))*"
    ),
    re.compile(
        r"(?:(?:ise|isko|ye|yeh|yah|ab|ye baat|yeh baat|ye sab|meri baat)[ ])*(?:yaad|record|note|save"
        r"|store) mat (?:rakhna|rakho|rakhiye|karo|karna|kijiye)"
    ),
    re.compile(r"(?:ab )?recording band (?:karo|kar do|kijiye)"),
)
_ON_RECORD = (
    re.compile(
        r"(?:(?:let's|lets|we can|can we|you can|please|we're|we are|i'm|go|get|come|be|now|ab|wapas|vapas"
        r"|phir-se|phir se|fir se)[,:]? )*"
        r"(?:back )?on[ -]the[ -]record(?: (?:now|again|please|aa jao|chalo|chalte hain|aate hain|hai))*"
    ),
    re.compile(
        r"(?:you (?:can|may) )(?:remember|record|save|keep|note)(?: things| this"
        r"| everything)? (?:again|now)"
    ),
    re.compile(r"(?:start|resume) (?:recording|remembering|saving)(?: again| now| this| everything)*"),
    re.compile(
        r"(?:(?:ab|phir se|fir se|wapas|vapas|dobara) )+(?:yaad|record|note|save) (?:rakho|rakhna"
        r"|rakh sakte ho|rakh sakti ho|kar sakte ho|kar sakti ho|karo|karna|kar lo)"
    ),
    re.compile(r"(?:ab )?(?:record pe wapas|wapas record pe) (?:aa jao|aao|aate hain|chalo)"),
    re.compile(r"(?:ab )?recording (?:chalu|shuru) (?:karo|kar do|kijiye)"),
)


def find_off_record(said: Said) -> str | None:
    """What was said together with "off the record", often nothing (empty); None when it is no such wish."""
    plain = said.plain
    if _MERELY_SAID.match(plain):
        return None
    is_asked = plain.endswith("?")
    if is_asked and not re.match(r"(?:can|could|may|shall) (?:we|i)\b", plain):
        return None
    plain = plain.rstrip("?")
    if any(pattern.fullmatch(plain) for pattern in _KEEP_NOTHING):
        return ""
    if (match := _OFF_RECORD.fullmatch(plain)) is None:
        return None
    return said.quote(match, "rest" if match["rest"] else "more")


def is_on_record(said: Said) -> bool:
    """Whether the talk is to be kept again from here on."""
    return any(pattern.fullmatch(said.plain.rstrip("?")) for pattern in _ON_RECORD)
