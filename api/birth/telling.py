"""What the running talk is told once: that the chart is ready, a question that is open, what can't be."""

from datetime import datetime
from uuid import UUID, uuid5

from api.analysis.updates import put_update
from api.db import AsyncSession
from astra.birth import Lines
from astra.chart.model import Chart, Placement
from astra.chart.zodiac import Point
from astra.contracts.session import UpdateKind


async def tell_chart_ready(
    db: AsyncSession,
    chart: Chart,
    lines: Lines,
    *,
    user_id: UUID,
    session_id: UUID,
    cause: UUID,
    language: str,
    is_first: bool,
    now: datetime,
) -> None:
    """Say in the session's next turn that the chart is cast, or cast again; `cause` tells one casting from another."""
    text = word_chart_ready(chart, lines, seed=str(cause), language=language, is_first=is_first)
    await tell(db, UpdateKind.CHART_READY, text, user_id=user_id, session_id=session_id, cause=cause, now=now)


async def tell(
    db: AsyncSession, kind: UpdateKind, text: str, *, user_id: UUID, session_id: UUID, cause: UUID, now: datetime
) -> None:
    """Say something in the session's next turn; once for each cause, however often the work behind it runs."""
    await put_update(
        db,
        user_id=user_id,
        session_id=session_id,
        kind=kind,
        text=text,
        now=now,
        update_id=uuid5(cause, f"{session_id}:{kind.value}"),
    )


def word_chart_ready(chart: Chart, lines: Lines, *, seed: str, language: str, is_first: bool) -> str:
    """A sentence or two: Sun, Moon and, where the hour is known, the Ascendant."""
    ascendant = chart.find(Point.ASCENDANT) if chart.has_time else None
    return lines.spoken(
        "chart_ready" if is_first else "chart_renewed",
        seed=seed,
        language=language,
        sun=_name_sign(chart.place(Point.SUN)),
        moon=_name_sign(chart.place(Point.MOON)),
        ascendant=None if ascendant is None else _name_sign(ascendant),
    )


def _name_sign(placement: Placement) -> str:
    if placement.spread is None or placement.is_sign_certain:
        return placement.sign.title()
    return " or ".join(sign.title() for sign in placement.spread.signs)
