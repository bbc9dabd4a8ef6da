"""The job table: work that follows from something stored, leased to one worker at a time."""
