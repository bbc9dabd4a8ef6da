"""Decides whether a message needs memory, asks for what it needs beside the turn, and keeps three dated lines of it."""

from astra.librarian.gate import Gate, MemoryNeed, read_need
from astra.librarian.known_words import KnownWords
from astra.librarian.recall import Recall, RecallLine
from astra.librarian.reflex import Reflex

__all__ = ["Gate", "KnownWords", "MemoryNeed", "Recall", "RecallLine", "Reflex", "read_need"]
