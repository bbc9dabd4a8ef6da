"""Puts placements, periods and aspects into words, in the talk's language."""

from functools import cache
from typing import cast

from local.engines.talker.language import Language
from local.engines.talker.lexicon import load_data
from local.engines.talker.sky.lines import Angle, Placed

_KEYS = {Language.ENGLISH: "en", Language.HINGLISH: "in", Language.HINDI: "hi"}
Book = dict[str, dict[object, dict[str, str]]]


@cache
def _book() -> Book:
    return cast("Book", load_data("sky"))


def tell_placed(placed: Placed, language: Language, *, with_meaning: bool = True) -> str:
    """One placement as a sentence or two."""
    planet, sign = _book()["planets"][placed.name], _book()["signs"][placed.sign]
    key = _KEYS[language]
    if placed.also is not None:
        return _tell_open(placed, language)
    where = _tell_house(placed.house, language)
    back = _tell_retrograde(placed, language)
    if language is Language.ENGLISH:
        star = f" The nakshatra is {placed.nakshatra}." if placed.nakshatra and placed.name == "Moon" else ""
        first = f"Your {placed.name} is in {placed.sign}{where}{back}."
        meaning = f" So {planet['en_core']} tends to be {sign['en']}.{_area(placed.house, key)}"
    elif language is Language.HINGLISH:
        star = f" Nakshatra {placed.nakshatra} hai." if placed.nakshatra and placed.name == "Moon" else ""
        first = f"Aapka {placed.name} {placed.sign} mein hai{where}{back}."
        meaning = f" Yaani {planet['in_core']}: thoda {sign['in']}.{_area(placed.house, key)}"
    else:
        star = ""
        first = f"आपका {planet['hi']} {sign['hi']} राशि में है{where}{back}।"
        meaning = f" यानी {planet['hi_core']}: कुछ {sign['hi_style']}।{_area(placed.house, key)}"
    return first + (star + meaning if with_meaning else "")


def _tell_open(placed: Placed, language: Language) -> str:
    planet = _book()["planets"][placed.name]
    if language is Language.ENGLISH:
        return f"Your {placed.name} is either in {placed.sign} or in {placed.also}: without the hour I can't say which."
    if language is Language.HINGLISH:
        return f"Aapka {placed.name} ya {placed.sign} mein hai ya {placed.also} mein: bina time ke pakka nahi."
    signs = _book()["signs"]
    return f"आपका {planet['hi']} {signs[placed.sign]['hi']} या {signs[placed.also]['hi']} में है: समय के बिना पक्का नहीं।"


def _tell_house(house: int | None, language: Language) -> str:
    if house is None:
        return ""
    ordinals = cast("list[str]", cast("object", _book()["ordinals"]))
    if language is Language.ENGLISH:
        return f", in your {ordinals[house - 1]} house"
    return f", house {house} mein" if language is Language.HINGLISH else f", भाव {house} में"


def _tell_retrograde(placed: Placed, language: Language) -> str:
    if not placed.retrograde:
        return ""
    return {Language.ENGLISH: ", retrograde", Language.HINGLISH: ", retrograde", Language.HINDI: ", वक्री"}[language]


def _area(house: int | None, key: str) -> str:
    if house is None:
        return ""
    area = _book()["houses"][house][key]
    return {"en": f" You meet it most in {area}.", "in": f" Iska khaas area: {area}.", "hi": f" ख़ास क्षेत्र: {area}।"}[key]


def tell_house(house: int, inside: list[Placed], language: Language) -> str:
    """What a house is about, and who stands in it."""
    ordinals = cast("list[str]", cast("object", _book()["ordinals"]))
    area = _book()["houses"][house][_KEYS[language]]
    names = ", ".join(placed.name for placed in inside)
    if language is Language.ENGLISH:
        who = f"In yours I find {names}." if names else "No planet stands in yours, which only makes it a quiet room."
        return f"The {ordinals[house - 1]} house is about {area}. {who}"
    if language is Language.HINGLISH:
        who = f"Aapke mein {names} hai." if names else "Aapke mein koi planet nahi, bas ek shaant kamra."
        return f"House {house} ka matlab: {area}. {who}"
    hindi = ", ".join(_book()["planets"][placed.name]["hi"] for placed in inside)
    who = f"आपके यहाँ {hindi}।" if hindi else "आपके यहाँ कोई ग्रह नहीं, बस एक शांत कमरा।"
    return f"भाव {house} का अर्थ: {area}। {who}"


def tell_period(lord: str, level: str, until: str, language: Language) -> str:
    """Which period runs and what it is good for."""
    mood = _book()["periods"].get(_SHORT.get(lord, lord), {}).get(_KEYS[language], "")
    name = "mahadasha" if level == "maha" else "antardasha"
    if language is Language.ENGLISH:
        return f"You are in your {lord} {name} until {until}, a season for {mood}."
    if language is Language.HINGLISH:
        return f"Abhi aapki {lord} ki {name} chal rahi hai, {until} tak: samay {mood}."
    hindi = _book()["planets"][lord]["hi"]
    return f"अभी आपकी {hindi} की {'महादशा' if level == 'maha' else 'अंतर्दशा'} चल रही है, {until} तक: समय {mood}।"


_SHORT = {"North Node": "Rahu", "South Node": "Ketu"}


def tell_angle(angle: Angle, language: Language) -> str:
    """What two bodies have to do with each other."""
    meaning = _book()["aspects"][angle.kind][_KEYS[language]]
    if language is Language.ENGLISH:
        return f"Your {angle.first} and {angle.second} form a {angle.kind}: they {meaning}."
    if language is Language.HINGLISH:
        return f"Aapke {angle.first} aur {angle.second} mein {angle.kind} hai: {meaning}."
    planets = _book()["planets"]
    return f"आपके {planets[angle.first]['hi']} और {planets[angle.second]['hi']}: {meaning}।"


def list_fields(missing: tuple[str, ...], language: Language, *, as_list: bool) -> str:
    """The missing birth details: part of a spoken question, or at most four numbered items."""
    key = _KEYS[language]
    fields = _book()["fields"]
    if not as_list:
        names = [fields[name][key] for name in missing if name in fields and name != "zone"]
        last = {"en": " and ", "in": " aur ", "hi": " और "}[key]
        return last.join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)
    items: list[str] = []
    for name in missing:
        if name == "system" and "zone" in missing and items:
            items[-1] += f"; {fields[name][f'{key}_list']}"
        elif name in fields:
            items.append(fields[name][f"{key}_list"])
    return "\n".join(f"{number}. {item}" for number, item in enumerate(items[:4], start=1))
