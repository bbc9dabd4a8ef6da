"""A line that is spoken without a model: a few variants a language, one of them chosen by a seed."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from astra.kernels.errors import KernelError
from astra.kernels.template import Template

MAX_VALUE_CHARS = 120
"""A longer value, a very long display name for one, is cut: it will be read aloud."""


@dataclass(frozen=True, slots=True)
class SpokenLine:
    """`variants` by language, at least one of each that needs no more than the required variables."""

    file: str
    required: frozenset[str]
    optional: frozenset[str]
    variants: Mapping[str, tuple[Template, ...]]

    def fill(self, *, seed: str, language: str, variables: Mapping[str, str | None]) -> str:
        """The line with its variables; see `Kernels.spoken`."""
        values = {key: _flatten(value) for key, value in variables.items() if value is not None}
        values = {key: value for key, value in values.items() if value}
        if unknown := variables.keys() - self.required - self.optional:
            raise KernelError(self.file, f"unknown variable {', '.join(sorted(unknown))}")
        if missing := self.required - values.keys():
            raise KernelError(self.file, f"missing variable {', '.join(sorted(missing))}")
        variants = self.variants.get(language.split("-", maxsplit=1)[0], self.variants["en"])
        usable = [variant for variant in variants if variant.variables <= values.keys()]
        most = max(len(variant.variables) for variant in usable)
        best = [variant for variant in usable if len(variant.variables) == most]
        return best[_pick(seed, len(best))].fill(values)


def _flatten(value: str) -> str:
    return " ".join(value.split())[:MAX_VALUE_CHARS]


def _pick(seed: str, count: int) -> int:
    return int.from_bytes(hashlib.sha256(seed.encode()).digest()[:8]) % count
