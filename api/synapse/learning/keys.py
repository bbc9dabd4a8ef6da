"""When two texts mean the same: what subjects and objects are compared by, and the ids that follow from it."""

from hashlib import blake2b
from uuid import UUID, uuid5

from api.extraction.quotes import normalise
from api.synapse.learning.vocabulary import load_vocabulary
from api.synapse.schemas import TurnRef

SELF_KEY = "user"
"""The subject that is the person themselves."""

_SPACE = UUID("5f0c1a52-2b1e-4d0b-9a5d-6f6f2a1c7e11")
_MAX_KEY_CHARS = 240


def key_subject(subject: str) -> str:
    """The key of a person: `user`, a name ("my sister Asha" and "Asha" alike), a relation, or "asha husband"."""
    book = load_vocabulary()
    words = [word for word in _split_possessive(subject) if word not in book.possessives]
    if not words or all(word in book.self_words for word in words):
        return SELF_KEY
    named = [book.relations.get(word, word) for word in words]
    while len(named) > 1 and named[0] in book.relation_names and not set(named[1:]) & book.relation_names:
        named = named[1:]
    return " ".join(named)[:80]


def show_subject(subject: str) -> str:
    """Somebody as a line about them begins: "sister Asha" for "my sister Asha"."""
    words = subject.split()
    while len(words) > 1 and normalise(words[0]) in load_vocabulary().possessives:
        words = words[1:]
    return " ".join(words)


def key_object(text: str) -> str:
    """The key of what is said of a subject: no articles, no case; a place without its country."""
    book = load_vocabulary()
    words = [word for word in normalise(text).split() if word not in book.articles]
    return " ".join(words)[:_MAX_KEY_CHARS]


def same_object(one: str, other: str) -> bool:
    """Whether of two keys one only says the other more exactly ("engineer", "software engineer")."""
    first, second = set(one.split()), set(other.split())
    return bool(first and second) and (first <= second or second <= first)


def name_row(*parts: str | None) -> UUID:
    """The id of a derived row: the same parts give the same id, so that building again changes nothing."""
    return uuid5(_SPACE, "\x1f".join(part or "" for part in parts))


def hash_retraction(user_id: str, turn: TurnRef, object_key: str) -> set[str]:
    """Keyed hashes of what must not be learned from a turn again, one for each word of the object."""
    words = object_key.split() or [""]
    return {_hash(user_id, turn.session_id, turn.turn_id, word) for word in words}


def hash_untrue(user_id: str, turn: TurnRef) -> str:
    """The keyed hash of a turn of which nothing is true."""
    return _hash(user_id, turn.session_id, turn.turn_id, "", "untrue")


def _hash(user_id: str, *parts: str) -> str:
    key = blake2b(user_id.encode(), digest_size=32).digest()
    return blake2b("\x1f".join(parts).encode(), key=key, digest_size=24).hexdigest()


def _split_possessive(subject: str) -> list[str]:
    for mark in ("'s", "’s"):
        subject = subject.replace(mark, "")
    return normalise(subject).split()
