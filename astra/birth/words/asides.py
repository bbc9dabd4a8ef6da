"""What people say around the details: that something was wrong, that they don't know, yes and no, and of other days."""

import re

from astra.birth.words.hinglish import word_set

CORRECTS = re.compile(
    r"\b(?:no|nope|not|sorry|actually|wrong|incorrect|mistake|correction|i meant|instead|rather|change|"
    r"nahi|nahin|galat|balki|asal)\b|नहीं|गलत",
    re.IGNORECASE,
)
NEGATED = re.compile(
    r"\b(?:not|nahi|nahin)\s+(?!sure|know|exactly|certain|really|pata|malum|maloom|yaad|a\b|the\b|that\b|my\b|i\b|it\b)"
    r"[^,.;!?]{1,40}",
    re.IGNORECASE,
)
"""What is denied: the "not Mumbai" of "Pune, not Mumbai"."""

_NO_NOTION = r"(?:pata|maa?loom|malum|yaa?d)"
UNKNOWN = re.compile(
    r"\b(?:do(?:n['’]?t| not) (?:really |actually |exactly )?(?:know|remember|recall|have)|"
    r"not (?:really |too |very )?(?:sure|certain)|no idea|no clue|unknown|"
    r"can['’]?t (?:remember|recall|say)|dunno|never (?:knew|told)|"
    rf"{_NO_NOTION} (?:hi )?na[hi]+n?|na[hi]+n? {_NO_NOTION})\b|(?:पता|याद|मालूम) नहीं|नहीं (?:पता|याद|मालूम)",
    re.IGNORECASE,
)
TIME_WORD = re.compile(
    r"\b(?:time|when|hour|o'?clock|clock|samay|waqt|vakt|vaqt|baje|kitne)\b|समय|वक्त|बजे", re.IGNORECASE
)
TIME_CUES = word_set("at time tob around about samay waqt approximately baje by")
"""Words before a bare figure that make a time of it."""

LIFE = word_set(
    """
moved married joined graduated shifted met started went visited came left divorced died since ago travelled traveled
flew arrived bought work working works worked study studied slept sleep woke wake run walk see meet call ate eat said
get released launched opened published movie film concert match exam interview wedding ticket booking order deadline
train bus trip conference session call meeting appointment flight live living stay staying
"""
)
"""Words after which a date or a place is of another day of a life."""

NUMBERING = re.compile(r"^\s*\d{1,2}[.)]\s+(?=\S)", re.MULTILINE)
"""The figures before the items of a list."""

EVENTS = LIFE - word_set("live living lived stay staying since left")
"""Words of another day than that of the birth: with one of them a bare answer is none."""

INTRODUCES = re.compile(r"\b(?:i am|i['’]m|my name is|name is|call me|this is|mera naam)\s+\w+\W*$", re.IGNORECASE)
"""Somebody tells their name."""

YES = re.compile(
    r"\b(?:yes|yeah|yep|yup|right|correct|exactly|sure|haan?|hanji|sahi|bilkul|theek)\b|हाँ|हां|सही", re.IGNORECASE
)
NO = re.compile(r"\b(?:no|nope|neither|none|wrong|nahi|nahin|na|galat)\b|नहीं|गलत", re.IGNORECASE)

OPENERS = re.compile(
    r"\bI (?:said|say|meant|mean|told you)\b|\b(?:that['’]?s|that is|it['’]?s) (?:easy|simple)\b|"
    r"\blet me (?:see|think)\b|\b(?:ab |main )?bata(?:ta|ti) (?:hoon|hun|hu)\b|"
    r"^\W*(?:oh|ah|well|achha|accha|arre|suno|haan ji|of course|sure)\b",
    re.IGNORECASE,
)
"""How an answer begins, before anything is told."""

SPEAKS_OF_SELF = re.compile(
    r"\bI\b(?! (?:think|believe|guess|said|mean|meant)\b)|\b(?:mujhe|mujhko|hamein|aap|aapko|tum|tumhe)\b|मुझे|आपको|आप\b",
    re.IGNORECASE,
)
"""A sentence about oneself or to the companion: a word of it that nobody knows is no place."""

ZONE_WORD = re.compile(r"\b(?:time ?)?zone\b", re.IGNORECASE)
