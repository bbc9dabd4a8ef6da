"""Words for months, for parts of the day and for the ways of telling a clock."""

from astra.birth.words.hinglish import plain, plain_set

_MONTHS = (
    "january jan janvari janwari janavari",
    "february feb february farvari farwari febuary pharvari",
    "march mar maarch",
    "april apr aprail aprel",
    "may mai mayi",
    "june jun joon",
    "july jul julai julaai",
    "august aug agast",
    "september sep sept sitambar sitamber septambar",
    "october oct oktober oktobar aktubar aktoobar october",
    "november nov navambar navamber november",
    "december dec disambar disamber dicember",
)
MONTHS = {plain(word): number for number, words in enumerate(_MONTHS, 1) for word in words.split()}
"""Months by the plain spelling of their names."""

MONTH_NAMES = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip

AM_PM = {"am": "am", "pm": "pm", "a.m": "am", "p.m": "pm", "a.m.": "am", "p.m.": "pm"}

DAY_PARTS: dict[str, str] = {
    **dict.fromkeys(
        plain_set("morning mornings subah savere sabere savera tadke bhor dawn sunrise suryoday"), "morning"
    ),
    **dict.fromkeys(plain_set("noon midday afternoon dopahar dopaher duphar dopehar"), "afternoon"),
    **dict.fromkeys(plain_set("evening evenings shaam sham saanjh sanjh sandhya sunset dusk"), "evening"),
    **dict.fromkeys(plain_set("night nights raat rat midnight aadhi"), "night"),
    **dict.fromkeys(plain_set("daytime din"), "day"),
}
"""Which part of the day a word names, by its plain spelling."""

BAJE = plain_set("baje baj bajkar bajakar bajke bajhe bje oclock")
SADE = plain_set("saade sade saadhe sadhe sarhe saarhe")
SAVA = plain_set("sava sawa savva")
PAUNE = plain_set("paune pone pauney poune")
PAUNA = plain_set("pauna")
DEDH = plain_set("dedh derh ded dedhe")
DHAI = plain_set("dhai dhaai adhai")
MINUTES = plain_set("minute minutes min mins minat minit")
ABOUT = plain_set(
    "around round about approximately approx roughly circa nearly almost lagbhag kareeb qareeb karib andazan takreeban "
    "taqreeban somewhere maybe probably shayad ish"
)
TILL = plain_set("to till until and aur se or")
"""Words between the two ends of a span of time."""

HINGLISH = plain_set(
    "hai hain hoon hun mera meri mere main mein ko ka ki ke se baje subah shaam raat dopahar tareekh tarikh sau hazaar "
    "janm janam paida hua hui tha thi saade saadhe paune sava dedh dhai savere lagbhag kareeb bajkar din aur nahi "
    "nahin pata saal san mahina mahine wali wala kundli shahar ghar"
)
"""Words that show a sentence to be Hinglish."""
