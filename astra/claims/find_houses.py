"""Houses as they are named: "seventh house", "7th", "house 7", "saatve ghar", "house of partnership", "12th from"."""

from dataclasses import dataclass

from astra.chart.zodiac import Point
from astra.claims.claim import Slot
from astra.claims.sentence import Sentence

_CARDINALS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_COUNTS = frozenset({"number", "no", "#"})
_LEADS_ON = frozenset({"in", "at", "with", "under", "mein", "में"})
_ENDS_HOUSE = frozenset({",", ".", ";", "!", "?", "–", "—", ")", "।", ":"})


@dataclass(frozen=True, slots=True)
class HouseMention:
    """A house by number; `slot` holds the words that name the number, `last` the end of the whole phrase.

    `base` is the body it is counted from, where it is not the Ascendant; `has_word` whether "house" was said.
    """

    number: int
    slot: Slot
    first: int
    last: int
    base: Point | None = None
    has_word: bool = True


def find_house_mentions(sentence: Sentence) -> list[HouseMention]:
    """Every house of the sentence, in order; ordinals inside dates are none."""
    found: list[HouseMention] = []
    for index in range(len(sentence.tokens)):
        if index in sentence.taken or (found and index <= found[-1].last) or sentence.date_at(index):
            continue
        mention = _read_ordinal(sentence, index) or _read_number(sentence, index) or _read_topic(sentence, index)
        if mention is not None:
            found.append(mention)
    return found


def find_rising_mentions(sentence: Sentence) -> list[HouseMention]:
    """ "aapke lagna mein", "on your Ascendant": the first house, where another body stands in it."""
    found: list[HouseMention] = []
    bodies = sentence.find("body")
    for index in bodies:
        if sentence.tokens[index].get("body") is not Point.ASCENDANT or len(bodies) < 2:
            continue
        after, before, earlier = sentence.at(index + 1), sentence.at(index - 1), sentence.at(index - 2)
        inside = after is not None and after.folded in {"mein", "me", "में"}
        owned = before is not None and (before.has("you") or before.folded == "the")
        upon = owned and earlier is not None and earlier.folded in {"on", "in"}
        if inside or upon:
            sentence.taken.add(index)
            found.append(HouseMention(1, Slot(index, index), index, index))
    return found


def _read_ordinal(sentence: Sentence, index: int) -> HouseMention | None:
    number = sentence.tokens[index].get("house")
    if number is None:
        return None
    after = _skip_hyphen(sentence, index + 1)
    token = sentence.at(after)
    if token is not None and token.has("houseword"):
        return _with_base(sentence, HouseMention(number, Slot(index, index), index, after))
    counted = _with_base(sentence, HouseMention(number, Slot(index, index), index, index, has_word=False))
    if counted.base is not None or _stands_for_house(sentence, index):
        return counted
    return None


def _stands_for_house(sentence: Sentence, index: int) -> bool:
    """ "in your seventh," and "in the 10th," mean a house where nothing else is counted."""
    before, earlier, after = sentence.at(index - 1), sentence.at(index - 2), sentence.at(index + 1)
    if before is None or not (before.has("you") or before.folded == "the") or not sentence.has("body"):
        return False
    if earlier is None or not (earlier.has("in") or earlier.has("link", "enter")):
        return False
    if after is None or after.folded in _ENDS_HOUSE or after.folded in _LEADS_ON:
        return True
    return after.has("copula", "but", "now", "today", "hedge")


def _read_number(sentence: Sentence, index: int) -> HouseMention | None:
    token, after = sentence.tokens[index], sentence.at(index + 1)
    counted = sentence.at(index + 2)
    if token.has("houseword") and after is not None and after.folded in _COUNTS and counted is not None:
        number = counted.number if counted.number is not None else _cardinal(counted.folded)
        if number is None or not 1 <= number <= 12 or number % 1:
            return None
        return _with_base(sentence, HouseMention(int(number), Slot(index + 2, index + 2), index, index + 2))
    if token.has("houseword") and after is not None and after.folded in _CARDINALS:
        slot = Slot(index, index + 1)
        return _with_base(sentence, HouseMention(_CARDINALS.index(after.folded) + 1, slot, index, index + 1))
    if not token.has("houseword") or after is None or after.number is None:
        after = sentence.at(index + 1)
        if token.number is None or after is None or not after.has("houseword") or "." in token.folded:
            return None
        number, slot, last = token.number, Slot(index, index), index + 1
    else:
        number, slot, last = after.number, Slot(index + 1, index + 1), index + 1
    if not 1 <= number <= 12 or number % 1:
        return None
    return _with_base(sentence, HouseMention(int(number), slot, slot.first, last))


def _cardinal(word: str) -> int | None:
    return _CARDINALS.index(word) + 1 if word in _CARDINALS else None


def _read_topic(sentence: Sentence, index: int) -> HouseMention | None:
    """ "house of partnership", and "partnership house" behind an owner."""
    token = sentence.tokens[index]
    if token.has("houseword"):
        of = sentence.at(index + 1)
        if of is None or of.folded != "of":
            return None
        for here in (index + 2, index + 3, index + 4):
            word = sentence.at(here)
            if word is not None and (number := word.get("topic")) is not None:
                return HouseMention(number, Slot(index, here), index, here)
            if word is None or not (word.has("you", "in") or word.folded in {"the", "your"}):
                return None
    number = token.get("topic")
    after, before = sentence.at(index + 1), sentence.at(index - 1)
    if number is not None and after and after.has("houseword") and before and before.has("you", "in"):
        return HouseMention(number, Slot(index, index), index, index + 1)
    return None


def _with_base(sentence: Sentence, mention: HouseMention) -> HouseMention:
    """ "seventh from your Moon", "chandra se saatve": counted from a body."""
    token = sentence.at(mention.last + 1)
    if token is not None and token.folded in {"from", "to"}:
        for here in range(mention.last + 2, mention.last + 6):
            word = sentence.at(here)
            if word is None:
                break
            if word.has("body"):
                base = word.get("body")
                rest = (mention.number, mention.slot, mention.first, here)
                return HouseMention(*rest, base=None if base is Point.ASCENDANT else base, has_word=True)
            if not word.has("you", "natal") and word.folded not in {"the", "your"}:
                break
    before, earlier = sentence.at(mention.first - 1), sentence.at(mention.first - 2)
    if before and before.folded in {"se", "से"} and earlier and (base := earlier.get("body")):
        rest = (mention.number, mention.slot, mention.first - 2, mention.last)
        return HouseMention(*rest, base=None if base is Point.ASCENDANT else base)
    return mention


def _skip_hyphen(sentence: Sentence, index: int) -> int:
    token = sentence.at(index)
    return index + 1 if token is not None and token.folded == "-" else index
