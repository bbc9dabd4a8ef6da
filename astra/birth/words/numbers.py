"""Numbers as they are spoken: English cardinals and ordinals, and Hindi from nought to ninety-nine."""

from astra.birth.words.hinglish import plain

_ENGLISH_WORDS = """
zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen
nineteen
"""
_ENGLISH = tuple(_ENGLISH_WORDS.split())
_TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
_ORDINAL_WORDS = """
zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth
sixteenth seventeenth eighteenth nineteenth twentieth
"""
_ORDINALS = tuple(_ORDINAL_WORDS.split())

_HINDI = """
shunya|ek|do|teen|char|panch paanch pach|chhe che chhah chheh chhai|saat sat|aath aat|nau|das dus|gyarah|barah|
terah|chaudah chodah|pandrah pandhrah|solah|satrah|atharah attharah|unnis unnees|bees|ikkis|bais baais|
teis teyis|chaubis|pachis pacchis|chhabbis|sattais|athais atthais aththais|unatis untis unattis unantis|tees|
ikatis ikattis iktis|battis|taintis tentis|chauntis|paintis|chhattis|saintis|adtis artis adatis|
untalis unchalis|chalis|iktalis|bayalis byalis|taintalis|chavalis chauvalis chauvaalis|paintalis|chhiyalis|
saintalis|adtalis artalis|unchas|pachas|ikyavan ikyaavan|bavan baavan|tirpan tirepan|chauvan chavvan|pachpan|
chhappan|sattavan|athavan atthavan|unsath|saath|iksath|basath|tirsath|chausath|painsath|chhiyasath|
sadsath sarsath|adsath arsath|unhattar unahattar|sattar|ikhattar|bahattar|tihattar|chauhattar|
pachhattar pachahattar|chhihattar|satattar sathattar|athattar athahattar|unyasi unasi unnasi|assi|ikyasi|
bayasi byasi|tirasi|chaurasi|pachasi|chhiyasi|sattasi satasi|athasi atthasi|navasi|nabbe|ikyanve ikyanave|
banve baanve|tiranve|chauranve|pachanve panchanve|chhiyanve chhiyanave|sattanve satanve|athanve atthanve|
ninyanve ninyanave
""".replace("\n", "")

HINDI = {plain(word): value for value, words in enumerate(_HINDI.split("|")) for word in words.split()}
"""Hindi numbers by their plain spelling."""

HINDI_ORDINALS = {
    plain(word): value
    for value, words in enumerate(
        ("pehli pehla pahli pahla", "doosri dusri doosra dusra", "teesri tisri", "chauthi", "paanchvi panchvi"), 1
    )
    for word in words.split()
}

ENGLISH = {word: value for value, word in enumerate(_ENGLISH)} | _TENS | {"oh": 0, "fourty": 40, "nought": 0}
ENGLISH_TENS = frozenset(_TENS)
ENGLISH_ORDINALS = {word: value for value, word in enumerate(_ORDINALS)} | {"thirtieth": 30, "fivth": 5, "twelvth": 12}
ENGLISH_UNITS = frozenset(_ENGLISH[1:10]) | frozenset(_ORDINALS[1:10])
HUNDREDS = frozenset({"hundred", "sau", "so"})
THOUSANDS = frozenset({"thousand", plain("hazaar"), plain("hazar"), plain("hajar")})
MISTAKABLE = frozenset(
    {"do", "sat", "tin", "che", "tis", "bis", "das", "sath", "char", "so", "pac", "pach", "dus", "at"}
)
"""Hindi numbers that are English words, or other words of Hindi: numbers only where the sentence is Hinglish."""
