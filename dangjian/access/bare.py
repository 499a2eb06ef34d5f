"""Addresses that bring their own proof of who acts: for them neither session nor Actor is looked up."""

import re
from typing import Final

_bare: Final[list[re.Pattern[str]]] = []


def leave(pattern: str) -> None:
    """Leave the addresses that match ``pattern`` as a whole alone; their views must be open to everyone."""
    compiled = re.compile(pattern)
    if compiled not in _bare:
        _bare.append(compiled)


def is_bare(path: str) -> bool:
    """Say whether an address is left alone."""
    return any(pattern.fullmatch(path) for pattern in _bare)
