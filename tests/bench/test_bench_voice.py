"""The benchmark itself, shortened: the starter and Astra are really called, and both answer."""

import pytest

from bench.starvation import Tolerance
from bench.voice import CONFIGURATIONS, Plan, compare

PATIENT = Tolerance(loop_lag_s=60, frame_late_s=60, pressure_share=60, stolen_share=60)


@pytest.mark.rooms
@pytest.mark.speech
async def test_both_peers_are_called_and_their_turns_compared():
    plan = Plan(
        turns=1,
        openings=0,
        over_greeting=0,
        barge_ins=0,
        memory_talks=0,
        tolerance=PATIENT,
        configurations=CONFIGURATIONS[-1:],
        reply="I hear you.",
    )
    findings = await compare(plan, lambda _line: None)
    (row,) = findings.rows
    assert len(row.theirs.values) == len(row.ours.values) == 1
    assert all(value > 0 for value in row.theirs.values + row.ours.values)
    text = findings.render()
    assert "| figure | starter" in text
    assert "| STT |" in text
