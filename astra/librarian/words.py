"""Words as the librarian sees them: which carry nothing, and which are forms of one. English, Hinglish and Hindi."""

import re
import unicodedata

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*(?:[\u0900-\u097f]+)*|[\u0900-\u097f]+")
_ENDINGS = (
    "ations", "ation", "ingly", "ments", "ment", "ness", "ings", "ing", "ies", "ied", "edly", "ers", "ed", "es", "er",
    "ly", "s",
)  # fmt: skip
_MIN_STEM = 3


def list_words(text: str) -> list[str]:
    """The words of `text` as written, in order."""
    return _WORD.findall(unicodedata.normalize("NFKC", text))


def stem(word: str) -> str:
    """What forms of a word have in common: case folded, without a possessive and the usual English endings."""
    folded = word.casefold().replace("’", "'").removesuffix("'s").replace("'", "")
    for ending in _ENDINGS:
        if folded.endswith(ending) and len(folded) - len(ending) >= _MIN_STEM:
            root = folded[: -len(ending)]
            if ending in {"ies", "ied"}:
                return root + "y"
            if len(root) > _MIN_STEM and root[-1] == root[-2] and root[-1] not in "lsz":
                return root[:-1]
            return root.removesuffix("e") if len(root) > _MIN_STEM else root
    return folded.removesuffix("e") if len(folded) > _MIN_STEM + 1 else folded


def list_stems(text: str) -> frozenset[str]:
    """The stems of the words of `text` that carry meaning."""
    return frozenset(stem(word) for word in list_words(text) if not is_filler(word))


def is_filler(word: str) -> bool:
    """Whether a word says nothing about what is meant: pronouns, articles, helpers, and how one asks."""
    folded = word.casefold().replace("’", "'")
    return folded in FILLER or (len(folded) < 2 and folded.isascii())


FILLER = frozenset(
    """
    i me my mine myself we us our ours you your yours yourself he him his she her hers it its they them their theirs
    this that these those who whom whose which what when where why how there here
    a an the and or but so if then than as at by for from in into of off on onto out over to up down with without about
    am is are was were be been being do does did doing done have has had having will would shall should can could may
    might must not no nor yes yeah yep ok okay oh hey hi hello please thanks thank well just only also too very really
    quite still even again already now today ever never always sometimes maybe perhaps
    i'm i've i'd i'll you're you've you'd you'll he's she's it's we're we've they're they've that's there's what's who's
    don't doesn't didn't isn't aren't wasn't weren't won't wouldn't can't couldn't shouldn't haven't hasn't hadn't let's
    um uh hmm er ah like know think mean guess say said says saying tell told telling talk talked talking speak spoke
    mention mentioned mentioning remember remembered recall remind reminded ask asked asking discuss discussed chat
    get got getting go going gone went come came coming make made thing things stuff something anything everything
    nothing someone anyone kind sort lot lots bit way some any all both each few more most other another such same own
    one want wanted need needed feel feeling felt seem seems look looking see saw give gave put keep kept
    time times last next ago before after since until while during earlier recently lately once first
    astra because though although however
    dont doesnt didnt im ive youre thats whats cant wont
    main mai mein mera meri mere mujhe mujhko mujhse maine hum humne hamara hamari hamare humein tum tumne tumhe tumhare
    tumhari tumhara tumko tu tune tera teri tere aap aapne aapko aapka aapki aapke apna apni apne wo woh usne usko uska
    uski uske unka unki unke unhone ye yeh isne isko iska iski iske ka ki ke ko se par pe tak bhi hi to toh aur ya lekin
    magar kyunki agar phir fir jab tab ab abhi kab kya kyu kyun kyon kaise kaisa kaisi kahan kaun kitna kitne kitni
    hai hain ho hu hoon tha thi the thhe hoga hogi honge raha rahi rahe gaya gayi gaye kiya kiye kar karna karo karta
    karti karte diya diye de dena liya liye le lena baat baare baate baatein bata batao bataya batayi bataye batana
    bola boli bole bolna kaha kahi kahe kehna yaad nahi nahin nai mat haan han ji na acha accha theek thik bas sirf
    kuch koi sab sabhi bahut bohot thoda zyada wala wali wale sath saath liye waqt samay din pehle pahle baad
    मैं मैंने मुझे मुझको मेरा मेरी मेरे हम हमने हमारा हमारी हमारे तुम तुमने तुम्हें तुम्हारा आप आपने आपको आपका आपकी आपके वह वो उसने उसको
    उसका उसकी उसके यह ये इसने इसका इसकी का की के को से पर तक भी ही तो और या लेकिन अगर फिर जब तब अब अभी कब क्या क्यों कैसे कहाँ कौन
    कितना है हैं हो हूँ था थी थे होगा रहा रही रहे गया गई गए किया कर करना दिया दे लिया ले बात बारे बताया बताई बताओ बोला कहा याद नहीं
    मत हाँ हां जी ना बस सिर्फ कुछ कोई सब बहुत थोड़ा में ने
    """.split()  # noqa: SIM905  a list of words reads best as words
)
