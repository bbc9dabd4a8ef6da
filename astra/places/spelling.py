"""One spelling for all the ways a name is written: case, accents, punctuation and Indian scripts apart."""

import re
import unicodedata

_LETTERS = str.maketrans(
    {
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "ı": "i",
        "ə": "a",
        "\u093c": None,  # nukta: क़ and क are told apart by few
        "\u0901": "\u0902",  # chandrabindu and anusvara are written for one another
        "\u200c": None,
        "\u200d": None,
    }
)
_ACCENTS = re.compile("[\u0300-\u036f]")
_MUTE = re.compile("['’ʼʻ`´ʹʺ‘\"“”]")
_GAP = re.compile(r"[\W_]+")
_WHOLE_WORDS = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort"}


def fold(text: str) -> str:
    """`text` in small letters, without accents and punctuation, one space between words; scripts are kept apart.

    Marks of Indian scripts count as letters here: without its vowel signs a name is another name.
    """
    flat = _ACCENTS.sub("", unicodedata.normalize("NFKD", text)).casefold().translate(_LETTERS)
    flat = unicodedata.normalize("NFC", _MUTE.sub("", flat))
    words = _split(flat)
    return " ".join(_WHOLE_WORDS.get(word, word) for word in words)


def _split(flat: str) -> list[str]:
    if flat.isascii():
        return _GAP.sub(" ", flat).split()
    letters = "".join(char if char.isalnum() or unicodedata.category(char) in {"Mc", "Mn"} else " " for char in flat)
    return letters.split()


_CONSONANTS = {
    "क": "k", "ख": "kh", "ग": "g", "घ": "gh", "ङ": "n", "च": "ch", "छ": "chh", "ज": "j", "झ": "jh", "ञ": "n",
    "ट": "t", "ठ": "th", "ड": "d", "ढ": "dh", "ण": "n", "त": "t", "थ": "th", "द": "d", "ध": "dh", "न": "n",
    "प": "p", "फ": "ph", "ब": "b", "भ": "bh", "म": "m", "य": "y", "र": "r", "ल": "l", "व": "v", "श": "sh",
    "ष": "sh", "स": "s", "ह": "h", "ळ": "l",
}  # fmt: skip
_VOWELS = {
    "अ": "a", "आ": "a", "इ": "i", "ई": "i", "उ": "u", "ऊ": "u", "ए": "e", "ऐ": "ai", "ओ": "o", "औ": "au", "ऋ": "ri",
    "ऑ": "o", "ऍ": "e",
}  # fmt: skip
_SIGNS = {
    "ा": "a", "ि": "i", "ी": "i", "ु": "u", "ू": "u", "े": "e", "ै": "ai", "ो": "o", "ौ": "au", "ृ": "ri", "ॉ": "o",
    "ॅ": "e", "ं": "n", "ः": "", "्": "",
}  # fmt: skip


def is_devanagari(text: str) -> bool:
    """Whether `text` holds letters of Devanagari."""
    return any("\u0904" <= char <= "\u0939" for char in text)


def to_latin(text: str) -> str:
    """Devanagari as an Indian writes it in Latin letters, near enough to be found by sound: `सातारा` → `satara`."""
    return " ".join(_word_to_latin(word) for word in fold(text).split())


def _word_to_latin(word: str) -> str:
    parts: list[str] = []
    for at, char in enumerate(word):
        follower = word[at + 1] if at + 1 < len(word) else ""
        if char in _CONSONANTS:
            parts.append(_CONSONANTS[char])
            ends = follower == "" or follower in _SIGNS
            parts.append("" if ends and follower != "ं" else "a")
        else:
            parts.append(_VOWELS.get(char, _SIGNS.get(char, char)))
    return "".join(parts)
