"""Whether a person asks for a reading, in English or Hinglish."""

import re

_CHART = (
    r"(?:birth |natal |astro\w* |vedic |moon )?"
    r"(?:chart|horoscope|kund(?:a)?l[ie]|janm ?kundl[ie]|janm ?patr\w*|janampatr\w*|patrika)"
)
_DO = (
    r"(?:read|tell|give|show|make|cast|do|draw|create|check|see|look at|get|want|need|like|explain|calculate|prepare|"
    r"have|generate)"
)
_MINE = r"(?:moon sign|sun sign|rising sign|ascendant|lagna|rashi|nakshatra|dasha|mahadasha)"
_ENGLISH = re.compile(
    rf"\b{_DO}\b[^.!?]{{0,40}}\b(?:{_CHART}|astrolog\w+ reading|stars (?:say|hold)|(?:a|my) reading)\b|"
    rf"\b(?:what|how)\b[^.!?]{{0,30}}\b(?:my|the) (?:{_CHART}|stars|planets)\b|"
    r"\bwhat (?:do|does|are) (?:the|my) (?:stars|planets)\b|"
    r"\b(?:read|tell|predict) (?:me )?my (?:future|fortune|stars|fate|destiny)\b|"
    rf"\bmy {_MINE}\b|\b(?:astrolog\w+|vedic|chart|birth chart) reading\b|"
    rf"\b(?:my|a) {_CHART} (?:reading|please)\b|^\W*(?:my )?{_CHART}(?: please)?\W*$",
    re.IGNORECASE,
)
_OF_SKY = r"(?:kund(?:a)?l[ie]|janm ?patr\w*|janampatr\w*|bhavishya|rashifal|chart|horoscope)"
_HINGLISH = re.compile(
    rf"\b(?:meri|mera|mere|apni|apna|hamari)\b[^.!?]{{0,24}}\b(?:{_OF_SKY}|raa?shi|lagna|nakshatra|dasha|future|grah|"
    r"sitare|kismat)\b|"
    rf"\b{_OF_SKY}\b[^.!?]{{0,24}}\b(?:dekh|bana|bata|nikal|padh|dikha|chahiye|milao|banwa)\w*|"
    r"कुंडली|कुण्डली|जन्मपत्री|जन्म पत्री|भविष्य बता|राशि(?:फल)? (?:क्या|बता)|मेरी राशि|मेरे ग्रह",
    re.IGNORECASE,
)
_DECLINES = re.compile(
    r"\b(?:don['’]?t|do not|not|never|no longer|stop)\b[^.!?,]{0,24}\b"
    r"(?:chart|horoscope|kundl[ie]|reading|astrolog\w+)\b|"
    r"\b(?:kundl[ie]|chart|horoscope|rashi)\b[^.!?,]{0,16}\b(?:nahi|nahin|mat)\b|\b(?:pie|bar|org|flow|gantt) chart\b",
    re.IGNORECASE,
)


def wants_reading(text: str) -> bool:
    """Whether `text` asks for a chart or a reading from it."""
    asked = _ENGLISH.search(text) or _HINGLISH.search(text)
    return asked is not None and _DECLINES.search(text) is None
