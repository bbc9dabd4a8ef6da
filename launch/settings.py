"""Reads what a person has set: the environment first, then `.env`, then the machine's own secrets."""

import os
from collections.abc import Mapping
from pathlib import Path

from dotenv import dotenv_values

from launch.secrets import load_or_make_secrets


def read_environment() -> dict[str, str]:
    """The process environment, read once, at the launcher's root."""
    return dict(os.environ)  # noqa: TID251  the root that the ban points to


def merge_settings(environment: Mapping[str, str], root: Path) -> dict[str, str]:
    """Everything that is set, by precedence. Makes secrets where none are; a LiveKit of the user's own gets none."""
    from_file = {name: value for name, value in dotenv_values(root / ".env").items() if value}
    chosen = {**from_file, **{name: value for name, value in environment.items() if value}}
    home = Path(chosen.get("ASTRA_HOME") or root / ".astra")
    own = load_or_make_secrets(home)
    if chosen.get("LIVEKIT_URL"):
        own = {name: value for name, value in own.items() if not name.startswith("LIVEKIT_")}
    return {**own, **chosen, "ASTRA_HOME": str(home)}
