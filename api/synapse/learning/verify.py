"""Believes of a model's answer only what the person's own words bear out."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from uuid import UUID

from api.extraction.quotes import is_asked, normalise, stands_in
from api.extraction.when import Toward, resolve_when
from api.synapse.language.words import cut, cut_all, split_words
from api.synapse.learning.answer import Answer, ClosedItem, FactItem, LoopItem
from api.synapse.learning.keys import SELF_KEY, key_object, key_subject, name_row, show_subject
from api.synapse.learning.schemas import Claim, ClosingClaim, Learned, OpeningClaim, Stance
from api.synapse.learning.vocabulary import load_vocabulary
from api.synapse.schemas import Turn, TurnRef
from astra.contracts.utterance import Role

_NOON = time(12, tzinfo=UTC)
_GROUNDED_SHARE = 0.5
_PLACES_A_TURN = 1_000
_POSSESSIVE = re.compile(r"['’]s\b")
_CLAUSE = re.compile(r"[,;:.!?।\n]+|\b(?:but|and|so|because|lekin|par|aur)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Said:
    """A turn of the person: its place in the talk, its label, and its words as quotes are compared."""

    place: int
    label: str
    turn: Turn
    plain: str


@dataclass(frozen=True, slots=True)
class Hearing:
    """What was said, to hold an answer against. `loops` by label.

    `own_names` are keys of names that the person goes by, so that a model that calls them so is understood. `words` are
    all that the person said, with relations in English as well.
    """

    user_id: str
    said: Sequence[Said]
    loops: Mapping[str, str]
    own_names: frozenset[str]
    words: frozenset[str]

    def find(self, quote: str, label: str | None) -> Said | None:
        """The person's turn that holds `quote`, the labelled one if it does."""
        wanted = normalise(quote)
        holding = [said for said in self.said if stands_in(said.plain, wanted)]
        return next((said for said in holding if said.label == label), holding[0] if holding else None)


def hear(user_id: str, turns: Mapping[str, Turn], loops: Mapping[str, str], own_names: frozenset[str]) -> Hearing:
    """A transcript by label, ready to be compared with; the companion's turns are left out."""
    said = [
        Said(place, label, turn, normalise(turn.text))
        for place, (label, turn) in enumerate(turns.items())
        if turn.role is Role.USER
    ]
    words = {word for one in said for word in (*one.plain.split(), *split_words(_POSSESSIVE.sub("", one.turn.text)))}
    relations = load_vocabulary().relations
    words |= {relations[word] for word in words if word in relations}
    return Hearing(user_id, said, loops, own_names, frozenset(words))


def verify(answer: Answer, hearing: Hearing) -> Learned:
    """What of the answer holds, with the turns it rests on."""
    told = {key_object(item.object) for item in answer.facts if _is_own_name(item)}
    hearing = replace(hearing, own_names=hearing.own_names | told)
    claims: dict[UUID, Claim] = {}
    for number, item in enumerate(answer.facts):
        for claim in _verify_fact(item, hearing, number):
            claims.setdefault(claim.id, claim)
    openings = {o.id: o for n, item in enumerate(answer.loops) if (o := _verify_loop(item, hearing, n)) is not None}
    closings = {c.id: c for n, item in enumerate(answer.closed) if (c := _verify_closed(item, hearing, n)) is not None}
    return Learned(tuple(claims.values()), tuple(openings.values()), tuple(closings.values()))


def _verify_fact(item: FactItem, hearing: Hearing, number: int) -> Iterable[Claim]:
    found = hearing.find(item.quote, item.turn)
    subject_key = key_subject(item.subject)
    if subject_key in hearing.own_names:
        subject_key = SELF_KEY
    obj = item.object.strip(" .,!?;:।\"'“”‘’")
    if found is None or is_asked(found.turn.text, item.quote) or not _knows(subject_key, hearing.words):
        return
    turn = found.turn
    if not (_is_grounded(obj, item.quote) if obj else item.stance is not Stance.HOLDS):
        return
    book = load_vocabulary()
    predicate = book.canonical(item.predicate)
    if item.stance is Stance.HOLDS and predicate != "dislikes" and _is_negated(turn.text, item.quote, obj):
        return
    since = resolve_when(item.since, turn.day, Toward.BACK) if item.since else None
    until = resolve_when(item.until, turn.day, Toward.BACK) if item.until else None
    claim = Claim(
        id=_name_claim(hearing.user_id, turn.ref, subject_key, predicate, key_object(obj), item.stance.value),
        turn=turn.ref,
        place=found.place * _PLACES_A_TURN + number,
        said_at=turn.at,
        subject="user" if subject_key == SELF_KEY else show_subject(item.subject),
        subject_key=subject_key,
        predicate=predicate,
        object=obj,
        object_key=key_object(obj),
        stance=item.stance,
        since=_not_after(since.day if since else None, turn.day),
        until=_not_after(until.day if until else None, turn.day),
        text=None,
        quote=item.quote,
        entities=_list_names(item, obj),
    )
    yield claim
    known = book.predicates.get(predicate)
    if known is not None and known.opposite is not None and item.stance is Stance.HOLDS:
        yield _end_opposite(hearing.user_id, claim, turn.ref, known.opposite)


def _end_opposite(user_id: str, claim: Claim, turn: TurnRef, opposite: str) -> Claim:
    """Who dislikes a thing does not like it any more, if they ever did."""
    return replace(
        claim,
        id=_name_claim(user_id, turn, claim.subject_key, opposite, claim.object_key, Stance.CEASED.value),
        predicate=opposite,
        stance=Stance.CEASED,
        since=None,
        until=claim.since,
    )


def _verify_loop(item: LoopItem, hearing: Hearing, number: int) -> OpeningClaim | None:
    found = hearing.find(item.quote, item.turn)
    if found is None or is_asked(found.turn.text, item.quote):
        return None
    turn = found.turn
    text = item.text if _is_grounded(item.text, turn.text) else item.quote
    due = resolve_when(item.due, turn.day, Toward.AHEAD) if item.due else None
    due_at = datetime.combine(due.day, _NOON) if due is not None and due.day >= turn.day else None
    return OpeningClaim(
        id=name_row(hearing.user_id, turn.ref.session_id, turn.ref.turn_id, item.kind.value, normalise(text)),
        turn=turn.ref,
        place=found.place * _PLACES_A_TURN + number,
        kind=item.kind,
        text=text[:400],
        quote=item.quote,
        opened_at=turn.at,
        due_at=due_at,
    )


def _verify_closed(item: ClosedItem, hearing: Hearing, number: int) -> ClosingClaim | None:
    found = hearing.find(item.quote, item.turn)
    if found is None or is_asked(found.turn.text, item.quote):
        return None
    turn = found.turn
    about = hearing.loops.get(item.about, item.about)
    return ClosingClaim(
        id=name_row(hearing.user_id, turn.ref.session_id, turn.ref.turn_id, "closed", normalise(about)),
        turn=turn.ref,
        place=found.place * _PLACES_A_TURN + number,
        about=about[:400],
        quote=item.quote,
        said_at=turn.at,
    )


def _is_own_name(item: FactItem) -> bool:
    is_name = load_vocabulary().canonical(item.predicate) == "name"
    return is_name and item.stance is Stance.HOLDS and key_subject(item.subject) == SELF_KEY


def _knows(subject_key: str, words: frozenset[str]) -> bool:
    """Whether the person spoke of this subject at all: a name that nobody said is an invention."""
    return subject_key == SELF_KEY or all(word in words for word in subject_key.split())


def _is_grounded(text: str, said: str) -> bool:
    """Whether at least half of the words of `text` that mean something were said."""
    wanted = cut_all(text) or normalise(text).split()
    there = set(cut_all(said)) | set(normalise(said).split())
    return bool(wanted) and sum(word in there for word in wanted) >= _GROUNDED_SHARE * len(wanted)


def _is_negated(said: str, quote: str, obj: str) -> bool:
    """Whether the clause that holds the object says that it is not so."""
    negations = load_vocabulary().negations
    wanted, own = set(normalise(obj).split()), set(normalise(obj).split()) & negations
    quoted = set(normalise(quote).split())
    for clause in _CLAUSE.split(said):
        words = normalise(clause).split()
        if words and words[0] == "no":
            words = words[1:]
        if wanted <= set(words) and quoted & set(words) and (set(words) & negations) - own:
            return True
    return False


def _not_after(day: date | None, limit: date) -> date | None:
    return None if day is None or day > limit else day


def _list_names(item: FactItem, obj: str) -> tuple[str, ...]:
    """Words with a capital letter in subject and object: who and what the fact is about."""
    names = [word for text in (item.subject, obj) for word in text.split() if word[:1].isupper() and cut(word.lower())]
    return tuple(dict.fromkeys(name.strip(".,!?'\"") for name in names))[:8]


def _name_claim(user_id: str, turn: TurnRef, *what: str) -> UUID:
    return name_row(user_id, turn.session_id, turn.turn_id, *what)
