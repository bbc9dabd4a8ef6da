"""`python -m astra.places FILE`: make the gazetteer, once; a file that is there and current is left alone."""

import signal
import sys
from pathlib import Path
from typing import Annotated

import typer

from astra.places.build import build_places, places_are_built

_STEPS = 20
_STOPPED = 128 + signal.SIGTERM


def main(file: Annotated[Path, typer.Argument(help="Where the gazetteer is to be.")]) -> None:
    """Make the gazetteer and say how far it is."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(_STOPPED))  # so that the half-made file is taken away
    is_there = places_are_built(file)
    said = 0

    def tell(done: float) -> None:
        nonlocal said
        if (step := int(done * _STEPS)) > said:
            said = step
            typer.echo(f"places: {done:.0%}")

    build_places(file, tell)
    if not is_there:
        typer.echo(f"places: ready at {file}")


if __name__ == "__main__":
    typer.run(main)
