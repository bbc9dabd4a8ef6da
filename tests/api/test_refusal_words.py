"""Every code with which the service refuses has a sentence on the page, in each of its languages."""

import re
from pathlib import Path

import pytest

from astra.contracts.errors import ErrorCode

MESSAGES = Path(__file__).parents[2] / "web" / "src" / "messages"
_SENTENCE = re.compile(r"^\s+(\w+):\s*'(.+)',$", re.MULTILINE)
_DEVANAGARI = re.compile(r"[\u0900-\u097f]")


def read_codes(file: str) -> dict[str, str]:
    """The sentences between `codes` and what follows it."""
    text = (MESSAGES / file).read_text(encoding="utf-8")
    block = text[text.index("codes") :]
    return dict(_SENTENCE.findall(block[: block.index("}")]))


@pytest.mark.parametrize("file", ["refusals.ts", "hi/refusals.ts"])
def test_every_code_of_the_service_has_a_sentence(file: str) -> None:
    sentences = read_codes(file)
    missing = [code.value for code in ErrorCode if code.value not in sentences]
    assert not missing
    is_hindi = file.startswith("hi/")
    assert all(bool(_DEVANAGARI.search(sentence)) is is_hindi for sentence in sentences.values())
