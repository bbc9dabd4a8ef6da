"""What of a talk may be kept at all: nothing said off the record, and nothing that was forgotten.

Ingest and save ask here before they store. The moment of an utterance decides, not the moment at which it arrives: a
spool that comes late finds the stretch it was said in, and a forgotten sentence stays away however often it comes.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from api.db import AsyncSession
from api.memory import repository
from api.memory.marks import Barred, Mark, Marker, MarkKind
from api.models import OffRecord, Session
from astra.kit.ids import new_secret

_FOR_EVER = datetime(9999, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Words:
    """Something said that somebody wants to store: `words` is its text normalised, `whole` what a cut reply would say.

    `item_id` is the worker's id of it, None for what only a page claims.
    """

    item_id: str | None
    role: str
    text: str
    words: str
    at: datetime
    whole: str | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What of the words may be kept, by position, and the positions that were said off the record just now."""

    kept: tuple[int, ...]
    off_record: tuple[int, ...]


async def choose_kept(db: AsyncSession, session: Session, said: Sequence[Words]) -> Verdict:
    """Which of these may be stored. What was said off the record leaves its mark, so that no copy of it is stored."""
    if not said:
        return Verdict((), ())
    stretches, secret = await repository.read_bars(db, session.id)
    if secret is None and not stretches:
        return Verdict(tuple(range(len(said))), ())
    marker = Marker(secret or await _make_secret(db, session.user_id))
    digests = [_list_digests(marker, session.id, words) for words in said]
    earliest = min(words.at for words in said)
    barred = await repository.find_barred(
        db, session.user_id, list({digest for found in digests for digest in found}), earliest
    )
    kept: list[int] = []
    unheard: list[int] = []
    for index, words in enumerate(said):
        if is_off_record(stretches, words.at):
            unheard.append(index)
        elif not _bars(barred, marker, digests[index], words):
            kept.append(index)
    new = [said[i] for i in unheard if not any(digest in barred.moments for digest in digests[i])]
    await repository.add_marks(
        db, session.user_id, [mark for words in new for mark in mark_words(marker, session.id, words, words.at)]
    )
    return Verdict(tuple(kept), tuple(unheard))


def is_off_record(stretches: Sequence[OffRecord], at: datetime) -> bool:
    """Whether a moment lies within one of these stretches."""
    return any(row.from_at <= at and (row.to_at is None or at <= row.to_at) for row in stretches)


def mark_words(marker: Marker, session_id: UUID, words: Words, until: datetime) -> list[Mark]:
    """The marks that these words leave."""
    digests = {marker.of_text(session_id, words.role, words.words)}
    if words.whole is not None:
        digests |= marker.of_beginnings(session_id, words.role, words.whole)
    marks = [Mark(MarkKind.TEXT, digest, until) for digest in sorted(digests)]
    if words.item_id is not None:
        marks.append(Mark(MarkKind.ITEM, marker.of_item(session_id, words.item_id), _FOR_EVER))
    return marks


async def read_marker(db: AsyncSession, user_id: UUID) -> Marker:
    """The maker of a person's marks, with a key that is made when there is none."""
    return Marker(await repository.read_secret(db, user_id) or await _make_secret(db, user_id))


async def _make_secret(db: AsyncSession, user_id: UUID) -> str:
    secret = new_secret()
    await repository.add_secret(db, user_id, secret)
    return secret


def _list_digests(marker: Marker, session_id: UUID, words: Words) -> list[str]:
    digests = [marker.of_text(session_id, words.role, words.words)]
    if words.item_id is not None:
        digests.append(marker.of_item(session_id, words.item_id))
    return digests


def _bars(barred: Barred, marker: Marker, digests: Sequence[str], words: Words) -> bool:
    """A page's clock proves nothing: what it claims without a report of the worker is known by its words alone."""
    if words.item_id is None and any(digest in barred.moments for digest in digests):
        return True
    terms = marker.of_terms(words.text) if barred.topics else frozenset[str]()
    return barred.bars(digests, terms, words.at)


async def list_forgotten_items(db: AsyncSession, session: Session) -> tuple[str, ...]:
    """The worker's ids of what was forgotten of a session: its running talk must drop them from its own history."""
    return tuple(await repository.list_gone_items(db, session.user_id, session.id))
