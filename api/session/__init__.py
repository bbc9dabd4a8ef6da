"""Sessions: opening, closing, and what the worker needs to begin."""
