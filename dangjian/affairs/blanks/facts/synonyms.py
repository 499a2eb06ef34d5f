"""The words by which blanks ask for facts: data, in ``synonyms.toml``."""

import tomllib
from pathlib import Path
from typing import Final

from dangjian.affairs.blanks.catalogue import Subject

_WORDS: Final[dict[str, dict[str, list[str]]]] = tomllib.loads(
    Path(__file__).with_name("synonyms.toml").read_text(encoding="utf-8")
)


def captions(subject: Subject, key: str) -> tuple[str, ...]:
    """Return the words of a fact, its own caption first."""
    return tuple(_WORDS[subject][key])
