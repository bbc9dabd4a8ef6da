"""Whose birth a text speaks of, clause by clause: the person's own, somebody else's, or nobody's."""

import re
from dataclasses import dataclass
from enum import StrEnum

_BIRTH = (
    r"(?:born|birth|birth ?days?|birth ?dates?|birth ?place|birth ?time|dob|d\.o\.b\.?|jan[ae]?m\w*|paida|"
    r"जन्म\w*|पैदा)"
)
_PERSON = (
    r"(?:sister|brother|mother|father|mom|mum|mummy|dad|daddy|papa|wife|husband|son|daughter|baby|child|kid|friend|boyfriend|"
    r"girlfriend|partner|boss|cousin|uncle|aunt\w*|nephew|niece|grand\w+|colleague|roommate|teacher|ex|fianc\w+|twin|behen|"
    r"bahan|behan|bhai|bhaiya|didi|maa|mata|pita|patni|biwi|pati|beta|beti|bete|dost|saheli|nana|nani|dada|dadi|chacha|chachi|"
    r"mausi|bua|बहन|भाई|माँ|मां|पिता|पापा|पत्नी|पति|बेटा|बेटी|दोस्त)"
)
_PRONOUN = r"(?:he|she|they|his|her|their|uska|uski|uske|unka|unki|unke|उसका|उसकी|उनका|उनकी)"
_OTHER = re.compile(
    rf"\b(?:(?:my|our|your|the|a|his|her|mera|meri|mere|मेरा|मेरी|मेरे)\s+(?:\w+\s+)?{_PERSON}(?!\w)(?:['’]s)?|{_PRONOUN}|"
    rf"{_PERSON}\s+(?:ka|ki|ke|का|की|के))(?!\w).{{0,60}}?(?<!\w){_BIRTH}(?!\w)|"
    rf"\b(?:my|our|his|her|mera|meri|mere)\s+(?:\w+\s+)?{_PERSON}(?:['’]s|\s+k[aie])?\s*"
    r"(?:[:,-]\s*\d|(?:birth )?(?:details|chart|kundli|kundali|horoscope)\b)|"
    rf"\b(?:my|our|mera|meri)\s+(?:\w+\s+)?{_PERSON}\s+(?:is|was|comes)\s+from\b",
    re.IGNORECASE,
)
_OF_OTHER = re.compile(
    rf"{_BIRTH}\b.{{0,24}}?\b(?:of|to|for|ka|ki|ke)\s+(?:my|our|the|a|his|her|mera|meri|mere)\s+(?:\w+\s+)?{_PERSON}\b",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"\b(?!I\b|It\b|Was\b|When\b|Where\b|And\b|So\b|Yes\b|Well\b|Actually\b|That\b|Born\b|What\b)[A-Z][a-z]+(?:\s[A-Z][a-z]+)?(?:['’]s\s+(?:date\s+of\s+)?(?:birth\w*|dob)|\s+(?:was|is)\s+born)"
)
_OWN = re.compile(
    rf"\b(?:i\s+(?:was|am|got|think\s+i\s+was|believe\s+i\s+was)|i['’]?m|i\s+was\s+actually)\b.{{0,24}}?\bborn\b|"
    r"\b(?:and|&)\s+(?:i|me)\s+(?:was|were)\s+(?:both\s+)?born\b|"
    rf"\b(?:my|mine|own|apna|apni)\s+(?:own\s+)?(?:exact\s+)?(?:date\s+of\s+|time\s+of\s+|place\s+of\s+|d\.?o\.?b|{_BIRTH})|"
    rf"(?<!\w)(?:mera|meri|mere|main|mai|mein|mujhe|hum|humara|मेरा|मेरी|मेरे|मैं)\s.{{0,60}}?{_BIRTH}|"
    rf"\b(?:me|mujhe)\s+(?:was\s+)?born\b",
    re.IGNORECASE,
)
REPORT = re.compile(
    rf"(?<!\w){_PERSON}(?:\s+\w+)?\s+(?:says?|said|told|tells|thinks?|remembers?|mentioned|batati|batate|bataya|kehti|kehte|kaha|bola|boli|"
    r"ne\s+(?:bataya|kaha|bola)|ke\s+(?:hisaab|anusaar))|\baccording\s+to\s+",
    re.IGNORECASE,
)
"""Somebody is named only as the one who told it."""
_PARTY = re.compile(
    r"\b(?:happy|belated)\s+birth ?day|birth ?day\s+(?:party|parties|cake|gifts?|dinner|wish\w*|card|presents?|trip|"
    r"celebrat\w*|bash|song)|"
    r"celebrat\w*|birth\s+(?:control|rate|certificate\s+office)|re-?born|new-?born|born\s+again",
    re.IGNORECASE,
)
_ME = re.compile(r"\b(?:i|my|me|main|mera|meri)\b", re.IGNORECASE)
_ANY_BIRTH = re.compile(rf"(?<!\w){_BIRTH}(?!\w)", re.IGNORECASE)
_CUT = re.compile(
    r"(?<![\d.][.])(?<!\ba)(?<!\bp)(?<!a\.m)(?<!p\.m)[.!?।\n]+(?=\s|$)|\s(?=(?:and|but|aur|lekin|while|whereas|par)\s+"
    r"(?:(?:my|his|her|our|mera|meri|mere|uska|uski|uske)\s|(?:he|she|they|i)\s+(?:was|is|am)\b))|"
    rf"[,;]\s*(?=(?:my|his|her|our|mera|meri|mere)\s+(?:\w+\s+)?{_PERSON}\b)",
    re.IGNORECASE,
)


class Whose(StrEnum):
    """Whose birth a clause speaks of."""

    OWN = "own"
    OTHER = "other"
    NOBODY = "nobody"
    PARTY = "party"
    """A birthday as a feast: its date and place are this year's."""


@dataclass(frozen=True, slots=True)
class Clause:
    """Characters `start` to `end` of the text."""

    start: int
    end: int
    whose: Whose


def read_clauses(text: str) -> list[Clause]:
    """The clauses of `text`. What follows somebody else's birth without a subject of its own is theirs as well."""
    clauses: list[Clause] = []
    start = 0
    for end in [*(match.start() for match in _CUT.finditer(text)), len(text)]:
        if end > start:
            before = clauses[-1].whose if clauses else Whose.NOBODY
            clauses.append(Clause(start, end, _judge(text[start:end], before)))
            start = end
    return clauses


def _judge(clause: str, before: Whose) -> Whose:
    if _PARTY.search(clause):
        return Whose.PARTY
    speech = REPORT.sub(" ", clause)
    if _OWN.search(speech) and not _is_possessed(speech):
        return Whose.OWN
    if _OTHER.search(speech) or _OF_OTHER.search(speech) or _NAMED.search(speech):
        return Whose.OTHER
    if _ANY_BIRTH.search(speech):
        return Whose.OWN
    return (
        Whose.OTHER
        if before is Whose.OTHER and not re.search(r"\b(?:i|my|me|main|mera|meri)\b", speech, re.IGNORECASE)
        else Whose.NOBODY
    )


def _is_possessed(clause: str) -> bool:
    """Whether "mera"/"my" in it belongs to a relative: `meri behen ka janm` is hers."""
    return bool(
        re.search(
            rf"(?<!\w)(?:my|mera|meri|mere|मेरा|मेरी|मेरे)\s+(?:\w+\s+)?{_PERSON}(?!\w)(?:['’]s|\s+(?:ka|ki|ke|का|की|के|was|is|paida|hui|hua))?.{{0,40}}?{_BIRTH}",
            clause,
            re.IGNORECASE,
        )
    ) and not re.search(r"\bi\s+(?:was|were|am)\b|\bmy\s+(?:birth|dob|date)", clause, re.IGNORECASE)
