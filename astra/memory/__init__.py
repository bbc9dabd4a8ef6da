"""The one way to the memory service, built in or remote: `MemoryClient`, which reads every answer defensively."""

from astra.memory.client import FetchedBrief, MemoryBudgets, MemoryClient

__all__ = ["FetchedBrief", "MemoryBudgets", "MemoryClient"]
