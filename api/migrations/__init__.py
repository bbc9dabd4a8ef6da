"""The database's tables through time, one step a file under `versions`."""
