"""What a person's talks come to: time, messages, personas and topics of the last days."""

from collections import Counter, defaultdict
from datetime import date, datetime, timedelta, tzinfo
from itertools import pairwise
from uuid import UUID

from api.db import AsyncSession
from api.history import repository
from api.history.days import begin_of
from api.history.schemas import Analytics, DayFigures, PersonaFigure, TopicFigure, TotalFigures

MAX_DAYS = 366
MAX_TOPICS = 12


async def measure(
    db: AsyncSession, user_id: UUID, days: int, *, now: datetime, zone: tzinfo, idle_s: float
) -> Analytics:
    """The figures of the last `days` days, today included. A pause longer than `idle_s` was no talk."""
    today = now.astimezone(zone).date()
    first = today - timedelta(days=days - 1)
    since = begin_of(first, zone) or now
    moments: dict[UUID, list[datetime]] = defaultdict(list)
    for session_id, at in await repository.list_moments(db, user_id, since=since, until=now + timedelta(days=1)):
        moments[session_id].append(at)
    seconds, messages = _add_up(moments, zone, idle_s)
    shown = [first + timedelta(days=step) for step in range(days)]
    personas = await repository.count_personas(db, user_id, list(moments))
    topics = await repository.count_topics(db, user_id, list(moments))
    return Analytics(
        days=[DayFigures(date=day, seconds=round(seconds[day], 3), messages=messages[day]) for day in shown],
        totals=TotalFigures(
            seconds=round(sum(seconds[day] for day in shown), 3),
            messages=sum(messages[day] for day in shown),
            sessions=len(moments),
        ),
        personas=[PersonaFigure(persona=persona, sessions=count) for persona, count in personas],
        topics=[TopicFigure(topic=topic, sessions=count) for topic, count in topics[:MAX_TOPICS]],
    )


def _add_up(
    moments: dict[UUID, list[datetime]], zone: tzinfo, idle_s: float
) -> tuple[defaultdict[date, float], Counter[date]]:
    """Seconds and messages by day; what lies between two messages counts for the day of the second."""
    seconds: defaultdict[date, float] = defaultdict(float)
    messages: Counter[date] = Counter()
    for said in moments.values():
        said.sort()
        for at in said:
            messages[at.astimezone(zone).date()] += 1
        for before, after in pairwise(said):
            gap = (after - before).total_seconds()
            if gap <= idle_s:
                seconds[after.astimezone(zone).date()] += gap
    return seconds, messages
