"""Sentences worded by hand, many ways of saying a thing: the wrong ones don't stay as they are, the right ones do."""

from pathlib import Path

import yaml

from astra.claims import ClaimChecker

_WORDINGS: dict[str, list[str]] = yaml.safe_load(
    (Path(__file__).parents[2] / "fixtures" / "claim_wordings.yaml").read_text(encoding="utf-8")
)


def test_wrong_ones_are_not_let_through(checker: ClaimChecker) -> None:
    assert [said for said in _WORDINGS["wrong"] if checker.check_sentence(said).text == said] == []


def test_right_ones_are_left_alone(checker: ClaimChecker) -> None:
    assert [said for said in _WORDINGS["right"] if checker.check_sentence(said).text != said] == []
