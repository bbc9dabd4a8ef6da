"""Prompts, compiled once at start: `load_kernels(prompts_dir)` gives frozen, hashed kernels or a `KernelError`."""

from astra.kernels.errors import KernelError
from astra.kernels.kernels import DEFAULT_PERSONA, Kernels, Persona, Voice
from astra.kernels.load import load_kernels

__all__ = ["DEFAULT_PERSONA", "KernelError", "Kernels", "Persona", "Voice", "load_kernels"]
