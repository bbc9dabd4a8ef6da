"""What to know when a talk begins, made from the last talks and from what was learned; no model is asked."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from api.db import AsyncSession
from api.models import MemorySession, MemoryTurn, MemoryUser
from api.synapse import repository
from api.synapse.language.words import faint_stems, write_terms
from api.synapse.schemas import FactQuestion, Learned, Retirement, TurnRef
from astra.contracts.memory import BriefItem, Loop, StartBrief
from astra.contracts.utterance import Role

MAX_ITEMS = 12
_TALKS = 3
_MAX_QUOTE_CHARS = 220
_ENOUGH_STEMS = 3
_MANY_STEMS = 14
_ANYTHING = FactQuestion(text="", stems=frozenset(), past=False, limit=MAX_ITEMS)
_AHEAD = re.compile(
    r"\b(i'?m going to|i'?ll|i will|i have to|i need to|i must|i want to|i plan|planning to|we'?re going to|we'?ll|"
    r"next (week|month|year|time)|tomorrow|on (mon|tues|wednes|thurs|fri|satur|sun)day|interview|exam|deadline|"
    r"worried|nervous|afraid|scared|anxious|can'?t sleep|waiting (for|to))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Made:
    """A brief as it can be kept, and the moment from which the gap is reckoned."""

    brief: StartBrief
    last_at: datetime | None


async def make_start_brief(
    db: AsyncSession, user: MemoryUser, session_id: str, learned: Learned, *, now: datetime
) -> Made:
    """The full brief of a session that is about to begin."""
    talks = await repository.list_last_sessions(db, user.user_no or 0, but_not=session_id, count=_TALKS)
    lines = [await _pick_lines(db, user, talk, learned) for talk in talks]
    loops = await learned.list_loops(db, user.user_id)
    items = [_from_loop(loop) for loop in loops]
    items += await learned.list_brief_items(db, user.user_id, now=now)
    items += [_from_turn(turn) for picked in lines[1:] for turn in picked[:1]]
    last = lines[0] if lines else []
    brief = StartBrief(
        bridge_text=_write_bridge(talks[0], last) if talks else None,
        items=tuple(_drop_repeats(items))[:MAX_ITEMS],
        current_focus=loops[0].text if loops else _find_focus(last),
    )
    return Made(brief, talks[0].last_at if talks else None)


async def make_brief(db: AsyncSession, user: MemoryUser, session_id: str) -> Made:
    """The simpler brief: when the last talk was."""
    talks = await repository.list_last_sessions(db, user.user_no or 0, but_not=session_id, count=1)
    if not talks:
        return Made(StartBrief(), None)
    return Made(
        StartBrief(bridge_text=f"The last talk was on {_write_day(talks[0].last_at.date())}."), talks[0].last_at
    )


def with_gap(made: Made, now: datetime) -> StartBrief:
    """The brief with how long ago the last talk was, in minutes."""
    if made.last_at is None:
        return made.brief
    minutes = max(0.0, (now - made.last_at).total_seconds() / 60)
    return made.brief.model_copy(update={"time_gap_minutes": round(minutes, 1)})


async def _pick_lines(db: AsyncSession, user: MemoryUser, talk: MemorySession, learned: Learned) -> list[MemoryTurn]:
    """The person's turns of a talk that say most, the best first, without what no longer holds."""
    turns = await repository.list_turns(db, talk.user_no, talk.session_id)
    weighed = [(weight, turn) for turn in turns if turn.role == Role.USER.value and (weight := _weigh(turn.text)) > 0]
    weighed.sort(key=lambda pair: -pair[0])
    best = [turn for _, turn in weighed[:6]]
    refs = [TurnRef(turn.session_id, turn.turn_id) for turn in best]
    retired: Mapping[TurnRef, Retirement] = await learned.find_retired(db, user.user_id, refs, _ANYTHING)
    return [turn for turn, ref in zip(best, refs, strict=True) if ref not in retired]


def _weigh(text: str) -> float:
    """How much a turn says: its distinct words that carry something, more where it looks ahead or worries."""
    said = write_terms(text).partition("?")[0].split()
    carrying = set(said) - faint_stems()
    if len(carrying) < _ENOUGH_STEMS:
        return 0.0
    return min(len(carrying), _MANY_STEMS) * (1.6 if _AHEAD.search(text) else 1.0)


def _find_focus(turns: Sequence[MemoryTurn]) -> str | None:
    """What was ahead of the person or on their mind when the last talk ended."""
    return next((_quote(turn.text) for turn in turns if _AHEAD.search(turn.text)), None)


def _write_bridge(talk: MemorySession, turns: Sequence[MemoryTurn]) -> str:
    day = _write_day(talk.last_at.date())
    if not turns:
        return f"The last talk was on {day}."
    spoken = sorted(turns[:2], key=lambda turn: turn.no)
    who = spoken[0].speaker or "the user"
    return f"The last talk was on {day}; {who} said: " + " … ".join(f"“{_quote(turn.text)}”" for turn in spoken)


def _from_loop(loop: Loop) -> BriefItem:
    due = f" (due {_write_day(loop.due_at.date())})" if loop.due_at is not None else ""
    return BriefItem(kind="loop", text=loop.text + due, date=loop.opened_at.date().isoformat())


def _from_turn(turn: MemoryTurn) -> BriefItem:
    return BriefItem(kind="said", text=f"“{_quote(turn.text)}”", date=turn.day.isoformat())


def _drop_repeats(items: Sequence[BriefItem]) -> list[BriefItem]:
    return list({item.text.casefold(): item for item in reversed(items)}.values())[::-1]


def _quote(text: str) -> str:
    text = " ".join(text.split())
    if len(text) <= _MAX_QUOTE_CHARS:
        return text
    return text[:_MAX_QUOTE_CHARS].rsplit(" ", 1)[0] + " …"


def _write_day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
