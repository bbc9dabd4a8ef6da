"""What is pinned of a person's birth, and the context that the mind gets of it."""

from datetime import datetime
from uuid import UUID

from api.birth import repository
from api.birth.pinned import Pinned, list_missing, read_pinned, write_lines
from api.db import AsyncSession
from astra.contracts.astro import AstroContext, ChartInputs


async def read_pinned_of(db: AsyncSession, user_id: UUID) -> Pinned:
    """The pinned pieces of a person; empty for a stranger."""
    return read_pinned(await repository.list_details(db, user_id))


async def read_astro(db: AsyncSession, user_id: UUID, now: datetime) -> AstroContext:  # noqa: ARG001  transits of the day need it
    """The astro part of the context packet for this person at `now`; empty lists and strings where nothing is known."""
    pinned = await read_pinned_of(db, user_id)
    chart = await repository.find_chart(db, user_id)
    if chart is None:
        return AstroContext(pinned=write_lines(pinned), missing=list_missing(pinned))
    inputs = ChartInputs.model_validate(chart.inputs)
    return AstroContext(
        inputs=inputs,
        pinned=write_lines(pinned),
        missing=list_missing(pinned),
        snapshot=chart.snapshot,
    )
