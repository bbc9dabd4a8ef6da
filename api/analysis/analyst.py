"""Reads a session with a model and keeps what holds: events, the overview, and a word for the talk that goes on."""

from collections.abc import Mapping, Sequence
from datetime import timedelta, tzinfo
from pathlib import Path
from uuid import NAMESPACE_OID, UUID, uuid5

import structlog

from api.analysis import repository
from api.analysis.schemas import Analysed, FoundEvent, Heard, Tell, TieCheck
from api.analysis.updates import put_update
from api.analysis.verify import overlaps, read_analysis
from api.birth.service import read_inputs
from api.db import AsyncSession, Database
from api.extraction.ask import AskedChain, NotJsonError, ask_json
from api.extraction.person_clock import find_zone
from api.extraction.prompt import SaidTurn, cut_chunks, load_instructions, write_task
from api.extraction.when import Precision
from api.models import LifeEvent, Message, Session, SessionAnalysis, UserOverview
from api.synapse.learning.recall import find_untrue
from api.synapse.schemas import TurnRef
from astra.contracts.session import UpdateKind
from astra.contracts.utterance import Role
from astra.kit.clock import Clock

_log = structlog.get_logger(__name__)
_MAX_TOKENS = 2_500
_PROMPT = "learning/analyse.md"
_SAMPLES = {Precision.DAY: (0,), Precision.MONTH: (0, 10, 20), Precision.YEAR: tuple(range(0, 360, 30))}
"""Days after the first of what is known of a date, on which a tie is tried."""
_MAX_SESSIONS = 200
"""How many sessions an overview names as its sources: the newest."""


class ChangedMeanwhileError(Exception):
    """What was analysed is not what is there any more: to be done again."""


class Analyst:
    """Analyses sessions; loads its prompt when it is made, and refuses to be made without."""

    def __init__(
        self, db: Database, chain: AskedChain, clock: Clock, *, prompts: Path, check_tie: TieCheck, tell: Tell
    ) -> None:
        self._db = db
        self._chain = chain
        self._clock = clock
        self._check_tie = check_tie
        self._tell = tell
        self._instructions = load_instructions(prompts, _PROMPT)

    async def analyse(self, session_id: UUID) -> None:
        """Analyse a session as far as it goes; one that is deleted, or has nothing new, is left alone.

        Raises when the model gives no answer, so that the session stays unprocessed.
        """
        async with self._db.read() as db:
            session = await repository.find_session(db, session_id)
            if session is None or await _is_done(db, session):
                return
            messages = await _list_believed(db, session)
            overview = await repository.find_overview(db, session.user_id)
            inputs = await read_inputs(db, session.user_id)
        zone = find_zone(inputs)
        heard = {f"t{number}": _hear(message, zone) for number, message in enumerate(messages, start=1)}
        known = overview.text if overview is not None else ""
        found = await self._ask(heard, known) if any(one.is_user for one in heard.values()) else Analysed()
        ties = [await self._verify_tie(session.user_id, event) for event in found.events]
        async with self._db.write() as db:
            if not await _is_still_so(db, session, heard, known):
                raise ChangedMeanwhileError
            told = await self._keep(db, session, found, ties)
        _log.info("session.analysed", session_id=str(session_id), events=len(found.events), told=told is not None)
        if told is not None:
            await self._tell(told)

    async def _ask(self, heard: dict[str, Heard], known: str) -> Analysed:
        said = [SaidTurn(label, is_user=one.is_user, day=one.at.date(), text=one.text) for label, one in heard.items()]
        found = Analysed(overview="")
        for before, chunk in cut_chunks(said):
            so_far = found.overview or known
            lines = [{"kind": "overview", "text": so_far}] if so_far else []
            messages = write_task(self._instructions, chunk, before=before, known=lines)
            answer = await ask_json(self._chain, messages, max_tokens=_MAX_TOKENS)
            one = read_analysis(answer, heard, so_far)
            if one is None:
                raise NotJsonError
            found = Analysed((*found.events, *one.events), one.overview or found.overview, one.update or found.update)
        return found

    async def _verify_tie(self, user_id: UUID, event: FoundEvent) -> str | None:
        """The tie, if the sky bears it out on the day, or on some day of the month or year that is known."""
        if event.astro_tie is None:
            return None
        steps = [timedelta(days=days) for days in _SAMPLES[event.precision]]
        for day in (event.happened_on + step for step in steps):
            if await self._check_tie(user_id, day, event.astro_tie):
                return event.astro_tie
        return None

    async def _keep(
        self, db: AsyncSession, before: Session, found: Analysed, ties: Sequence[str | None]
    ) -> UUID | None:
        """Write it all down with the mark, in one transaction; the session that has something new to hear."""
        session = await repository.find_session(db, before.id)
        if session is None or await _is_done(db, before):
            return None
        now = self._clock.now()
        there = {str(message.id) for message in await _list_believed(db, session)}
        await _keep_events(
            db, session, [(e, tie) for e, tie in zip(found.events, ties, strict=True) if e.turn_id in there]
        )
        if found.overview and there:
            row = await repository.find_overview(db, session.user_id)
            earlier = [one for one in (row.session_ids if row is not None else []) if one != str(session.id)]
            sources = [*earlier, str(session.id)][-_MAX_SESSIONS:]
            new = UserOverview(user_id=session.user_id, text=found.overview, session_ids=sources, updated_at=now)
            await repository.store_overview(db, new)
        mark = SessionAnalysis(
            session_id=session.id, messages=before.message_count, ended=before.ended_at is not None, analysed_at=now
        )
        await repository.store_mark(db, mark)
        active = await repository.find_active(db, session.user_id) if found.update else None
        if active is None:
            return None
        await put_update(
            db,
            user_id=session.user_id,
            session_id=active.id,
            kind=UpdateKind.CONTEXTUAL,
            text=found.update,
            now=now,
            update_id=_name(session.id, "update", str(before.message_count), str(mark.ended)),
        )
        return active.id


async def _is_done(db: AsyncSession, session: Session) -> bool:
    mark = await repository.find_mark(db, session.id)
    if mark is None or mark.messages != session.message_count:
        return False
    return mark.ended or session.ended_at is None


async def _is_still_so(db: AsyncSession, session: Session, heard: Mapping[str, Heard], known: str) -> bool:
    """Whether nothing that the answer rests on was forgotten or put right while the model wrote it."""
    there = {str(message.id) for message in await _list_believed(db, session)}
    overview = await repository.find_overview(db, session.user_id)
    return {one.turn_id for one in heard.values()} <= there and known == (overview.text if overview is not None else "")


async def _list_believed(db: AsyncSession, session: Session) -> list[Message]:
    """The messages of a session without those that the person took back."""
    messages = await repository.list_messages(db, session.id)
    turns = {TurnRef(str(session.id), str(message.id)) for message in messages}
    untrue = {turn.turn_id for turn in await find_untrue(db, str(session.user_id), turns)}
    return [message for message in messages if str(message.id) not in untrue]


async def _keep_events(db: AsyncSession, session: Session, events: Sequence[tuple[FoundEvent, str | None]]) -> None:
    """Put these events in the place of what this session gave before, without those that another told of already."""
    known = await repository.list_events(db, session.user_id)
    own = {row.id: row for row in known if row.session_id == session.id}
    others = [row for row in known if row.session_id != session.id]
    fresh: dict[UUID, LifeEvent] = {}
    for event, tie in events:
        told = (*others, *fresh.values())
        if any(row.happened_on == event.happened_on and overlaps(row.description, event.description) for row in told):
            continue
        event_id = _name(session.id, event.turn_id, event.happened_on.isoformat(), event.description)
        fresh[event_id] = LifeEvent(
            id=event_id,
            user_id=session.user_id,
            session_id=session.id,
            turn_id=event.turn_id,
            happened_on=event.happened_on,
            precision=event.precision.value,
            description=event.description,
            astro_tie=tie,
            quote=event.quote,
            created_at=own[event_id].created_at if event_id in own else session.last_activity,
        )
    await repository.delete_events(db, session.user_id, list(own))
    await repository.add_events(db, fresh.values())


def _hear(message: Message, zone: tzinfo) -> Heard:
    """A message with the person's own clock: their "yesterday" is not Greenwich's."""
    return Heard(str(message.id), message.role == Role.USER.value, message.text, message.at.astimezone(zone))


def _name(*parts: object) -> UUID:
    """The same parts give the same id, so that a second run changes nothing."""
    return uuid5(NAMESPACE_OID, "\x1f".join(str(part) for part in parts))
