"""The demo county's words: names of places, bodies and people, one file a kind."""

from functools import cache
from pathlib import Path
from typing import Final

_FOLDER: Final = Path(__file__).parent / "words"


@cache
def lines(name: str) -> tuple[tuple[str, ...], ...]:
    """The words of each line of a file, in order."""
    text = (_FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    return tuple(tuple(line.split()) for line in text.splitlines() if line.strip())


@cache
def every(name: str) -> tuple[str, ...]:
    """All words of a file, in order."""
    return tuple(word for line in lines(name) for word in line)


@cache
def by_first(name: str) -> dict[str, tuple[str, ...]]:
    """What follows the first word of each line, by that word."""
    return {first: tuple(rest) for first, *rest in lines(name)}


@cache
def weighted(name: str) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """Words and how often each occurs, from lines of `word count`."""
    pairs = lines(name)
    return tuple(word for word, _ in pairs), tuple(int(count) for _, count in pairs)
