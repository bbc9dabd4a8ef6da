"""Words around the name of a place: those that lead to it, those that end it, and those that are none."""

from astra.birth.words.hinglish import plain_set, word_set

BEFORE = word_set("in at near from called named")

LABELS = word_set("birthplace pob place city town hometown village location jagah shahar sthan sheher")
AFTER = plain_set("mein me मे में")

EDGES = word_set(
    """
on at in around about and or my me i was were is are am be been it its the a an born birth date time place city town
dob from near to of so yes yeah ok okay well um uh hmm sure please thanks hi hello hey actually that this there then
but not no sorry correct wrong exactly approximately early late morning evening afternoon night noon o'clock live
lived think believe guess maybe probably know as for with by called named answer meant mean instead rather you your
here's heres also details birthday birthdate i'm it's that's i'd i'll i've we they he she us them our we're i’m it’s
that’s i’d pob tob dob hone kab kahan only just sometime somewhere when while because since
"""
) | plain_set(
    """
mera meri mere mai main mein me ko ka ki ke se tha thi the hua hui hue hun hoon hai hain janm janam janma paida din
tarikh tareekh samay vakt waqt jagah sthan shahar sheher aur ya haan ha han ji nahi nahin pe par subah shaam raat
dopahar baje baj bajkar tab vahan wahan wala wali vale hum hamara
"""
)
"""Words that a place's name neither begins nor ends with."""
COMMON = word_set(""" hospital home house clinic village town city family army winter summer spring autumn fall month
year week day morning evening night afternoon love trouble poor small big nursing government private field car
ambulance taxi train plane boat world country state district area january february march april may june july august
september october november december sunday monday tuesday wednesday thursday friday saturday general fact total short
time zone life school college university office work class chart astrology vedic western system sign moon sun hurry
rush rain monsoon sister brother mother father mom dad friend husband wife son daughter it me you us them this that
which what reading kundli horoscope birth details
""")
"""Words that may stand after "in" and are meant as themselves, though some hamlet is called so."""

ALONE = word_set("san sal saal don't didn't mom mum mummy maa papa")
"""Words that are no place when nothing stands beside them, though names begin with them: San Jose."""
