"""Whether an utterance is worth reading for birth details: a glance, so that ordinary talk costs nothing."""

import re

from astra.birth import wants_reading

_HINT = re.compile(
    r"\d{2}|\d[:.]\d|\b\d+(st|nd|rd|th)\b|o'?clock|\b[ap]\.?m\b"
    r"|born|birth|janm|janam|paida|kundl|kundal|horoscope|chart|ascendant|lagna|rashi|zodiac"
    r"|vedic|western|sidereal|tropical|ayanam|lahiri|raman|krishnamurti|fagan|jyotish"
    r"|january|february|march|april|\bmay\b|june|july|august|september|october|november|december"
    r"|nineteen|eighteen|twenty|thirt|midnight|noon|morning|evening|afternoon|subah|shaam|raat|baje|dopahar"
    r"|\bno\b|\bnot\b|actually|sorry|correct|meant|wrong|galat|nahi"
    r"|जन्म|पैदा|कुंडली|कुण्डली|बजे|तारीख|राशि|लग्न|सुबह|शाम|रात|नहीं",
    re.IGNORECASE,
)


def may_tell_of_birth(text: str) -> bool:
    """Whether `text` may hold details of a birth, a correction of some, or the wish for a reading."""
    return _HINT.search(text) is not None or wants_reading(text)
