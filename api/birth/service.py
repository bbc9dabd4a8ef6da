"""What is pinned of a person's birth, and the context that the mind gets of it."""

from datetime import datetime
from uuid import UUID

from api.birth import repository
from api.birth.pinned import join_pieces, write_lines
from api.db import AsyncSession
from astra.birth import BirthDetails, missing_fields
from astra.contracts.astro import AstroContext, ChartInputs


async def read_details(db: AsyncSession, user_id: UUID) -> BirthDetails:
    """The pinned pieces of a person with the questions that are open; empty for a stranger."""
    talk = await repository.find_talk(db, user_id)
    return join_pieces(await repository.list_details(db, user_id), talk.state.get("open", []) if talk else [])


async def read_astro(db: AsyncSession, user_id: UUID, now: datetime) -> AstroContext:  # noqa: ARG001  transits need it
    """The astro part of the context packet for this person at `now`; empty lists and strings where nothing is known."""
    details = await read_details(db, user_id)
    chart = await repository.find_chart(db, user_id)
    known = AstroContext(pinned=write_lines(details), missing=missing_fields(details))
    if chart is None:
        return known
    return known.model_copy(update={"inputs": ChartInputs.model_validate(chart.inputs), "snapshot": chart.snapshot})
