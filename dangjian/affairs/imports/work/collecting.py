"""Garbage is looked for seldom while an import works: its hundred thousands of rows live long and hold no cycles."""

import gc
from collections.abc import Generator
from contextlib import contextmanager
from typing import Final

_USUAL: Final = gc.get_threshold()
_SELDOM: Final = (50_000, 20, 20)  # As (700, 10, 10), a fifth of a check went into looking.


@contextmanager
def seldom() -> Generator[None]:
    """Hold for this process; where two imports work at once, the first to end ends it for both."""
    gc.set_threshold(*_SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*_USUAL)
