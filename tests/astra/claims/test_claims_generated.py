"""Two thousand sentences, half of them wrong, held against charts: few lies get through, few truths are touched."""

import pytest

from astra.claims import open_checker
from bench.claim_cases import FIRST, NOW, SECOND, ZONE, Case, make_cases

FEW = 500


def let_through_and_changed(cases: list[Case]) -> tuple[list[str], list[str]]:
    """Wrong sentences that came out as they were, and right ones that did not."""
    checkers = {id(case.chart): open_checker(case.chart, now=lambda: NOW, zone=ZONE) for case in cases}
    let_through: list[str] = []
    changed: list[str] = []
    for case in cases:
        same = checkers[id(case.chart)].check_sentence(case.text).text == case.text
        if same and not case.is_right:
            let_through.append(case.text)
        if not same and case.is_right:
            changed.append(case.text)
    return let_through, changed


def assert_held(count: int, seed: int, templates: str) -> None:
    let_through, changed = let_through_and_changed(make_cases(count, seed, templates))
    assert len(let_through) <= count / 2 * 0.005, let_through
    assert len(changed) <= count / 2 * 0.01, changed


@pytest.mark.parametrize("templates", [FIRST, SECOND])
def test_lies_are_caught_and_truths_left_alone(templates: str) -> None:
    assert_held(FEW, 1, templates)


@pytest.mark.slow
@pytest.mark.parametrize("templates", [FIRST, SECOND])
def test_two_thousand_sentences(templates: str) -> None:
    assert_held(2_000, 20_261_121, templates)


def test_half_of_the_sentences_are_wrong_and_they_are_always_the_same() -> None:
    cases = make_cases(200, seed=4)
    assert sum(case.is_right for case in cases) == 100
    assert [case.text for case in cases] == [case.text for case in make_cases(200, seed=4)]
