"""Asking to have something forgotten, as an order to the companion and never as talk about forgetting."""

import re
from dataclasses import dataclass

from astra.memory.commands_words import Said, tidy_topic


@dataclass(frozen=True, slots=True)
class Forget:
    """What is to go: a `topic`, what was `just_said`, or `everything`."""

    topic: str | None = None
    just_said: bool = False
    everything: bool = False


_ASK = (
    r"(?:(?:can|could|would|will) you (?:please |just |kindly )*|(?:please |just |kindly )"
    r"|i(?:'d| would) like you to (?:please )?|i (?:want|need) you to (?:please )?)*"
)
_GO = rf"{_ASK}(?:forget|delete|erase|remove|wipe|clear)"
_ALL = r"(?:everything|anything|all|whatever|what|all the things|the things|the stuff|all (?:of )?what)(?: that)?"
_SAID = (
    r"(?:i|i've|i have)(?: ever| just| have)? (?:said|told|told you|mentioned|shared|spoke|talked)"
    r"(?: to you| with you)?"
)

_ABOUT_HI = r"(?:ke|ki) (?:baare|bare|barey|baarey) (?:mein|me|main)"
_SAID_HI = r"(?:kaha|bola|bataya|kahi|boli|batayi)(?: tha| thi| hai)?"
_IT_HI = r"(?:(?:wo|woh|vo|voh|use|usko|usse|ye|yeh|ise|isko)(?: sab)? |sab )?"
_GO_HI = (
    r"(?:(?:bhool|bhul|bhula|bhoola|bhulaa) ?(?:jao|jaao|jaiye|jaiyega|jana|jaana|do|dijiye|dena)"
    r"|(?:delete|erase|remove|clear) (?:kar ?(?:do|dijiye|dena)|karo|kijiye)|(?:mita|hata) (?:do|dijiye|dena))"
)
_TOPIC_HI = r"(?P<topic>\S+(?: \S+){0,3}?)"
_JO = r"jo(?: kuch| bhi| kuch bhi| sab)*"

_TOPICS = (
    re.compile(rf"{_GO} {_ALL} {_SAID} (?:about|on|regarding|of) (?P<topic>.+)"),
    re.compile(
        rf"{_GO} {_ALL} (?:you|you've|you have)(?: still)?"
        r" (?:know|remember|recall|saved|stored|learned|learnt|noted|have|have saved|have stored)"
        r"(?: to remember)? (?:about|of|on) (?P<topic>.+)"
    ),
    re.compile(rf"{_GO} that i (?:ever )?(?:said|told you|mentioned)(?: that)? (?P<topic>.+)"),
    re.compile(
        rf"{_ASK}(?:remove|delete|erase|take|wipe) (?P<topic>.+?) (?:from|out of) (?:your|my) (?:memory"
        rf"|memories|notes)\??"
    ),
    re.compile(
        rf"{_ASK}(?:erase|delete|wipe|clear) (?:your|all|my|all your)(?: of your)? (?:memory"
        rf"|memories) (?:of|about) (?P<topic>.+)"
    ),
    re.compile(
        r"(?:don't|dont|do not) (?:remember|keep|store|save) (?:what i (?:said|told you)"
        r"|anything) about (?P<topic>.+)"
    ),
    re.compile(rf"(?:maine )?{_TOPIC_HI} {_ABOUT_HI} (?:maine )?{_JO} (?:maine )?{_SAID_HI},? {_IT_HI}{_GO_HI}"),
    re.compile(rf"{_JO} maine {_TOPIC_HI} {_ABOUT_HI} {_SAID_HI},? {_IT_HI}{_GO_HI}"),
    re.compile(rf"{_GO_HI},? (?:{_JO} )?maine {_TOPIC_HI} {_ABOUT_HI} (?:{_JO} )?{_SAID_HI}"),
    re.compile(rf"{_TOPIC_HI} {_ABOUT_HI} (?:sab kuch|sab|saari baatein|sari baatein|saari baat) {_GO_HI}"),
    re.compile(rf"{_TOPIC_HI} (?:wali|waali|vali) (?:baat|baatein) {_GO_HI}"),
)
_JUST_SAID = (
    re.compile(rf"{_GO} what i(?: just| have just|'ve just)? (?:said|told you)(?: just now)?"),
    re.compile(rf"{_GO} that i (?:just |ever )?(?:said|told you|mentioned) (?:that|it|this|anything)"),
    re.compile(
        rf"{_GO} (?:the last thing i (?:said|told you)|my last (?:message|sentence)|that last (?:bit|part"
        rf"|sentence))"
    ),
    re.compile(rf"(?:abhi )?(?:maine )?(?:abhi )?jo (?:maine )?(?:abhi )?{_SAID_HI},? {_IT_HI}{_GO_HI}"),
)
_EVERYTHING = (
    re.compile(
        rf"{_GO} (?:everything|all of it|it all)(?: about me| {_SAID}| you (?:know"
        rf"|remember)(?: about me)?)?"
    ),
    re.compile(
        rf"{_ASK}(?:erase|delete|wipe|clear) (?:your|my|all your|all my) (?:whole |entire )?(?:memory"
        rf"|memories)(?: (?:of|about) me)?"
    ),
    re.compile(rf"(?:mere|hamare) (?:baare|bare) (?:mein|me) (?:sab kuch|sab|saari baatein|sari baatein) {_GO_HI}"),
)
_SELF = re.compile(r"(?:me|myself|mere)(?: at all| so far)?")
_POINTING = re.compile(r"(?:that|this|it|him|her|them|those|these|us|wo|woh|uske|iske|usse)")


def find_forget(said: Said) -> Forget | None:
    """What the companion is told to forget; None when the sentence is no such order."""
    plain = said.plain.rstrip("?")
    if any(pattern.fullmatch(plain) for pattern in _JUST_SAID):
        return Forget(just_said=True)
    if any(pattern.fullmatch(plain) for pattern in _EVERYTHING):
        return Forget(everything=True)
    for pattern in _TOPICS:
        if (match := pattern.fullmatch(plain)) is None:
            continue
        topic = tidy_topic(said.quote(match, "topic"))
        bare = topic.lower()
        if not bare or _POINTING.fullmatch(bare):
            return Forget(just_said=True)
        return Forget(everything=True) if _SELF.fullmatch(bare) else Forget(topic)
    return None
