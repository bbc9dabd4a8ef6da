"""Reads the YAML that ships with Astra: prompts' front matter, word lists."""

from typing import Any

import yaml

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""libyaml's, ten times as fast, where PyYAML was built with it; both build plain values only."""


def read_yaml(text: str) -> Any:
    """The document in `text` as plain values; raises `yaml.YAMLError`."""
    return yaml.load(text, Loader=_LOADER)  # noqa: S506  # a safe loader
