"""The only place for the time, random ids and background tasks, so that tests can hold all three still."""
