"""Reads a remembered session with a model and keeps what holds of its answer."""

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import structlog

from api.db import AsyncSession, Database
from api.extraction.ask import AnswerCutError, AskedChain, NotJsonError, ask_json
from api.extraction.prompt import SaidTurn, cut_chunks, load_instructions, write_task
from api.models import MemoryClosing, MemoryFact, MemoryLoop
from api.synapse import service as synapse
from api.synapse.learning import loop_repository, repository
from api.synapse.learning.answer import Answer, read_answer
from api.synapse.learning.keys import SELF_KEY, hash_untrue
from api.synapse.learning.rows import read_claim, write_claim
from api.synapse.learning.schemas import Claim, Learned, OpeningClaim, Status
from api.synapse.learning.settling import is_barred, list_groups, settle_all_loops, settle_groups
from api.synapse.learning.verify import hear, verify
from api.synapse.schemas import Talk, TurnRef
from astra.contracts.utterance import Role
from astra.kit.clock import Clock

_log = structlog.get_logger(__name__)
_MAX_TOKENS = 4_000
_SMALLEST_CUT = 4
_SHOWN_LOOPS = 30
_SHOWN_FACTS = 60
_PROMPT = "learning/extract.md"


@dataclass(frozen=True, slots=True)
class _Known:
    """What a model is told beside the transcript: open loops by label, current facts; and the person's own names."""

    loops: dict[str, str]
    facts: list[MemoryFact]
    own_names: frozenset[str]

    def write_lines(self) -> list[dict[str, str]]:
        """The lines of the task."""
        loops = [{"kind": "loop", "id": label, "text": text} for label, text in self.loops.items()]
        facts = [
            {"kind": "fact", "subject": row.subject, "predicate": row.predicate, "object": row.object}
            for row in self.facts
        ]
        return [*facts, *loops]


class Learner:
    """Learns from sessions; loads its prompt when it is made, and refuses to be made without."""

    def __init__(self, db: Database, chain: AskedChain, clock: Clock, *, prompts: Path) -> None:
        self._db = db
        self._chain = chain
        self._clock = clock
        self._instructions = load_instructions(prompts, _PROMPT)

    async def learn(self, user_id: str, session_id: str, *, again: bool = False) -> None:
        """Learn from a session, once for each transcript of it, or `again`; raises when the model gives no answer.

        A second run changes nothing; a session that memory does not hold any more gives nothing.
        """
        async with self._db.read() as db:
            talk = await synapse.read_talk(db, user_id, session_id)
            if talk is None:
                return
            mark = _hash_talk(talk)
            if not again and await repository.read_learned_hash(db, user_id, session_id) == mark:
                return
            known = await _read_known(db, user_id, session_id)
        learned = await self._extract(user_id, talk, known)
        async with self._db.write() as db:
            await keep(db, user_id, session_id, learned, mark=mark, now=self._clock.now())
        _log.info(
            "memory.learned",
            session_id=session_id,
            claims=len(learned.claims),
            loops=len(learned.openings),
            closed=len(learned.closings),
        )

    async def rebuild(self, user_id: str) -> None:
        """Read every remembered session of a person again, oldest first; what the person wrote by hand stays."""
        async with self._db.write() as db:
            talks = await synapse.list_talks(db, user_id)
            there = {session_id for session_id, _, _ in talks}
            for session_id in sorted(await repository.list_session_ids(db, user_id) - there):
                await keep(db, user_id, session_id, Learned(), mark="", now=self._clock.now())
        for session_id, _, _ in talks:
            await self.learn(user_id, session_id, again=True)

    async def _extract(self, user_id: str, talk: Talk, known: _Known) -> Learned:
        labelled = {f"t{number}": turn for number, turn in enumerate(talk.turns, start=1)}
        said = [
            SaidTurn(label, is_user=turn.role is Role.USER, day=turn.day, text=turn.text)
            for label, turn in labelled.items()
        ]
        hearing = hear(user_id, labelled, known.loops, known.own_names)
        found = Learned()
        for before, chunk in cut_chunks(said):
            for answer in await self._ask(chunk, before, known):
                found = _join(found, verify(answer, hearing))
        return found

    async def _ask(self, chunk: list[SaidTurn], before: list[SaidTurn], known: _Known) -> list[Answer]:
        """The answers to a piece of the transcript, cut in halves where the answer to the whole is too long."""
        if not any(turn.is_user for turn in chunk):
            return []
        messages = write_task(self._instructions, chunk, before=before, known=known.write_lines())
        try:
            answer = read_answer(await ask_json(self._chain, messages, max_tokens=_MAX_TOKENS))
        except AnswerCutError:
            if len(chunk) < _SMALLEST_CUT:
                raise
            half = len(chunk) // 2
            return [*await self._ask(chunk[:half], before, known), *await self._ask(chunk[half:], chunk[:half], known)]
        if answer is None:
            raise NotJsonError
        return [answer]


async def keep(db: AsyncSession, user_id: str, session_id: str, learned: Learned, *, mark: str, now: datetime) -> None:
    """Put what a session gave in the place of what it gave before, and settle what that touches.

    What rests on a turn that was forgotten meanwhile, or that the person said is not true, is left out.
    """
    talk = await synapse.read_talk(db, user_id, session_id)
    marks = await repository.read_retractions(db, user_id)
    said = {turn.ref for turn in talk.turns} if talk is not None else set[TurnRef]()
    there = {turn for turn in said if hash_untrue(user_id, turn) not in marks}
    before = await repository.list_claims_of_session(db, user_id, session_id)
    barred = {row.id: row for row in before if is_barred(user_id, read_claim(row), marks)}
    claims = [claim for claim in learned.claims if claim.turn in there and not is_barred(user_id, claim, marks)]
    rows = {claim.id: write_claim(user_id, claim, now=now) for claim in claims}
    known = {row.id: row for row in before}
    for row_id, row in rows.items():
        if row_id in known:
            row.learned_at = known[row_id].learned_at
    groups = list_groups(before) | list_groups(rows.values())
    await repository.delete_claims(db, [row for row in before if row.id not in barred])
    await repository.add_claims(db, (row for row_id, row in rows.items() if row_id not in barred))
    await settle_groups(db, user_id, groups, now=now)
    await _keep_loops(db, user_id, session_id, learned, there)
    if mark:
        await repository.mark_learned(db, user_id, session_id, mark, now=now)
    await synapse.drop_briefs(db, user_id)


async def _keep_loops(db: AsyncSession, user_id: str, session_id: str, learned: Learned, there: set[TurnRef]) -> None:
    before = {row.id: row for row in await loop_repository.list_loops(db, user_id) if row.session_id == session_id}
    openings = {opening.id: opening for opening in learned.openings if opening.turn in there}
    await loop_repository.delete_loops(db, user_id, [row_id for row_id in before if row_id not in openings])
    fresh = [_write_loop(user_id, opening) for row_id, opening in openings.items() if row_id not in before]
    await loop_repository.store(db, fresh)
    closings = [row for row in await loop_repository.list_closings(db, user_id) if row.session_id == session_id]
    await loop_repository.delete_closings(db, user_id, [row.id for row in closings])
    await loop_repository.store(
        db,
        [
            MemoryClosing(
                id=closing.id,
                user_id=user_id,
                session_id=session_id,
                turn_id=closing.turn.turn_id,
                place=closing.place,
                about=closing.about,
                quote=closing.quote,
                said_at=closing.said_at,
            )
            for closing in learned.closings
            if closing.turn in there
        ],
    )
    await settle_all_loops(db, user_id)


def _write_loop(user_id: str, opening: OpeningClaim) -> MemoryLoop:
    return MemoryLoop(
        id=opening.id,
        user_id=user_id,
        session_id=opening.turn.session_id,
        turn_id=opening.turn.turn_id,
        place=opening.place,
        kind=opening.kind.value,
        text=opening.text,
        quote=opening.quote,
        opened_at=opening.opened_at,
        due_at=opening.due_at,
    )


async def _read_known(db: AsyncSession, user_id: str, session_id: str) -> _Known:
    """What is known from elsewhere: what this very session gave before must not speak for itself."""
    loops = await loop_repository.list_loops(db, user_id, only_open=True)
    rows = await repository.list_facts(db, user_id, [Status.CURRENT.value])
    return _Known(
        loops={
            f"L{number}": row.text
            for number, row in enumerate(loops[-_SHOWN_LOOPS:], start=1)
            if row.session_id != session_id
        },
        facts=[row for row in rows if row.session_id != session_id][:_SHOWN_FACTS][::-1],
        own_names=frozenset(row.object_key for row in rows if row.predicate == "name" and row.subject_key == SELF_KEY),
    )


def _join(one: Learned, other: Learned) -> Learned:
    claims: dict[object, Claim] = {claim.id: claim for claim in (*other.claims, *one.claims)}
    openings = {opening.id: opening for opening in (*other.openings, *one.openings)}
    closings = {closing.id: closing for closing in (*other.closings, *one.closings)}
    return replace(
        one, claims=tuple(claims.values()), openings=tuple(openings.values()), closings=tuple(closings.values())
    )


def _hash_talk(talk: Talk) -> str:
    """Of the ids and words of a transcript: a keyed mark, which tells nothing of them."""
    whole = hashlib.blake2b(key=talk.session_id.encode()[:64], digest_size=24)
    for turn in talk.turns:
        whole.update(f"{turn.ref.turn_id}\x1f{turn.role.value}\x1f{turn.text}\x1e".encode())
    return whole.hexdigest()
