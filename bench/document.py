"""docs/benchmarks.md as sections: what was measured now replaces its own section, what was measured before stays."""

import re
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

_SECTION = re.compile(r"^## ", re.MULTILINE)


def put_sections(path: Path, intro: str, sections: Sequence[str]) -> None:
    """Write `sections` (each begins with `## Title`) into the file under `intro`, in place of their namesakes."""
    kept = {_title(section): section for section in split_sections(path.read_text(encoding="utf-8"))[1:]}
    kept |= {_title(section): section.strip() for section in sections}
    path.write_text("\n\n".join([intro.strip(), *kept.values()]) + "\n", encoding="utf-8")


def split_sections(text: str) -> list[str]:
    """What stands before the first section, and then every section, stripped."""
    starts = [match.start() for match in _SECTION.finditer(text)]
    bounds = [0, *starts, len(text)]
    return [text[begin:end].strip() for begin, end in pairwise(bounds)]


def _title(section: str) -> str:
    return section.strip().split("\n", 1)[0]
