"""Secrets that a machine makes for itself once: kept in `.astra/secrets.env`, readable by their owner only."""

import os
import secrets
from pathlib import Path

from dotenv import dotenv_values

_BYTES = {"LIVEKIT_API_KEY": 9, "LIVEKIT_API_SECRET": 36, "ASTRA_SERVICE_TOKEN": 36}
"""What is made, and of how many random bytes. LiveKit wants its secret at 32 characters or more."""


def load_or_make_secrets(home: Path) -> dict[str, str]:
    """Read `home/secrets.env`, adding whatever of the needed secrets it lacks. Raises OSError where it can't write."""
    path = home / "secrets.env"
    known = {name: value for name, value in dotenv_values(path).items() if value} if path.exists() else {}
    missing = [name for name in _BYTES if name not in known]
    if missing:
        known |= {name: secrets.token_urlsafe(_BYTES[name]) for name in missing}
        home.mkdir(parents=True, exist_ok=True)
        draft = path.with_suffix(".new")
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.writelines(f"{name}={value}\n" for name, value in known.items())
        draft.replace(path)
    return known
