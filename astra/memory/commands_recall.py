"""Asking for what is remembered ("what do you remember about …"), and where from ("how do you know that?")."""

import re

from astra.memory.commands_words import Said, tidy_topic

_TELL = r"(?:(?:can|could|will|would) you (?:please )?)?(?:tell me |show me |list )?"
_WHAT = r"(?:what|everything|all)(?: all| else| exactly| things| stuff)?(?: that)?"
_YOU = r"(?:tumhe|tumhein|tumko|tujhe|aapko|apko|tum|aap)"
_ABOUT = r"(?:baare|bare|barey|baarey) (?:mein|me|main)"
_WHAT_HI = r"(?:kya-kya|kya kya|kya|kuch)(?: sab| kuch)?"
_IS = r"(?: hai| hain| h)?"

_REMEMBER = (
    re.compile(
        rf"{_TELL}{_WHAT} (?:do |can )?you (?:still )?(?:remember|recall)(?: (?:about|of"
        rf"|regarding) (?P<topic>.+))?\??"
    ),
    re.compile(
        r"do you (?:still )?remember (?:anything|something|everything) (?:about|of"
        r"|regarding) (?P<topic>.+)"
    ),
    re.compile(
        rf"{_TELL}what have you (?:saved|stored|remembered|learned|learnt|noted|kept)(?: down)?"
        r" (?:about|on) (?P<topic>me|my .+?)\??"
    ),
    re.compile(rf"{_TELL}what(?:'?s| is) in your memory(?: (?:about|of) (?P<topic>.+?))?\??"),
    re.compile(
        rf"(?:{_YOU} )?(?P<topic>.+?) (?:ke|ki) {_ABOUT}(?: {_YOU})? {_WHAT_HI} (?:yaad|yad){_IS}(?: {_YOU})?\??"
    ),
    re.compile(
        rf"(?:{_YOU} )?(?P<topic>mere|hamare) {_ABOUT}(?: {_YOU})? {_WHAT_HI} (?:yaad"
        rf"|yad){_IS}(?: {_YOU})?\??"
    ),
    re.compile(rf"{_YOU} {_WHAT_HI} (?:yaad|yad){_IS}(?: (?P<topic>mere|.+ (?:ke|ki)) {_ABOUT})?\??"),
)
_KNOW = (
    re.compile(rf"{_TELL}{_WHAT} (?:do )?you (?:already )?know (?:about|of) (?P<topic>me|myself|my .+)"),
    re.compile(rf"{_TELL}what do you have (?:saved |stored |on file |in memory )?(?:about|on) (?P<topic>me)\??"),
    re.compile(
        rf"(?:{_YOU} )?(?P<topic>mere|(?:mere|meri|mera) .+? (?:ke|ki)) {_ABOUT}(?: {_YOU})? {_WHAT_HI}"
        r" (?:pata|maloom|jaante|jante|jaanti|janti)(?: hai| hain| ho| h)?\??"
    ),
)
_EXPLAIN = (
    re.compile(
        r"how (?:do|did) you (?:even |possibly |ever )?(?:know|remember|find out)(?: about)?"
        r"(?: (?:that|this|it|so|all (?:of )?(?:that|this)))?(?: about me)?\??"
    ),
    re.compile(r"how (?:do|did) you know(?: about)? (?P<topic>(?:that )?(?:my|our) \S+(?: \S+){0,7})\??"),
    re.compile(r"where (?:did|do) you (?:get|hear|learn|know|have) (?:that|this|it)(?: from)?\??"),
    re.compile(
        r"when (?:did|have) i (?:ever )?(?:say|said|tell you|told you|mention)(?: (?:that|this|it"
        r"|so))?(?: to you)?\??"
    ),
    re.compile(
        r"(?:did|have) i (?:really |ever |actually )?(?:say|said|tell you|told you|mention) (?:that|this|it)\??"
    ),
    re.compile(r"who told you(?: (?:that|this|it|so|about (?:that|this|it)))?\??"),
    re.compile(
        rf"(?:{_YOU} )?(?:(?:ye|yeh|yah|wo|woh|vo|itna)(?: sab)?(?: baat)? )?(?:{_YOU} )?kaise"
        rf" (?:pata|pta|maloom|malum|yaad|jaante|jante|jaanti|janti)(?: chala| hai| hain| ho| hua)?(?: {_YOU})?\??"
    ),
    re.compile(
        r"(?:maine )?(?:(?:ye|yeh|wo|woh)(?: baat)? )?(?:maine )?(?:tumse |aapse |tumhe |aapko )?kab"
        r" (?:kaha|bola|bataya|batayi|kahi|boli)(?: tha| thi)?\??"
    ),
    re.compile(rf"(?:{_YOU} )?(?:(?:ye|yeh|wo|woh) )?(?:{_YOU} )?kisne (?:bataya|kaha|bola)(?: {_YOU})?\??"),
)
_OF_THE_SKY = re.compile(
    r"\b(?:chart|kundl[iy]|kundali|horoscope|sign|signs|moon|sun|rising|ascendant|lagna|rashi|nakshatra"
    r"|dasha|planets?"
    r"|mercury|venus|mars|jupiter|saturn|rahu|ketu|transits?|houses?)\b|कुंडली|राशि|लग्न|नक्षत्र|दशा"
)
_OF_A_TIME = re.compile(
    r"(?:our|the) (?:last|previous|first|earlier) (?:talk|conversation|chat|session|time|call)"
    r"|(?:yesterday|last (?:time|night|week|month|year)|today)"
)
_SELF = re.compile(r"(?:me|myself|mere|mere ke|hamare|us)(?: so far| till now| at all| then)?")


def find_recall(said: Said) -> str | None:
    """The topic of a question for what is remembered, empty for the person themselves; None when it is none."""
    for patterns in (_REMEMBER, _KNOW):
        for pattern in patterns:
            if (match := pattern.fullmatch(said.plain)) is None:
                continue
            plain = (match["topic"] or "").strip(" ?") if "topic" in pattern.groupindex else ""
            if _OF_THE_SKY.search(plain) or _OF_A_TIME.fullmatch(plain):
                return None
            return "" if not plain or _SELF.fullmatch(plain) else _strip_case(tidy_topic(said.quote(match, "topic")))
    return None


def find_explain(said: Said) -> str | None:
    """The topic of "how do you know …?", empty where it is what was just said; None when it is none."""
    for pattern in _EXPLAIN:
        if (match := pattern.fullmatch(said.plain)) is None:
            continue
        if "topic" not in pattern.groupindex:
            return ""
        if _OF_THE_SKY.search(match["topic"]):
            return None
        return tidy_topic(said.quote(match, "topic")).removeprefix("that ")
    return None


def _strip_case(topic: str) -> str:
    return re.sub(r"\s(?:ke|ki|के|की)$", "", topic)
