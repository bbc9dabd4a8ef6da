"""The one current chart of a person: computed when the details settle, kept until its inputs change."""

import hashlib
from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import TypeAdapter

from api.birth import repository
from api.db import AsyncSession
from api.models import BirthChart
from astra.birth import BirthDetails, missing_fields, to_chart_inputs
from astra.chart import cast_chart
from astra.chart.model import Chart
from astra.chart.snapshot import make_snapshot
from astra.contracts.astro import ChartInputs

SNAPSHOT_CHARS = 2_400
_CHART: TypeAdapter[Chart] = TypeAdapter(Chart)


async def keep_chart(db: AsyncSession, user_id: UUID, details: BirthDetails, *, now: datetime) -> Chart | None:
    """Bring the kept chart up to the details; the chart where it is a new one, else None.

    While a question is open the chart before stays; when a piece is gone it goes. Raises `AstraError` with a field
    where the details can't be computed.
    """
    inputs = to_chart_inputs(details)
    if inputs is None:
        if missing_fields(details):
            await repository.delete_chart(db, user_id)
        return None
    digest = hash_inputs(inputs)
    known = await repository.find_chart(db, user_id)
    if known is not None and known.inputs_hash == digest:
        return None
    chart = cast_chart(inputs)
    await repository.put_chart(db, _as_row(user_id, chart, digest, now))
    return chart


def hash_inputs(inputs: ChartInputs) -> str:
    """What tells charts of different inputs apart."""
    return hashlib.sha256(inputs.model_dump_json().encode()).hexdigest()


def _as_row(user_id: UUID, chart: Chart, digest: str, now: datetime) -> BirthChart:
    facts: dict[str, Any] = _CHART.dump_python(chart, mode="json")
    return BirthChart(
        user_id=user_id,
        inputs_hash=digest,
        inputs=chart.inputs.model_dump(mode="json"),
        facts=facts,
        snapshot=make_snapshot(chart, None, SNAPSHOT_CHARS),
        engine=f"{chart.provenance.engine} {chart.provenance.version}"[:64],
        flag=chart.provenance.returned_flag,
        computed_at=now,
    )
