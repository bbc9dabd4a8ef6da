"""The sentences and names of the spoken summary, one table a language."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from astra.chart.model import AspectKind, Dignity, Zodiac
from astra.chart.names import list_words, name_point, name_value
from astra.chart.zodiac import SIGNS, Nakshatra, Point, Sign


@dataclass(frozen=True, slots=True)
class SpokenWords:
    """Sentences with named gaps, and the names that fill them."""

    sun_sign: str
    sun_open: str
    moon_sign: str
    moon_nakshatra: str
    moon_open: str
    ascendant: str
    ascendant_open: str
    no_time: str
    dignities: Mapping[Dignity, str]
    aspect: str
    aspects: Mapping[AspectKind, str]
    maha: str
    antar: str
    or_word: str
    vedic_signs: Mapping[Sign, str]
    vedic_points: Mapping[Point, str]

    def sign(self, sign: Sign, zodiac: Zodiac) -> str:
        """The sign as said in this language and tradition."""
        own = self.vedic_signs.get(sign) if zodiac is Zodiac.SIDEREAL else None
        return own or name_value(sign.value)

    def point(self, point: Point, zodiac: Zodiac) -> str:
        """The point as said in this language and tradition."""
        own = self.vedic_points.get(point) if zodiac is Zodiac.SIDEREAL else None
        if own is not None:
            return own
        name = name_point(point, zodiac)
        return f"the {name}" if self is ENGLISH and point in {Point.SUN, Point.MOON} else name

    def nakshatra(self, nakshatra: Nakshatra) -> str:
        """Nakshatras have one name everywhere."""
        return name_value(nakshatra.value)

    def either(self, names: list[str]) -> str:
        """`a or b`."""
        return list_words(names, self.or_word)


ENGLISH: Final = SpokenWords(
    sun_sign="You were born with the Sun in {sign}.",
    sun_open="Your Sun is in {signs}: it changed signs on the day you were born.",
    moon_sign="Your Moon is in {sign}.",
    moon_nakshatra="Your Moon is in {sign}, in the nakshatra {nakshatra}.",
    moon_open="Your Moon is in {signs}: which one depends on the hour of your birth.",
    ascendant="{sign} was rising, so it is your Ascendant.",
    ascendant_open="Your Ascendant is {signs}: your birth time does not settle which.",
    no_time="Without a birth time I can't tell your Ascendant or your houses.",
    dignities={
        Dignity.EXALTATION: "Your strongest planet is {point}, exalted in {sign}.",
        Dignity.DOMICILE: "One planet is at home: {point}, in its own sign {sign}.",
        Dignity.MOOLTRIKONA: "One planet is at home: {point}, in its own sign {sign}.",
        Dignity.FALL: "One planet has to work harder: {point}, debilitated in {sign}.",
    },
    aspect="The closest link in your chart is between {first} and {second}: {kind}.",
    aspects={
        AspectKind.CONJUNCTION: "a conjunction",
        AspectKind.OPPOSITION: "an opposition",
        AspectKind.TRINE: "a trine",
        AspectKind.SQUARE: "a square",
        AspectKind.SEXTILE: "a sextile",
    },
    maha="You are in the maha dasha of {lord}, which runs until {year}.",
    antar="Inside it, the antar dasha of {lord} is running.",
    or_word="or",
    vedic_signs={},
    vedic_points={},
)

HINGLISH: Final = SpokenWords(
    sun_sign="Aapke janm ke samay Surya {sign} mein tha.",
    sun_open="Aapka Surya {signs} mein hai: aapke janm ke din hi usne rashi badli.",
    moon_sign="Aapka Chandrama {sign} mein hai.",
    moon_nakshatra="Aapka Chandrama {sign} mein hai, {nakshatra} nakshatra mein.",
    moon_open="Aapka Chandrama {signs} mein hai: kaun si rashi, yeh janm ke samay par nirbhar hai.",
    ascendant="Aapka lagna {sign} hai.",
    ascendant_open="Aapka lagna {signs} hai: janm ka samay itna pakka nahin ki ek hi bataya ja sake.",
    no_time="Janm ka samay pata na ho to lagna aur bhaav nahin bataye ja sakte.",
    dignities={
        Dignity.EXALTATION: "Aapka sabse majboot grah {point} hai, {sign} mein uchch ka.",
        Dignity.DOMICILE: "{point} apni hi rashi {sign} mein hai, yaani apne ghar mein.",
        Dignity.MOOLTRIKONA: "{point} apni hi rashi {sign} mein hai, yaani apne ghar mein.",
        Dignity.FALL: "{point} ko zyada mehnat karni padti hai: woh {sign} mein neech ka hai.",
    },
    aspect="Aapki kundli mein sabse nazdeeki rishta {first} aur {second} ka hai: {kind}.",
    aspects={
        AspectKind.CONJUNCTION: "conjunction, yaani dono saath hain",
        AspectKind.OPPOSITION: "opposition, yaani dono aamne saamne hain",
        AspectKind.TRINE: "trine",
        AspectKind.SQUARE: "square",
        AspectKind.SEXTILE: "sextile",
    },
    maha="Abhi {lord} ki mahadasha chal rahi hai, {year} tak.",
    antar="Uske andar {lord} ki antardasha chal rahi hai.",
    or_word="ya",
    vedic_signs=dict(
        zip(
            SIGNS,
            (
                *("Mesh", "Vrishabh", "Mithun", "Kark", "Simha", "Kanya"),
                *("Tula", "Vrishchik", "Dhanu", "Makar", "Kumbh", "Meen"),
            ),
            strict=True,
        )
    ),
    vedic_points={
        Point.SUN: "Surya",
        Point.MOON: "Chandrama",
        Point.MERCURY: "Budh",
        Point.VENUS: "Shukra",
        Point.MARS: "Mangal",
        Point.JUPITER: "Guru",
        Point.SATURN: "Shani",
    },
)
