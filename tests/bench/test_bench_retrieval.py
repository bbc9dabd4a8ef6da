"""The retrieval benchmark: its talks are the same each time and hold what they claim; recall stays where it was."""

from pathlib import Path

from bench.memory_retrieval.plain import ask_plainly
from bench.memory_retrieval.quality import Tally, ask_all, mean, measure_gate
from bench.memory_retrieval.run import list_recall_misses, list_speed_misses, render_quality, render_speed
from bench.memory_retrieval.speed import Pace, measure_growth
from bench.memory_retrieval.talks import KINDS, QUESTIONS, TALKS, invent_all
from tests.fakes.api_service import running_service


def test_the_set_is_large_and_the_same_each_time() -> None:
    talks = invent_all()
    assert talks == invent_all()
    assert len(talks) == TALKS >= 20
    assert sum(len(one.questions) for one in talks) == TALKS * QUESTIONS >= 400
    assert {asked.kind for one in talks for asked in one.questions} == set(KINDS)
    for one in talks:
        said = {turn["turnId"]: turn["text"] for session in one.sessions for turn in session["transcript"]}
        assert all(asked.evidence <= set(said) for asked in one.questions)
        assert all((asked.kind == "unanswerable") == (not asked.evidence) for asked in one.questions)
        assert not any("{" in text for text in [*said.values(), *(asked.text for asked in one.questions)])


async def test_recall_stays_where_it_was(tmp_path: Path) -> None:
    async with running_service(tmp_path) as service:
        talks = invent_all(count=3)
        tallies = await ask_all(service.worker, talks)
        [pace] = await measure_growth(service.worker, service.root.database, service.root.clock, [1000])
    plain = ask_plainly(talks)
    everything = [tally for tally in tallies.values() if tally.at_3]
    assert mean([one for tally in everything for one in tally.at_3]) >= max(0.6, mean(plain.at_3) + 0.15)
    assert mean([one for tally in everything for one in tally.at_10]) >= 0.65
    assert measure_gate(tallies).auc >= 0.6
    assert pace.bytes_per_turn <= 1600
    assert "recall@3" in render_quality(tallies, plain)
    assert "| wanted of all | | ≥ 0.61 | ≥ 0.75 | |" in render_quality(tallies, plain)


def test_every_figure_stands_beside_its_bound_and_what_is_over_is_named() -> None:
    fast = Pace(5_000, 2.0, 4.0, 20.0, 1.0, 900.0)
    slow = Pace(100_000, 20.0, 41.0, 51.0, 5.1, 1_601.0)
    table = render_speed([fast, slow])
    for bound in ("4.0 ms | ≤ 10 ms", "41.0 ms | ≤ 40 ms", "≤ 50 ms", "≤ 5 ms", "≤ 1600"):
        assert bound in table
    assert "a query's p95 grew 10.2-fold" in table
    assert list_speed_misses(fast) == []
    assert len(list_speed_misses(slow)) == 4
    found = {"single": Tally(at_3=[1.0, 0.2], at_10=[1.0, 0.4], reciprocal=[1.0, 0.5]), "unanswerable": Tally()}
    assert list_recall_misses(found) == ["recall@3 of the own set", "recall@10 of the own set"]
