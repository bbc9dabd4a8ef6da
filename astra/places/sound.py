"""How a name sounds, coarsely: what a recogniser or an unsure speller keeps of it."""

import re

_STEPS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"[^a-z]", ""),
        (r"^(k(?=n)|p(?=s))", ""),
        (r"tch|chh|ch", "C"),
        (r"sch|sh|tion", "S"),
        (r"ph", "f"),
        (r"gh(?=$|t)", ""),
        (r"([bdgjkt])h", r"\1"),
        (r"c(?=[eiy])", "s"),
        (r"[cq]k?", "k"),
        (r"x", "ks"),
        (r"z", "s"),
        (r"w", "v"),
        (r"dg", "j"),
        (r"^y", "J"),
        (r"[mn](?=[bp])", "m"),
        (r"ng", "n"),
        (r"S", "s"),
        (r"^[aeiou]+", "A"),
        (r"[aeiouyh]", ""),
        (r"(.)\1+", r"\1"),
    )
)


def sound_of(folded: str) -> str:
    """The skeleton of a name that `fold` has folded, its words run together: `nasik` and `nashik` are both `nsk`."""
    skeleton = folded.replace(" ", "")
    for pattern, sound in _STEPS:
        skeleton = pattern.sub(sound, skeleton)
    return skeleton


def one_dropped(skeleton: str) -> set[str]:
    """`skeleton` with any one sound missing; empty for one too short to spare any."""
    if len(skeleton) < 4:
        return set()
    return {skeleton[:at] + skeleton[at + 1 :] for at in range(len(skeleton))}
