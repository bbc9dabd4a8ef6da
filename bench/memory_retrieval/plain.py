"""The yardstick: the same questions put to SQLite's full-text search as it comes: any word, its own ranking."""

import re
import sqlite3
from collections.abc import Sequence

from bench.memory_retrieval.quality import LIMIT, Tally, count_found
from bench.memory_retrieval.talks import Talks


def ask_plainly(all_talks: Sequence[Talks]) -> Tally:
    """Put every answerable question to one FTS5 table of the talks' turns."""
    tally = Tally()
    for talks in all_talks:
        table = sqlite3.connect(":memory:")
        table.execute("CREATE VIRTUAL TABLE turns USING fts5(text, id UNINDEXED)")
        turns = [turn for session in talks.sessions for turn in session["transcript"]]
        table.executemany("INSERT INTO turns VALUES (?, ?)", [(turn["text"], turn["turnId"]) for turn in turns])
        for asked in talks.questions:
            words = " OR ".join(f'"{word}"' for word in re.findall(r"\w+", asked.text))
            if asked.evidence:
                found = table.execute("SELECT id FROM turns(?) ORDER BY rank LIMIT ?", (words, LIMIT))
                count_found(tally, asked, [{turn_id} for (turn_id,) in found])
        table.close()
    return tally
