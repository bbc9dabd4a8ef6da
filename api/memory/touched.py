"""What a forgetting touches: the words themselves, whatever rests on them, and whoever repeated them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from api.ingest.claims import normalise
from api.ingest.erasing import read_words
from api.memory.meanings import cut_meanings
from api.models import Message
from api.synapse.language.words import list_kin
from astra.contracts.utterance import Role
from astra.memory.commands import recognise_command

_MIN_FRAGMENT_CHARS = 12
_MAX_FRAGMENT_CHARS = 60


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic as its stems; `with_kin` takes words of the same meaning too ("behen" for "sister")."""

    stems: frozenset[str]
    with_kin: bool = False

    def is_in(self, *texts: str | None) -> bool:
        """Whether all of the topic's words are in these texts, taken together."""
        said = {stem for text in texts if text for stem in cut_meanings(text)}
        return all(stem in said or (self.with_kin and not said.isdisjoint(list_kin(stem))) for stem in self.stems)


def read_topic(text: str) -> Topic | None:
    """The topic of a request; None when none of its words says anything."""
    stems = frozenset(cut_meanings(text))
    return Topic(stems) if stems else None


def find_about(messages: Sequence[Message], topic: Topic) -> list[Message]:
    """The messages that speak of a topic, in what was said, generated or sent."""
    return [message for message in messages if topic.is_in(message.text, message.generated, message.sent)]


def find_last_said(messages: Sequence[Message], session_id: UUID, before: datetime) -> list[Message]:
    """The person's last message in a session that was no command about memory, and what was answered to it."""
    talk = [m for m in messages if m.session_id == session_id and m.at <= before]
    for index in range(len(talk) - 1, -1, -1):
        said = talk[index]
        if said.role != Role.USER.value or said.text.startswith("/") or recognise_command(said.text) is not None:
            continue
        found = [talk[index]]
        for message in talk[index + 1 :]:
            if message.role == Role.USER.value:
                break
            found.append(message)
        return found
    return []


def add_echoes(messages: Sequence[Message], found: Iterable[Message], quotes: Iterable[str]) -> list[Message]:
    """`found` and every other message that repeats their words or one of the quotes, in the order of `messages`."""
    touched = {message.id for message in found}
    fragments = {
        fragment for message in messages if message.id in touched and (fragment := _cut_fragment(message.text))
    }
    fragments |= {fragment for quote in quotes if (fragment := _cut_fragment(quote))}
    if fragments:
        touched |= {m.id for m in messages if m.id not in touched and _repeats(read_words(m).text, fragments)}
    return [message for message in messages if message.id in touched]


def _cut_fragment(text: str) -> str | None:
    """The beginning of a text by which a quotation of it is known; None for one that is too short to mean it."""
    words = normalise(text)
    if len(words) < _MIN_FRAGMENT_CHARS:
        return None
    return words if len(words) <= _MAX_FRAGMENT_CHARS else words[:_MAX_FRAGMENT_CHARS].rsplit(" ", 1)[0]


def _repeats(text: str, fragments: set[str]) -> bool:
    words = normalise(text)
    return any(fragment in words for fragment in fragments)
