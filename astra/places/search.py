"""Look-ups in the gazetteer that `build_places` made."""

from pathlib import Path

from astra.places.model import Place, Resolution


class Places:
    """The gazetteer at `path` (`.astra/places.sqlite`), opened read-only at the first look-up; safe across threads."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def search(self, text: str, limit: int = 10) -> list[Place]:
        """Places that `text` may mean, best first; for a list that a person picks from. Never raises for odd text."""
        _ = (text, limit)
        return []

    def resolve(self, text: str) -> Resolution:
        """What `text` ("Mumbai India", "London, Ontario", "Bombay") comes to."""
        _ = text
        return Resolution()

    def close(self) -> None:
        """Close the file; a later look-up opens it again."""
