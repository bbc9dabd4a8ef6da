"""Utterances on their way into the store."""
