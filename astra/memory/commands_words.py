"""How an utterance is laid out before it is read for commands: one plain form for Latin and Devanagari script.

Rules are written once, in plain lower-case Latin letters; the few Hindi words that commands are made of are put into
them, while everything else (the topic, a name) stays as it was said and can be given back untouched.
"""

import re
import unicodedata
from dataclasses import dataclass

_OPENERS = re.compile(
    r"^(?:(?:ok|okay|so|um+|uh+|hmm+|well|hey|hi|oh|ah|and|but|now|listen|look|wait|please|kindly|astra"
    r"|orion|meera|tara"
    r"|arre|are|accha|acha|achha|suno|dekho|yaar|haan)[,.!…]* )+"
)
_CLOSERS = re.compile(
    r"(?:[,.!…]* (?:please|plz|okay|ok|thanks|thank you|for me|astra|orion|meera|tara|na"
    r"|yaar|ji))+$"
)
EDGES = " \t,.;:!…-–—\"“”'()।"

_LATIN = {
    "मैंने": "maine", "मैं": "main", "मेरे": "mere", "मेरी": "meri", "मेरा": "mera",
    "हमारे": "hamare", "मुझे": "mujhe", "तुम्हें": "tumhe", "तुम्हे": "tumhe", "तुमको": "tumko",
    "तुझे": "tujhe", "तुम": "tum", "आपको": "aapko", "आप": "aap", "के": "ke", "की": "ki",
    "का": "ka", "बारे": "baare", "में": "mein", "मे": "mein", "क्या": "kya",
    "क्या-क्या": "kya-kya", "कुछ": "kuch", "भी": "bhi", "सब": "sab", "याद": "yaad",
    "पता": "pata", "मालूम": "maloom", "है": "hai", "हैं": "hain", "था": "tha", "थी": "thi",
    "हो": "ho", "जानते": "jaante", "जानती": "jaanti", "कैसे": "kaise", "कब": "kab",
    "चला": "chala", "कहा": "kaha", "बोला": "bola", "बताया": "bataya", "कही": "kahi",
    "बताई": "batayi", "किसने": "kisne", "यह": "yeh", "ये": "ye", "वह": "woh", "वो": "wo",
    "इसे": "ise", "इसको": "isko", "उसे": "use", "उसको": "usko", "जो": "jo", "बात": "baat",
    "बातें": "baatein", "सारी": "saari", "वाली": "wali", "अभी": "abhi", "अब": "ab",
    "भूल": "bhool", "भुला": "bhula", "जाओ": "jao", "जाइए": "jaiye", "जाना": "jana", "दो": "do",
    "दीजिए": "dijiye", "कर": "kar", "करो": "karo", "करना": "karna", "कीजिए": "kijiye",
    "मिटा": "mita", "हटा": "hata", "डिलीट": "delete", "मत": "mat", "रखना": "rakhna",
    "रखो": "rakho", "रखिए": "rakhiye", "रख": "rakh", "सकते": "sakte", "सकती": "sakti",
    "रिकॉर्ड": "record", "रिकार्ड": "record", "नोट": "note", "ऑफ": "off", "ऑफ़": "off",
    "ऑन": "on", "द": "the", "बंद": "band", "फिर": "phir", "से": "se", "वापस": "wapas",
    "गलत": "galat", "ग़लत": "galat", "सच": "sach", "सही": "sahi", "नहीं": "nahi", "नही": "nahi",
    "ना": "na", "न": "na", "हाँ": "haan", "हां": "haan", "जी": "ji", "ठीक": "theek",
    "रहने": "rehne", "पर": "pe", "ऐसा": "aisa", "रिकॉर्डिंग": "recording", "शुरू": "shuru",
    "चालू": "chalu",
}  # fmt: skip
"""The Hindi words that commands are made of."""


@dataclass(frozen=True, slots=True)
class Said:
    """An utterance laid out: `plain` is what rules match, `words` the same words as they were said, one for one."""

    plain: str
    words: tuple[str, ...]

    def quote(self, match: re.Match[str], group: str) -> str:
        """The words of a named group of a match on `plain`, as said, without the marks around them; may be empty."""
        start, end = match.span(group)
        if start < 0:
            return ""
        inside = self.plain[start:end].lstrip(EDGES)
        first = self.plain[: end - len(inside)].count(" ")
        count = len(inside.split())
        return " ".join(self.words[first : first + count]).strip(EDGES + "?")


def lay_out(text: str) -> Said:
    """`text` without openers ("okay, please"), closers ("thanks") and end marks; a question mark stays."""
    folded = unicodedata.normalize("NFC", text).replace("’", "'").replace("‘", "'").replace("।", ".")
    words = [word for word in folded.split() if word.strip(EDGES) or "?" in word]
    plain = " ".join(_plain(word) for word in words)
    opened = _OPENERS.match(plain)
    if opened and opened.end() < len(plain):
        dropped = plain[: opened.end()].count(" ")
        words, plain = words[dropped:], plain[opened.end() :]
    asks = plain.rstrip(EDGES).endswith("?")
    plain = plain.rstrip(EDGES + "?")
    closed = _CLOSERS.search(plain)
    if closed and closed.start() > 0:
        plain = plain[: closed.start()].rstrip(EDGES + "?")
    words = words[: len(plain.split(" "))] if plain else []
    return Said(f"{plain}?" if asks and plain else plain, tuple(words))


def tidy_topic(topic: str) -> str:
    """A topic without what follows it in the sentence ("work, let's talk about love") and without marks."""
    head = re.split(r"[,;:.!?]\s|\s(?:let's|lets|and tell|but|instead)\b", topic, maxsplit=1)[0]
    return head.strip(EDGES + "?")


def _plain(word: str) -> str:
    core = word.strip(EDGES + "?")
    latin = _LATIN.get(core)
    return word.replace(core, latin, 1) if latin and core else word.lower()
