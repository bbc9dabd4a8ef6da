"""The talker's data files: sentences, patterns, word lists. Words live there, not in Python."""

import re
from functools import cache
from pathlib import Path
from typing import cast

import yaml

_DATA = Path(__file__).with_name("data")


@cache
def load_data(name: str) -> object:
    """The content of `data/<name>.yaml`."""
    return yaml.safe_load((_DATA / f"{name}.yaml").read_text(encoding="utf-8"))


def load_all() -> None:
    """Read every file now, so that the first answer does not wait for it."""
    for path in _DATA.glob("*.yaml"):
        load_data(path.stem)


@cache
def load_words(name: str) -> frozenset[str]:
    """A word list: one text in `data/<name>.yaml`, split at blanks."""
    return frozenset(str(load_data(name)).split())


@cache
def load_pattern(name: str) -> re.Pattern[str]:
    """A pattern of `data/patterns.yaml`, its alternatives joined, letter case ignored."""
    book = cast("dict[str, list[str]]", load_data("patterns"))
    return re.compile("|".join(book[name]), re.IGNORECASE)
