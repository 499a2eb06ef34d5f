"""Places in the tree as fixed-width text: three base-36 characters a level, compared bytewise.

A subtree is the half-open range ``path <= p < following(path)``: never a prefix match, so that
look-alike codes cannot leak into each other.
"""

from typing import Final

WIDTH: Final = 3
DIGITS: Final = "0123456789abcdefghijklmnopqrstuvwxyz"
CHILDREN: Final = len(DIGITS) ** WIDTH


def segment(number: int) -> str:
    """Return the three-character segment of the ``number``-th child, counted from 0.

    Raises ``ValueError`` outside 0 … 46,655.
    """
    if not 0 <= number < CHILDREN:
        message = f"a body can have {CHILDREN} children, not {number}"
        raise ValueError(message)
    high, low = divmod(number, len(DIGITS))
    top, middle = divmod(high, len(DIGITS))
    return DIGITS[top] + DIGITS[middle] + DIGITS[low]


def number(path: str) -> int:
    """Return the number of the last segment of ``path`` among its siblings."""
    return int(path[-WIDTH:], len(DIGITS))


def child(parent: str, position: int) -> str:
    """Return the path of the ``position``-th child of ``parent`` (empty for a root)."""
    return parent + segment(position)


def following(path: str) -> str:
    """Return the first path after the subtree of ``path``: its exclusive upper bound."""
    return path + "~"


def depth(path: str) -> int:
    """Return the level of ``path``: 1 for a root."""
    return len(path) // WIDTH


def contains(outer: str, inner: str) -> bool:
    """Say whether ``inner`` is ``outer`` or stands below it."""
    return outer <= inner < following(outer)


def ancestors(path: str) -> list[str]:
    """Return the paths from the root down to ``path`` itself."""
    return [path[:end] for end in range(WIDTH, len(path) + 1, WIDTH)]
