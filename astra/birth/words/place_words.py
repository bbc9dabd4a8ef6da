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

TALK = word_set(
    """
aaj aana aaya aayi abhi accha acchi acha achha again age ah all also always am amazing angry another answer anything
are arre ask asked astra ate awesome baad baare baat baby bahut bare bata bataiye batana batao batata batati beautiful
begin being believe bhai big bilkul bol boliye bolo book bored boss both boy business bye call called came can cannot
cant career cat cats certainly chahie chahiye chahta chahti change changed chart check come coming continue cool could
crazy day days dear dekhiye dekhna dekho dhanyavad did didi different do does dog dogs done dont dost drink each easy
eat eight ek end even ever every everyone everything family father feel feeling felt few fine fir first five food four
friend funny galat game gave gaya gaye gayi get getting ghar girl give go goes going gone good goodbye got great guess
guy haan had happy hard has hate have having health hear heard hello help hey hi hmm hope horoscope hota hote hoti
hour how interesting is jaana jaldi jana job just kab kahan kaisa kaise kaisi kal kar karna karo karta karti kaun keep
kept kitna kitne kiya knew know koi kuch kundli kya kyon kyun last later leave left less let lets life like liked
listen little log lonely look love loved lovely made make maloom malum man many marriage married matlab may maybe mean
means meant meera men might mind minute minutes moment money month months moon more most mother movie much must nahi
namaste name naukri need needed never new next nice nine nobody nope not nothing now number often oh ok okay old on
one only order orion other paisa pardon parso pata pehle people perfect perhaps person phir phone planet play please
put pyaar pyar question quite raha rahe rahi rahta rain raining read reading ready really repeat right rukiye ruko run
sab sad sahi said samajh same samjha saw say says second see seen set seven shaadi shadi shall should show shukriya
sign sit six sleep slept small so soch sochna someone something sometimes song soon sorry sound sounds speak stand
stars start stay still stop strange such sun sunna suno sure take talk tara tell ten thank thanks theek thik thing
things think thoda thought three time times tired today told tomorrow tonight too took tried try trying two uh um
understand understood use used very wait waiting wake walk want wanted was watch weather wedding week weeks weird
welcome well were what when where which who whose why will wish woke woman women work world would wow write wrong yaad
yaar yeah year years yep yesterday yet young zara zindagi zyada
"""
)
"""Words of any talk: bare, without a word that leads to them, they are no birth place, whatever hamlet bears them."""
