"""Does the database have its newest shape already? Told from its file alone, so that a usual start waits for nothing.

Where it can't be told, bringing it up to date is asked to find out; the service does so once more by itself.
"""

import sqlite3
from contextlib import closing
from importlib.util import find_spec
from pathlib import Path


def is_up_to_date(file: Path) -> bool:
    """Whether the SQLite database in `file` records the newest step that there is; False where that can't be read."""
    if not file.is_file():
        return False
    try:
        with closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=rw", uri=True, timeout=1)) as store:
            recorded = store.execute("SELECT version_num FROM alembic_version").fetchall()
    except sqlite3.Error:
        return False
    newest = find_newest_step()
    return newest is not None and recorded == [(newest,)]


def find_newest_step() -> str | None:
    """The number that the name of the newest step's file begins with."""
    spec = find_spec("api")
    if spec is None or spec.origin is None:
        return None
    steps = Path(spec.origin).parent.glob("migrations/versions/[0-9]*_*.py")
    return max((step.name.partition("_")[0] for step in steps), default=None)
