"""Text → a vector without a model: hashed words and letter trigrams, so that texts that share words lie close."""

import re
import zlib

import numpy as np
from numpy.typing import NDArray

_WORD = re.compile(r"[^\W_]+", re.UNICODE)
_WORD_WEIGHT, _TRIGRAM_WEIGHT = 1.0, 0.35


class HashEmbedder:
    """Deterministic on every machine; no meaning beyond shared spelling."""

    default_dimensions = 384

    def embed(self, text: str, dimensions: int | None = None) -> NDArray[np.float32]:
        """A unit vector (the zero vector for a text without words)."""
        vector = np.zeros(dimensions or self.default_dimensions, dtype=np.float32)
        for word in _WORD.findall(text.lower()):
            _add(vector, word, _WORD_WEIGHT)
            framed = f"^{word}$"
            for start in range(len(framed) - 2):
                _add(vector, framed[start : start + 3], _TRIGRAM_WEIGHT)
        length = float(np.linalg.norm(vector))
        return vector if length == 0 else vector / length


def _add(vector: NDArray[np.float32], feature: str, weight: float) -> None:
    digest = zlib.crc32(feature.encode())
    vector[digest % len(vector)] += weight if digest & 0x8000_0000 else -weight
